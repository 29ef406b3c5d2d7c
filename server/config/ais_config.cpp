#include "server/config/ais_config.h"

#include <algorithm>
#include <set>

namespace quaywatt::server {

namespace fs = std::filesystem;

namespace {

using config::Table;

constexpr std::size_t kFeedsMax = 32;
constexpr std::size_t kFeedNameMax = 64;

fs::path path_from(const fs::path& base, const std::string& text) {
  return text.empty() || fs::path(text).is_absolute() ? fs::path(text) : base / text;
}

int whole(Table& table, std::string_view key, config::Range range, int fallback) {
  return static_cast<int>(table.integer(key, range, fallback));
}

bool loopback(const std::string& host) { return host == "localhost" || host == "::1" || host.starts_with("127."); }

bool listens(AisFeedConfig::Kind kind) {
  return kind == AisFeedConfig::Kind::tcp_listener || kind == AisFeedConfig::Kind::udp_listener;
}

/// Positions are evidence: a listener that takes them from anybody would let anybody move a vessel (fault X8).
void require_senders(Table& table, const AisFeedConfig& feed) {
  if (!listens(feed.kind) || loopback(feed.address.host) || !feed.allow.empty()) return;
  table.refuse("allow", "监听非本机地址时须列出允许的发送方地址,如 [\"10.0.0.5\"]",
               "a listener off loopback must name the senders it takes, like [\"10.0.0.5\"]");
}

bool is_word(const std::string& name) {
  return !name.empty() && name.size() <= kFeedNameMax && std::ranges::all_of(name, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
  });
}

AisFeedConfig read_feed(Table table, const fs::path& base) {
  using Kind = AisFeedConfig::Kind;
  AisFeedConfig feed;
  feed.name = table.text("name");
  if (!is_word(feed.name)) {
    table.refuse("name", "应为小写字母、数字、- 或 _,至多 64 字节", "must be lower-case letters, digits, - or _, 64 at most");
  }
  feed.kind = table.choice<Kind>("kind", {{"tcp_client", Kind::tcp_client},
                                          {"tcp_listener", Kind::tcp_listener},
                                          {"udp_listener", Kind::udp_listener},
                                          {"file", Kind::file}});
  if (feed.kind == Kind::file) {
    feed.path = path_from(base, table.text("path"));
    return feed;
  }
  const auto address = parse_listen_address(table.text("address"));
  if (!address) table.refuse("address", "应写作 地址:端口", "must be address:port");
  feed.address = address.value_or(ListenAddress{});
  feed.silent_after_s = whole(table, "silent_after_s", {5, 86'400}, feed.silent_after_s);
  if (listens(feed.kind)) feed.allow = table.texts("allow");
  require_senders(table, feed);
  return feed;
}

AisStayConfig read_stays(Table& table) {
  AisStayConfig stays;
  stays.alongside_max_ckn = whole(table, "alongside_max_ckn", {1, 1'000}, stays.alongside_max_ckn);
  stays.alongside_min_fixes = whole(table, "alongside_min_fixes", {1, 1'000}, stays.alongside_min_fixes);
  stays.alongside_min_s = whole(table, "alongside_min_s", {0, 86'400}, stays.alongside_min_s);
  stays.away_min_ckn = whole(table, "away_min_ckn", {1, 10'000}, stays.away_min_ckn);
  stays.away_min_m = whole(table, "away_min_m", {0, 10'000}, stays.away_min_m);
  stays.away_min_fixes = whole(table, "away_min_fixes", {1, 1'000}, stays.away_min_fixes);
  stays.interruption_max_s = whole(table, "interruption_max_s", {0, 86'400}, stays.interruption_max_s);
  stays.step_max_kn = whole(table, "step_max_kn", {10, 1'000}, stays.step_max_kn);
  stays.lateness_max_s = whole(table, "lateness_max_s", {0, 86'400}, stays.lateness_max_s);
  if (stays.away_min_ckn <= stays.alongside_max_ckn) {
    table.refuse("away_min_ckn", "须大于 alongside_max_ckn", "must be more than alongside_max_ckn");
  }
  return stays;
}

void read_clock(Table& table, AisConfig& ais, bool development) {
  ais.clock_scale = static_cast<std::uint32_t>(table.integer("clock_scale", {1, 3'600}, 1));
  ais.clock_anchor = table.optional_text("clock_anchor");
  if (ais.clock_scale != 1 && !development) {
    table.refuse("clock_scale", "加速时钟只许用于演示环境", "a shortened clock is for environment = \"development\" only");
  }
  if (ais.clock_scale != 1 && !ais.clock_anchor) {
    table.refuse("clock_scale", "还须给出 clock_anchor", "wants clock_anchor beside it");
  }
}

AisConfig read_ais(Table table, const fs::path& base, bool development) {
  AisConfig ais;
  ais.fences_file = path_from(base, table.text("fences_file"));
  ais.waters_file = path_from(base, table.text("waters_file", ""));
  ais.snapshot_file = path_from(base, table.text("snapshot_file"));
  ais.snapshot_interval_s = whole(table, "snapshot_interval_s", {1, 3'600}, ais.snapshot_interval_s);
  ais.picture_interval_s = whole(table, "picture_interval_s", {1, 600}, ais.picture_interval_s);
  ais.queue_max = whole(table, "queue_max", {1'000, 10'000'000}, ais.queue_max);
  ais.future_max_s = whole(table, "future_max_s", {0, 3'600}, ais.future_max_s);
  ais.first_warning_min = whole(table, "first_warning_min", {1, 1'440}, ais.first_warning_min);
  ais.stays = read_stays(table);
  read_clock(table, ais, development);
  return ais;
}

}  // namespace

std::optional<AisConfig> read_ais_config(Table& root, const fs::path& base, bool development) {
  auto table = root.optional_table("ais");
  const auto feeds = root.tables("ais_feed");
  if (!table) {
    if (!feeds.empty()) root.refuse("ais_feed", "还须有 [ais]", "wants [ais] beside it");
    return std::nullopt;
  }
  AisConfig ais = read_ais(*table, base, development);
  if (feeds.size() > kFeedsMax) root.refuse("ais_feed", "至多 32 个", "at most 32");
  std::set<std::string> names;
  for (Table feed : feeds) {
    ais.feeds.push_back(read_feed(feed, base));
    if (!names.insert(ais.feeds.back().name).second) feed.refuse("name", "名称重复", "another feed has this name");
  }
  return ais;
}

}  // namespace quaywatt::server
