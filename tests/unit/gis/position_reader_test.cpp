// Figures in position files that no position can have.
#include "gis/position_reader.h"

#include <gtest/gtest.h>

#include <string>

namespace quaywatt::gis {
namespace {

/// The defect of the one row with these coordinates and speed; "none" when it gives a position.
std::string defect_of(const std::string& lon_lat_sog) {
  PositionReader reader("mmsi,at,lon,lat,sog_kn", own_columns());
  bool taken = false;
  reader.row("413770001,2025-03-01T08:00:00.000Z," + lon_lat_sog, [&](std::uint32_t, const Fix&) { taken = true; });
  for (std::size_t i = 0; i < kRowDefectNames.size(); ++i) {
    if (reader.defects()[i] == 1) return std::string(kRowDefectNames[i]);
  }
  return taken ? "none" : "lost";
}

TEST(PositionReader, FiguresTooLargeForAnyPositionAreCountedAsSuch) {
  EXPECT_EQ(defect_of("120.275,31.925,0.1"), "none");
  EXPECT_EQ(defect_of("180,90,102.2"), "none");
  EXPECT_EQ(defect_of("12021900000000000,31.925,0.1"), "bad_position") << "seventeen digits, no point";
  EXPECT_EQ(defect_of("120.275,123456789012345.6,0.1"), "bad_position");
  EXPECT_EQ(defect_of("120.275,-99999999999999999,0.1"), "bad_position");
  EXPECT_EQ(defect_of("120.275,31.925,99999999999999999"), "bad_speed");
}

TEST(PositionReader, SecondsBeforeOrBeyondAllTimesAreNoTime) {
  ColumnMapping mapping = own_columns();
  mapping.time_form = TimeForm::unix_seconds;
  PositionReader reader("mmsi,at,lon,lat", mapping);
  for (const char* at : {"-1", "-9223372036854775807", "9223372036854775807", "1740816000"}) {
    reader.row("413770001," + std::string(at) + ",120.275,31.925", [](std::uint32_t, const Fix& fix) {
      EXPECT_EQ(fix.at_ms, 1'740'816'000'000);
    });
  }
  EXPECT_EQ(reader.defects()[static_cast<std::size_t>(RowDefect::bad_time)], 3u);
}

}  // namespace
}  // namespace quaywatt::gis
