#include "server/cli/stays_command.h"

#include <fstream>
#include <iterator>
#include <optional>
#include <ostream>
#include <stdexcept>
#include <vector>

#include "gis/fence.h"
#include "gis/fence_index.h"
#include "gis/position_reader.h"
#include "gis/stay_finder.h"
#include "server/cli/stays_output.h"

namespace quaywatt::server {
namespace {

constexpr std::size_t kBlockBytes = 1 << 20;
constexpr std::uint64_t kProgressEveryBlocks = 256;

constexpr const char* kUsage =
    "quaywatt stays --fences FILE.geojson --positions FILE|- [--format csv|marinecadastre|dma] [--out FILE]\n"
    "  由船位求泊位靠泊 / stays at berths from positions\n"
    "  csv: mmsi,at,lon,lat,sog_kn[,nav_status], 时间须带时区 / times with a zone\n";

/// A file that cannot be used: said once, exit status 1.
struct Unusable : std::runtime_error {
  using std::runtime_error::runtime_error;
};

struct Options {
  std::string fences;
  std::string positions;
  std::string format = "csv";
  std::string out;
};

std::optional<Options> read_options(std::span<const std::string> arguments) {
  Options options;
  for (std::size_t i = 0; i + 1 < arguments.size(); i += 2) {
    const std::string& value = arguments[i + 1];
    if (arguments[i] == "--fences") options.fences = value;
    else if (arguments[i] == "--positions") options.positions = value;
    else if (arguments[i] == "--format") options.format = value;
    else if (arguments[i] == "--out") options.out = value;
    else return std::nullopt;
  }
  if (arguments.size() % 2 != 0 || options.fences.empty() || options.positions.empty()) return std::nullopt;
  return options;
}

std::optional<gis::ColumnMapping> mapping_of(const std::string& format) {
  if (format == "csv") return gis::own_columns();
  if (format == "marinecadastre") return gis::marinecadastre_columns();
  if (format == "dma") return gis::dma_columns();
  return std::nullopt;
}

std::vector<gis::Fence> read_fence_file(const std::string& path, std::ostream& err) {
  std::ifstream file{path, std::ios::binary};
  if (!file) throw Unusable("无法打开围栏文件 / cannot open the fence file: " + path);
  const std::string text{std::istreambuf_iterator<char>{file}, {}};
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

/// Feeds the whole stream, block by block; memory does not grow with it.
void feed(std::istream& in, const gis::ColumnMapping& mapping, gis::StayFinder& finder, std::ostream& err) {
  std::string header;
  if (!std::getline(in, header)) throw Unusable("船位文件为空 / the position file is empty");
  gis::PositionReader reader{header, mapping};
  const auto take = [&finder](std::uint32_t mmsi, const gis::Fix& fix) { finder.take(mmsi, fix); };
  std::string block(kBlockBytes + gis::kPositionLineMaxBytes, '\0');
  std::size_t held = 0;
  for (std::uint64_t blocks = 1;; ++blocks) {
    in.read(block.data() + held, static_cast<std::streamsize>(block.size() - held));
    held += static_cast<std::size_t>(in.gcount());
    const std::string_view text{block.data(), held};
    const std::size_t consumed = reader.read(text, take);
    if (in.eof()) {
      reader.row(text.substr(consumed), take);
      break;
    }
    held -= consumed;
    if (held == block.size()) throw Unusable("单行过长 / a line longer than " + std::to_string(block.size()) + " bytes");
    block.replace(0, held, block, consumed, held);
    block.resize(kBlockBytes + gis::kPositionLineMaxBytes);
    if (blocks % kProgressEveryBlocks == 0) err << "  " << reader.rows() << " 行 / rows\n";
  }
  for (std::size_t i = 0; i < reader.defects().size(); ++i) {
    if (reader.defects()[i] > 0) err << gis::kRowDefectNames[i] << ": " << reader.defects()[i] << " 行 / rows\n";
  }
}

void report(const gis::StayFinder::Counts& counts, std::size_t stays, std::ostream& err) {
  err << counts.positions << " 船位 / positions, " << counts.vessels << " 船 / vessels, " << stays << " 靠泊 / stays; "
      << counts.too_late << " 过迟 / too late, " << counts.repeated << " 重复 / repeated, " << counts.foreign_steps
      << " 跳变 / impossible steps\n";
}

void run(const Options& options, const gis::ColumnMapping& mapping, std::istream& in, std::ostream& out, std::ostream& err) {
  const std::vector<gis::Fence> fences = read_fence_file(options.fences, err);
  const gis::FenceIndex index{fences};
  gis::StayFinder finder{index, gis::StaySettings{}};
  if (options.positions == "-") {
    feed(in, mapping, finder, err);
  } else {
    std::ifstream file{options.positions, std::ios::binary};
    if (!file) throw Unusable("无法打开船位文件 / cannot open the position file: " + options.positions);
    feed(file, mapping, finder, err);
  }
  const std::vector<gis::DetectedStay> stays = finder.finish();
  report(finder.counts(), stays.size(), err);
  if (options.out.empty()) {
    write_stays(out, stays, fences);
    return;
  }
  std::ofstream file{options.out, std::ios::binary};
  write_stays(file, stays, fences);
  if (!file.flush()) throw Unusable("无法写入 / cannot write: " + options.out);
}

}  // namespace

int run_stays(std::span<const std::string> arguments, std::istream& in, std::ostream& out, std::ostream& err) {
  const std::optional<Options> options = read_options(arguments);
  const auto mapping = options ? mapping_of(options->format) : std::nullopt;
  if (!mapping) {
    err << kUsage;
    return 2;
  }
  try {
    run(*options, *mapping, in, out, err);
    return 0;
  } catch (const std::invalid_argument& missing_column) {
    err << options->positions << ": " << missing_column.what() << '\n';
  } catch (const Unusable& unusable) {
    err << unusable.what() << '\n';
  }
  return 1;
}

}  // namespace quaywatt::server
