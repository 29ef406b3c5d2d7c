#include "server/wiring/make_tracking.h"

#include <fstream>
#include <sstream>

#include "gis/fence.h"
#include "gis/waterways.h"
#include "server/wiring/start_checks.h"

namespace quaywatt::server {

namespace {

using std::chrono::seconds;

std::string file_text(const std::filesystem::path& file) {
  std::ifstream in(file);
  if (!in) throw StartRefused("文件不能读取 / cannot read " + file.string());
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
}

[[noreturn]] void refuse(const std::filesystem::path& file, const gis::FenceDefect& defect) {
  throw StartRefused(file.string() + ": " + defect.place + ": " + defect.text);
}

std::vector<gis::Fence> fences_in_force(const std::filesystem::path& file) {
  auto read = gis::read_fences(file_text(file));
  if (const auto* defect = std::get_if<gis::FenceDefect>(&read)) refuse(file, *defect);
  auto fences = std::get<gis::FenceFile>(std::move(read)).fences;
  if (const auto crossing = gis::find_crossing(fences)) refuse(file, *crossing);
  const auto overlaps = gis::find_overlaps(fences);
  if (!overlaps.empty()) refuse(file, overlaps.front());
  return fences;
}

std::shared_ptr<const gis::Waterways> waters_of(const std::filesystem::path& file) {
  if (file.empty()) return nullptr;
  auto read = gis::read_waters(file_text(file));
  if (const auto* defect = std::get_if<gis::FenceDefect>(&read)) refuse(file, *defect);
  return std::make_shared<const gis::Waterways>(std::get<gis::WaterChart>(std::move(read)));
}

gis::StaySettings stay_settings(const AisStayConfig& config) {
  gis::StaySettings settings = gis::LiveSettings{}.stays;
  settings.alongside_max_kn = config.alongside_max_ckn / 100.0;
  settings.alongside_min_fixes = config.alongside_min_fixes;
  settings.alongside_min_span = seconds{config.alongside_min_s};
  settings.away_min_kn = config.away_min_ckn / 100.0;
  settings.away_min_m = config.away_min_m;
  settings.away_min_fixes = config.away_min_fixes;
  settings.interruption_max = seconds{config.interruption_max_s};
  settings.step_max_kn = config.step_max_kn;
  settings.lateness_max = seconds{config.lateness_max_s};
  return settings;
}

/// As the berth agents' shortened clocks: wall = anchor + scale × (real time − anchor).
WallClock clock_of(const AisConfig& config, WallClock clock) {
  if (config.clock_scale == 1) return clock;
  const auto anchor = domain::parse_instant(*config.clock_anchor);
  if (!anchor) throw StartRefused("[ais] clock_anchor 不是时刻 / is no instant: " + *config.clock_anchor);
  return [clock = std::move(clock), anchor = *anchor, scale = config.clock_scale] {
    return anchor + (clock() - anchor) * static_cast<std::int64_t>(scale);
  };
}

TrackingSettings settings_of(const AisConfig& config, const std::string& holder) {
  TrackingSettings settings;
  settings.feeds = config.feeds;
  settings.fences = fences_in_force(config.fences_file);
  settings.waters = waters_of(config.waters_file);
  settings.live.stays = stay_settings(config.stays);
  settings.snapshot_file = config.snapshot_file;
  settings.snapshot_every = seconds{config.snapshot_interval_s};
  settings.picture_every = seconds{config.picture_interval_s};
  settings.queue_max = static_cast<std::size_t>(config.queue_max);
  settings.future_max = seconds{config.future_max_s} * config.clock_scale;
  settings.holder = holder;
  return settings;
}

}  // namespace

std::unique_ptr<AisTracking> make_tracking(const ServerConfig& config, MysqlStores& stores, WallClock clock,
                                           const std::string& holder, Log& log) {
  if (!config.ais) return nullptr;
  return std::make_unique<AisTracking>(stores.ais(), stores.leases(), clock_of(*config.ais, std::move(clock)), log,
                                       settings_of(*config.ais, holder));
}

void measure(const AisTracking& tracking, ServerMetrics& metrics) {
  for (std::size_t feed = 0; feed < tracking.feeds().size(); ++feed) {
    for (std::size_t cause = 0; cause < kFeedCauseNames.size(); ++cause) {
      metrics.ais_feed(tracking.feeds()[feed].name, kFeedCauseNames[cause],
                       tracking.counts(feed).of(static_cast<FeedCause>(cause)));
    }
  }
  metrics.ais_tracker(tracking.leading(), tracking.waiting(), tracking.dropped());
}

}  // namespace quaywatt::server
