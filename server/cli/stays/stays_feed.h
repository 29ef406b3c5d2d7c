#pragma once
// From a stream of position reports to fixes, whatever the format; every line that gives none is counted by cause.

#include <cstdint>
#include <functional>
#include <iosfwd>
#include <map>
#include <string>

#include "gis/position_reader.h"
#include "server/cli/line_reader.h"

namespace quaywatt::server {

struct FeedCounts {
  std::uint64_t lines = 0;
  std::uint64_t positions = 0;
  std::map<std::string, std::uint64_t, std::less<>> left_out;   ///< cause -> lines
  std::uint64_t dropped_parts = 0;   ///< of the lines left out as `part_of_message`: those never completed
};

using TakeFix = std::function<void(std::uint32_t mmsi, const gis::Fix& fix)>;
using Progress = std::function<void(const FeedCounts& so_far)>;

/// Throws std::invalid_argument when the header lacks a column, or there is no header.
FeedCounts feed_csv(LineReader& lines, const gis::ColumnMapping& mapping, const TakeFix& take,
                    const Progress& progress);

/// NMEA 0183 AIS sentences. A position without a time of receipt is left out as `no_time`: nothing is guessed.
FeedCounts feed_nmea(LineReader& lines, const TakeFix& take, const Progress& progress);

/// The columns of a mapping file, as JSON: {"mmsi", "at", "lon", "lat", "sog", "time"}; time is "iso_with_zone",
/// "iso_utc", "iso_shanghai", "day_first_utc" or "unix_seconds".
/// Throws std::invalid_argument naming the member that is unknown or no text.
gis::ColumnMapping read_mapping(std::istream& in);

}  // namespace quaywatt::server
