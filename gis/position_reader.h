#pragma once
// Position reports from CSV, fast and forgiving: a bad row is counted by cause and never stops the rest (fault V11).

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "gis/fix.h"
#include "gis/row_time.h"

namespace quaywatt::gis {

inline constexpr std::size_t kPositionLineMaxBytes = 4096;

/// Which columns of a file say what.
struct ColumnMapping {
  std::string mmsi = "mmsi";
  std::string at = "at";
  std::string lon = "lon";
  std::string lat = "lat";
  std::string sog = "sog_kn";   ///< may be missing in the file
  TimeForm time_form = TimeForm::iso_with_zone;
};

ColumnMapping own_columns();
ColumnMapping marinecadastre_columns();
ColumnMapping dma_columns();

/// Why a row gave no position.
enum class RowDefect { too_long, too_few_columns, bad_mmsi, bad_time, bad_position, bad_speed };
inline constexpr std::array<std::string_view, 6> kRowDefectNames{"too_long",  "too_few_columns", "bad_mmsi",
                                                                 "bad_time", "bad_position",    "bad_speed"};

class PositionReader {
 public:
  /// `header` is the file's first line. Throws std::invalid_argument naming the column that is missing.
  PositionReader(std::string_view header, const ColumnMapping& mapping);

  /// One line without its line end; gives at most one fix.
  template <typename TakeFix>
  void row(std::string_view line, TakeFix&& take) {
    std::uint32_t mmsi = 0;
    Fix fix;
    if (parse(line, mmsi, fix)) take(mmsi, fix);
  }

  const std::array<std::uint64_t, kRowDefectNames.size()>& defects() const { return defects_; }

 private:
  bool parse(std::string_view line, std::uint32_t& mmsi, Fix& fix);
  bool refuse(RowDefect defect);

  RowTimeReader times_;
  std::vector<std::uint8_t> slot_of_column_;   ///< up to the last column that says something
  std::array<std::uint64_t, kRowDefectNames.size()> defects_{};
};

}  // namespace quaywatt::gis
