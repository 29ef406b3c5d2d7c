#pragma once
// The time of a row, in the form its file writes times in.

#include <array>
#include <cstdint>
#include <string_view>

namespace quaywatt::gis {

/// How a file writes its instants. A space may stand for the T.
enum class TimeForm : std::uint8_t {
  iso_with_zone,   ///< 2025-03-01T08:00:00.000Z, +08:00, +0800; without a zone it is refused (fault C5)
  iso_utc,         ///< 2025-03-01T08:00:00, declared to be UTC (MarineCadastre); a zone counts where it is written
  iso_shanghai,    ///< the same, declared to be Asia/Shanghai: UTC+8, from 1992 on
  day_first_utc,   ///< 01/03/2025 08:00:00, declared to be UTC (Danish Maritime Authority)
  unix_seconds     ///< 1740816000
};

class RowTimeReader {
 public:
  explicit RowTimeReader(TimeForm form) : form_(form) {}

  /// UTC milliseconds. False: no instant, or none between 1970 and 2500.
  bool read(std::string_view text, std::int64_t& at_ms);

 private:
  bool read_iso(std::string_view text, std::int64_t& at_ms);
  bool read_day_first(std::string_view text, std::int64_t& at_ms);
  bool read_date(std::string_view text, std::int64_t& day);

  TimeForm form_;
  std::array<char, 10> date_{};    ///< of the row before: a feed's rows are mostly of one day
  std::int64_t day_ = -1;
};

}  // namespace quaywatt::gis
