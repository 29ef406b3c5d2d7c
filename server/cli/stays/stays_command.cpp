#include "server/cli/stays/stays_command.h"

#include <chrono>
#include <fstream>
#include <map>
#include <optional>
#include <ostream>
#include <sstream>
#include <stdexcept>
#include <string_view>
#include <system_error>
#include <vector>

#include "gis/fence.h"
#include "gis/fence_index.h"
#include "gis/stay_finder.h"
#include "gis/waterways.h"
#include "server/cli/files.h"
#include "server/cli/line_reader.h"
#include "server/cli/stays/stays_feed.h"
#include "server/cli/stays/stays_output.h"

namespace quaywatt::server {
namespace {

constexpr std::uint64_t kProgressEvery = 4'000'000;
constexpr std::int64_t kFutureMaxMs = 86'400'000;   ///< this machine's clock may be wrong too (fault C9)
constexpr std::size_t kFenceFileMaxBytes = 256 * 1024 * 1024;

constexpr const char* kUsage =
    "quaywatt stays --fences FILE.geojson --positions FILE|- [--format csv|nmea|marinecadastre|dma | --mapping FILE]\n"
    "               [--waters FILE.geojson] [--out FILE]\n"
    "  由船位求泊位靠泊 / stays at berths from positions\n"
    "  --waters: 并统计各水域船位数 / counts the positions in each waterway as well\n"
    "  csv: mmsi,at,lon,lat,sog_kn[,nav_status], 时间须带时区 / times with a zone\n";

/// A file that cannot be used: said once, exit status 1.
struct Unusable : std::runtime_error {
  using std::runtime_error::runtime_error;
};

struct Options {
  std::string fences;
  std::string positions;
  std::string format = "csv";
  std::string mapping;
  std::string waters;
  std::string out = "-";
};

std::optional<Options> read_options(std::span<const std::string> arguments) {
  Options options;
  const std::map<std::string_view, std::string*> names{{"--fences", &options.fences},
                                                       {"--positions", &options.positions},
                                                       {"--format", &options.format},
                                                       {"--mapping", &options.mapping},
                                                       {"--waters", &options.waters},
                                                       {"--out", &options.out}};
  for (std::size_t i = 0; i + 1 < arguments.size(); i += 2) {
    const auto name = names.find(arguments[i]);
    if (name == names.end()) return std::nullopt;
    *name->second = arguments[i + 1];
  }
  const bool known = options.format == "csv" || options.format == "nmea" || options.format == "marinecadastre" ||
                     options.format == "dma";
  if (arguments.size() % 2 != 0 || options.fences.empty() || options.positions.empty() || !known) return std::nullopt;
  return options;
}

gis::ColumnMapping mapping_of(const Options& options) {
  if (!options.mapping.empty()) {
    std::ifstream file{options.mapping, std::ios::binary};
    if (!file) throw Unusable("无法打开 / cannot open: " + options.mapping);
    return read_mapping(file);
  }
  if (options.format == "marinecadastre") return gis::marinecadastre_columns();
  return options.format == "dma" ? gis::dma_columns() : gis::own_columns();
}

std::vector<gis::Fence> read_fence_file(const std::string& path, const StandardStreams& streams, std::ostream& err) {
  const std::string text = read_whole_file(path, streams, kFenceFileMaxBytes);
  auto read = gis::read_fences(text);
  if (const auto* defect = std::get_if<gis::FenceDefect>(&read)) {
    throw Unusable(path + ": " + defect->place + ": " + defect->text);
  }
  auto& fences = std::get<gis::FenceFile>(read);
  if (fences.converted_from_gcj02 > 0) {
    err << path << ": " << fences.converted_from_gcj02
        << " 个围栏由 GCJ-02 转换为 WGS 84 / fences converted from GCJ-02 to WGS 84\n";
  }
  for (const auto& overlap : gis::find_overlaps(fences.fences)) {
    err << path << ": " << overlap.place << ": " << overlap.text << '\n';
  }
  return std::move(fences.fences);
}

/// How many positions lie in each waterway; nothing when no waters are given.
class WaterwayCounts {
 public:
  WaterwayCounts(const std::string& path, const StandardStreams& streams) {
    if (path.empty()) return;
    auto read = gis::read_waters(read_whole_file(path, streams, kFenceFileMaxBytes));
    if (const auto* defect = std::get_if<gis::FenceDefect>(&read)) {
      throw Unusable(path + ": " + defect->place + ": " + defect->text);
    }
    waters_.emplace(std::move(std::get<gis::WaterChart>(read)));
    positions_.resize(waters_->chart().areas.size() + 1);
  }
  void count(gis::Position at) {
    if (waters_) ++positions_[static_cast<std::size_t>(waters_->find(at).waterway + 1)];
  }
  void report(std::ostream& err) const {
    for (std::size_t i = 0; i < positions_.size(); ++i) {
      if (positions_[i] == 0) continue;
      err << "  " << (i == 0 ? "水域外 / in no waterway" : waters_->area(static_cast<gis::AreaNo>(i - 1)).name) << ' '
          << positions_[i] << " 船位 / positions\n";
    }
  }

 private:
  std::optional<gis::Waterways> waters_;
  std::vector<std::uint64_t> positions_;   ///< in no waterway, then by number
};

FeedCounts feed(LineReader& lines, const Options& options, gis::StayFinder& finder, WaterwayCounts& waterways,
                std::ostream& err) {
  const TakeFix take = [&](std::uint32_t mmsi, const gis::Fix& fix) {
    finder.take(mmsi, fix);
    waterways.count(fix.at);
  };
  const Progress progress = [&err, next = kProgressEvery](const FeedCounts& so_far) mutable {
    if (so_far.lines < next) return;
    err << "  " << so_far.lines << " 行 / lines\n";
    next += kProgressEvery;
  };
  if (options.format == "nmea" && options.mapping.empty()) return feed_nmea(lines, take, progress);
  return feed_csv(lines, mapping_of(options), take, progress);
}

void report(const FeedCounts& feed, const gis::StayFinder::Counts& counts, std::size_t stays, std::ostream& err) {
  for (const auto& [cause, lines] : feed.left_out) err << cause << ": " << lines << " 行 / lines\n";
  err << feed.lines << " 行 / lines, " << counts.positions << " 船位 / positions, " << counts.vessels
      << " 船 / vessels, " << stays << " 靠泊 / stays; " << counts.too_late << " 过迟 / too late, " << counts.repeated
      << " 重复 / repeated, " << counts.from_the_future << " 未来时间 / from the future, " << counts.foreign_steps
      << " 跳变 / impossible steps, " << feed.dropped_parts << " 分段未凑齐 / parts never completed\n";
}

void run(const Options& options, const StandardStreams& streams, std::ostream& err) {
  const auto now = std::chrono::floor<domain::Millis>(std::chrono::system_clock::now());
  const std::int64_t now_ms = now.time_since_epoch().count();
  const std::vector<gis::Fence> fences = read_fence_file(options.fences, streams, err);
  const gis::FenceIndex index{fences};
  gis::StayFinder finder{index, gis::StaySettings{}};
  InputFile positions{options.positions, streams};
  LineReader lines{positions};
  WaterwayCounts waterways{options.waters, streams};
  const FeedCounts fed = feed(lines, options, finder, waterways, err);
  const std::vector<gis::DetectedStay> stays = finder.finish(now_ms + kFutureMaxMs);
  report(fed, finder.counts(), stays.size(), err);
  waterways.report(err);
  std::ostringstream table;
  write_stays(table, stays, fences);
  write_whole_file(options.out, streams, table.str());
}

}  // namespace

int run_stays(std::span<const std::string> arguments, std::istream& in, std::ostream& out, std::ostream& err) {
  const std::optional<Options> options = read_options(arguments);
  if (!options) {
    err << kUsage;
    return 2;
  }
  try {
    run(*options, {in, out}, err);
    return 0;
  } catch (const std::invalid_argument& unreadable) {
    err << options->positions << ": " << unreadable.what() << '\n';
  } catch (const Unusable& unusable) {
    err << unusable.what() << '\n';
  } catch (const std::system_error& broken) {
    err << "无法读写 / cannot read or write: " << broken.what() << '\n';
  }
  return 1;
}

}  // namespace quaywatt::server
