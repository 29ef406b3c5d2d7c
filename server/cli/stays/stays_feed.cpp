#include "server/cli/stays/stays_feed.h"

#include <nlohmann/json.hpp>
#include <stdexcept>

#include "gis/ais_position.h"
#include "gis/ais_sentence.h"

namespace quaywatt::server {
namespace {

constexpr std::uint64_t kProgressEvery = 65'536;   ///< lines between two looks at whether to say something

/// Counts every line that has something on it; one longer than the reader takes is left out under its cause.
template <typename Take>
void each_line(LineReader& lines, FeedCounts& counts, const Progress& progress, Take&& take) {
  while (const auto line = lines.next()) {
    if (!line->too_long && line->text.empty()) continue;
    if (++counts.lines % kProgressEvery == 0) progress(counts);
    if (line->too_long) ++counts.left_out["too_long"];
    else take(line->text);
  }
}

/// One NMEA line; nullopt with the cause counted when it gives no fix.
class NmeaReader {
 public:
  void line(std::string_view text, FeedCounts& counts, const TakeFix& take) {
    const auto taken = assembler_.take(text);
    if (std::holds_alternative<gis::AisIncomplete>(taken)) return leave_out("part_of_message", counts);
    if (const auto* defect = std::get_if<gis::AisDefect>(&taken)) {
      return leave_out(gis::kAisDefectNames[static_cast<std::size_t>(*defect)], counts);
    }
    const auto& payload = std::get<gis::AisPayload>(taken);
    const auto decoded = gis::decode_position(payload);
    if (const auto* none = std::get_if<gis::AisNoPosition>(&decoded)) {
      return leave_out(gis::kAisNoPositionNames[static_cast<std::size_t>(*none)], counts);
    }
    if (!payload.at_ms) return leave_out("no_time", counts);
    const auto& position = std::get<gis::AisPosition>(decoded);
    ++counts.positions;
    take(position.mmsi, gis::fix_of(position, *payload.at_ms));
  }

  /// Parts given as `part_of_message` that never became one.
  std::uint64_t dropped_parts() const { return assembler_.dropped_parts(); }

 private:
  static void leave_out(std::string_view cause, FeedCounts& counts) { ++counts.left_out[std::string{cause}]; }
  gis::AisAssembler assembler_;
};

gis::TimeForm time_form(const std::string& name) {
  if (name == "iso_with_zone") return gis::TimeForm::iso_with_zone;
  if (name == "iso_utc") return gis::TimeForm::iso_utc;
  if (name == "iso_shanghai") return gis::TimeForm::iso_shanghai;
  if (name == "day_first_utc") return gis::TimeForm::day_first_utc;
  if (name == "unix_seconds") return gis::TimeForm::unix_seconds;
  throw std::invalid_argument("/time: iso_with_zone, iso_utc, iso_shanghai, day_first_utc, unix_seconds");
}

}  // namespace

FeedCounts feed_csv(LineReader& lines, const gis::ColumnMapping& mapping, const TakeFix& take,
                    const Progress& progress) {
  const auto header = lines.next();
  if (!header || header->too_long) throw std::invalid_argument("没有表头 / no header line");
  gis::PositionReader reader{header->text, mapping};
  FeedCounts counts;
  const auto take_counted = [&](std::uint32_t mmsi, const gis::Fix& fix) {
    ++counts.positions;
    take(mmsi, fix);
  };
  each_line(lines, counts, progress, [&](std::string_view line) { reader.row(line, take_counted); });
  for (std::size_t i = 0; i < gis::kRowDefectNames.size(); ++i) {
    if (reader.defects()[i] > 0) counts.left_out[std::string{gis::kRowDefectNames[i]}] += reader.defects()[i];
  }
  return counts;
}

FeedCounts feed_nmea(LineReader& lines, const TakeFix& take, const Progress& progress) {
  FeedCounts counts;
  NmeaReader reader;
  each_line(lines, counts, progress, [&](std::string_view line) { reader.line(line, counts, take); });
  counts.dropped_parts = reader.dropped_parts();
  return counts;
}

gis::ColumnMapping read_mapping(std::istream& in) {
  const auto document = nlohmann::json::parse(in, nullptr, false);
  if (!document.is_object()) throw std::invalid_argument("不是 JSON 对象 / not a JSON object");
  gis::ColumnMapping mapping;
  mapping.sog.clear();
  for (const auto& [name, value] : document.items()) {
    if (!value.is_string()) throw std::invalid_argument("/" + name + ": 应为文本 / must be text");
    const auto text = value.get<std::string>();
    if (name == "mmsi") mapping.mmsi = text;
    else if (name == "at") mapping.at = text;
    else if (name == "lon") mapping.lon = text;
    else if (name == "lat") mapping.lat = text;
    else if (name == "sog") mapping.sog = text;
    else if (name == "time") mapping.time_form = time_form(text);
    else throw std::invalid_argument("/" + name + ": 未知 / unknown; mmsi, at, lon, lat, sog, time");
  }
  return mapping;
}

}  // namespace quaywatt::server
