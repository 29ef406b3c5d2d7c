#include "server/cli/doctor_command.h"

#include <algorithm>
#include <ostream>

#include "schema/config/problem.h"
#include "server/cli/command_line.h"
#include "server/cli/doctor_checks.h"

namespace quaywatt::server {

namespace {

constexpr std::string_view kUsage =
    "用法 / usage: quaywatt doctor --config FILE\n"
    "  检查配置、证书、数据库与磁盘,逐项给出处理办法 / checks settings, certificates, database and disk and names remedies\n";

std::string_view mark(Finding::Weight weight) {
  switch (weight) {
    case Finding::Weight::good: return "ok     ";
    case Finding::Weight::warning: return "warning";
    case Finding::Weight::wrong: return "wrong  ";
  }
  return "wrong  ";
}

int report(const Findings& findings, std::ostream& out) {
  for (const Finding& finding : findings) {
    out << mark(finding.weight) << " " << finding.name;
    if (!finding.zh.empty()) out << ": " << finding.zh << " / " << finding.en;
    out << "\n";
    if (!finding.remedy.empty()) out << "        → " << finding.remedy << "\n";
  }
  const auto wrong = std::ranges::count(findings, Finding::Weight::wrong, &Finding::weight);
  out << (wrong == 0 ? "没有错误 / nothing is wrong\n"
                     : "有 " + std::to_string(wrong) + " 项错误 / " + std::to_string(wrong) + " wrong\n");
  return wrong == 0 ? 0 : 1;
}

}  // namespace

int run_doctor(const DatabaseSurroundings& surroundings, std::span<const std::string> arguments, std::ostream& out,
               std::ostream& err) {
  return run_shaped({kUsage, {"--config"}, {}}, arguments, out, err, [&](const CommandLine& line) {
    refuse_words(line);
    try {
      const auto config = load_server_config(line.required("--config"));
      const auto now = surroundings.clock();
      Findings findings{{Finding::Weight::good, "config"}};
      check_files(config, now, findings);
      const auto stores = surroundings.open_stores(config.database);
      check_database(*stores, config, now, findings);
      check_ais(*stores, config, now, findings);
      check_machine(config, findings);
      return report(findings, out);
    } catch (const config::ConfigRefused& refused) {
      out << mark(Finding::Weight::wrong) << " config\n" << refused.what() << "\n";
      return 1;
    }
  });
}

}  // namespace quaywatt::server
