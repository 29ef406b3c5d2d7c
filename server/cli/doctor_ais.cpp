#include <algorithm>

#include "server/cli/doctor_checks.h"

namespace quaywatt::server {

namespace {

using Weight = Finding::Weight;

/// The picture is painted every few seconds; by the server's own clock when it is not a demonstration's.
constexpr domain::Millis kPictureAgeMax = std::chrono::minutes{5};

std::uint64_t total_of(const std::vector<AisFeedCount>& counts, const std::string& feed, bool (*counted)(
                                                                                             const std::string&)) {
  std::uint64_t total = 0;
  for (const auto& count : counts) {
    if (count.feed == feed && counted(count.cause)) total += count.total;
  }
  return total;
}

bool is_use(const std::string& cause) { return cause == "position" || cause == "identity" || cause == "other_message"; }

bool is_defect(const std::string& cause) {
  static constexpr std::string_view kDefects[]{"garbled", "bad_checksum", "bad_part", "missing_part", "line_too_long"};
  return std::ranges::find(kDefects, cause) != std::end(kDefects);
}

void check_feed(const AisFeedConfig& feed, const std::vector<AisFeedCount>& counts, Findings& findings) {
  const std::string name = "ais_feed " + feed.name;
  const auto used = total_of(counts, feed.name, is_use);
  const auto defects = total_of(counts, feed.name, is_defect);
  const std::string figures = std::to_string(used) + " / " + std::to_string(defects);
  if (used == 0) {
    findings.push_back({Weight::warning, name, "自启动以来没有可用的报文", "no message of use since the start",
                        "检查 [[ais_feed]] 的地址与网络 / check its address and the network"});
  } else if (defects > used) {
    findings.push_back({Weight::warning, name, "多数报文有误(可用/错误 " + figures + ")",
                        "most lines are faulty (of use/faulty " + figures + ")",
                        "检查接收机与线路 / check the receiver and the line"});
  } else {
    findings.push_back({Weight::good, name});
  }
}

void check_tracker(const AisTrackingState& state, const AisConfig& ais, domain::Instant now, Findings& findings) {
  const bool old = ais.clock_scale == 1 && now - state.as_of > kPictureAgeMax;
  if (old) {
    findings.push_back({Weight::wrong, "ais_tracking", "位置跟踪已停止于 " + domain::format_instant(state.as_of),
                        "tracking stopped at " + domain::format_instant(state.as_of),
                        "检查 quaywatt-server 是否运行及其日志 / is quaywatt-server running? see its log"});
  } else {
    findings.push_back({Weight::good, "ais_tracking"});
  }
  if (state.dropped > 0) {
    findings.push_back({Weight::warning, "ais_dropped", "因来不及处理丢弃报文 " + std::to_string(state.dropped) + " 条",
                        std::to_string(state.dropped) + " messages dropped because the tracker did not keep up",
                        "减少数据源或增大 [ais] queue_max / fewer feeds, or a larger [ais] queue_max"});
  }
}

}  // namespace

void check_ais(ServerStores& stores, const ServerConfig& config, domain::Instant now, Findings& findings) {
  if (!config.ais) return;
  try {
    const auto state = stores.ais_figures().tracking();
    if (!state) {
      findings.push_back({Weight::warning, "ais_tracking", "从未跟踪位置", "nobody ever tracked positions",
                          "启动 quaywatt-server / start quaywatt-server"});
      return;
    }
    check_tracker(*state, *config.ais, now, findings);
    const auto counts = stores.ais_figures().feed_counts();
    for (const auto& feed : config.ais->feeds) check_feed(feed, counts, findings);
  } catch (const StoreError&) {
    // The database's own finding says so.
  }
}

}  // namespace quaywatt::server
