#include "server/http/landing_page.h"

namespace quaywatt::server {

namespace {

constexpr std::string_view kHead = R"(<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>泊电 Quaywatt</title>
<link rel="stylesheet" href="/site.css">
</head>
<body>
<main>
<h1>泊电 <span lang="en">Quaywatt</span></h1>
<p>内河岸电使用监测:泊位计量、靠泊研判、排放核算。</p>
<p lang="en">Shore power in inland ports: metering at the berth, judgement of stays, emissions.</p>
)";

constexpr std::string_view kTail = R"(<p>此地址用于泊位终端注册与运行状态查询;业务数据须登录后查看,本页不提供。</p>
<p lang="en">This address enrols berth agents and shows the state of the service. It shows no data without a login.</p>
<ul>
<li><a href="/healthz">/healthz</a> 进程存活 <span lang="en">process alive</span></li>
<li><a href="/readyz">/readyz</a> 服务就绪 <span lang="en">service ready</span></li>
</ul>
</main>
</body>
</html>
)";

/// Words of ours alone: nothing is escaped.
std::string paragraph(std::string_view role, std::string_view zh, std::string_view en) {
  std::string text = "<p class=\"";
  return text.append(role).append("\">").append(zh).append(" <span lang=\"en\">").append(en).append("</span></p>\n");
}

}  // namespace

std::string landing_page(const SiteState& state, const std::vector<std::string>& unready) {
  std::string page(kHead);
  if (state.development) {
    page += paragraph("banner", "演示/开发环境:数据可能来自加速时钟,不作依据。",
                      "Development: figures may come from a shortened clock and prove nothing.");
  }
  if (state.durability_risk_accepted) {
    page += paragraph("banner", "警告:数据库未按断电安全设置运行,断电可能丢失已回执的记录。",
                      "Warning: the database does not run with safe settings; a power cut may lose acknowledged "
                      "records.");
  }
  page += unready.empty() ? paragraph("good", "状态:正常。", "State: working.")
                          : paragraph("bad", "状态:暂不可用,终端会保留数据并自动续传。",
                                      "State: not ready; agents keep their records and send them later.");
  page += paragraph("version", "版本", "version " + state.version);
  return page += kTail;
}

std::string landing_style() {
  return R"(body{margin:0;font:16px/1.6 "Noto Sans CJK SC","Microsoft YaHei",sans-serif;color:#123;background:#f4f7f8}
main{max-width:44rem;margin:3rem auto;padding:0 1.5rem}
h1{font-size:1.8rem}
[lang=en]{color:#456}
.banner{padding:.5rem 1rem;background:#fff3cd;border-left:4px solid #b58100}
.good{padding:.5rem 1rem;background:#e3f4e8;border-left:4px solid #1b7a3d}
.bad{padding:.5rem 1rem;background:#fbe4e4;border-left:4px solid #a32020}
)";
}

}  // namespace quaywatt::server
