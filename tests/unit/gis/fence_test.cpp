// Fences in and out of GeoJSON, the datum they are drawn on, and the index against Boost.Geometry.
#include <gtest/gtest.h>

#include <random>

#include "gis/datum.h"
#include "gis/fence_geometry.h"
#include "gis/fence_index.h"
#include "tests/unit/gis/timeline.h"

namespace quaywatt::gis {
namespace {

std::string feature(const std::string& berth, const std::string& ring, const std::string& more = "") {
  return R"({"type":"Feature","properties":{"berth":")" + berth + R"(","terminal":"石利","waters":"yangtze_jiangsu")" +
         more + R"(},"geometry":{"type":"Polygon","coordinates":[)" + ring + "]}}";
}

std::string collection(const std::string& features) {
  return R"({"type":"FeatureCollection","features":[)" + features + "]}";
}

constexpr const char* kSquare = "[[120.0,31.9],[120.1,31.9],[120.1,32.0],[120.0,32.0],[120.0,31.9]]";

FenceDefect refused(const std::string& geojson) {
  const auto read = read_fences(geojson);
  const auto* defect = std::get_if<FenceDefect>(&read);
  return defect == nullptr ? FenceDefect{"", "not refused"} : *defect;
}

TEST(Fence, ReadsNameTerminalAndWaters) {
  const auto read = read_fences(collection(feature("A1", kSquare)));
  const auto& file = std::get<FenceFile>(read);
  ASSERT_EQ(file.fences.size(), 1u);
  EXPECT_EQ(file.fences[0].berth, "A1");
  EXPECT_EQ(file.fences[0].terminal, "石利");
  EXPECT_EQ(file.fences[0].polygons[0][0].size(), 4u);
}

TEST(Fence, RefusesWithThePlace) {
  EXPECT_EQ(refused(collection(feature("A", "[[31.9,120.0],[31.9,120.1],[32.0,120.1],[31.9,120.0]]"))).place,
            "/features/0/geometry/coordinates/0/0");  // swapped
  EXPECT_EQ(refused(collection(feature("A", kSquare) + "," + feature("A", kSquare))).place, "/features/1");
  EXPECT_EQ(refused(collection(feature("A", kSquare, R"(,"datum":"bd09")"))).place, "/features/0/properties/datum");
  constexpr const char* kBowTie = "[[120.0,31.9],[120.1,32.0],[120.1,31.9],[120.0,32.0],[120.0,31.9]]";
  EXPECT_EQ(refused(collection(feature("A", kBowTie))).place, "120.050000,31.950000");  // where it crosses itself
  EXPECT_EQ(refused(R"({"features":[],"crs":{"type":"name","properties":{"name":"EPSG:3857"}}})").place, "/crs");
  EXPECT_EQ(refused(R"({"features":3})").place, "/features");
  EXPECT_EQ(refused(collection(feature("A", "[[120.0,31.9],[120.1,31.9],[120.1,32.0],[120.0,32.0]]"))).place,
            "/features/0/geometry/coordinates/0");  // not closed
}

TEST(Fence, S6_SurvivesHostileJson) {
  EXPECT_NE(refused("{").text, "not refused");
  EXPECT_NE(refused(std::string(100'000, '[')).text, "not refused");
  constexpr const char* kHuge = "[[1e400,31.9],[120.1,31.9],[120.1,32.0],[1e400,31.9]]";
  EXPECT_NE(refused(collection(feature("A", kHuge))).text, "not refused");
  EXPECT_NE(refused("\xff\xfe").text, "not refused");
}

TEST(Fence, OverlapsAreNamedWithASpotInBoth) {
  constexpr const char* kShifted = "[[120.05,31.95],[120.2,31.95],[120.2,32.1],[120.05,32.1],[120.05,31.95]]";
  const auto read = read_fences(collection(feature("A", kSquare) + "," + feature("B", kShifted)));
  const auto overlaps = find_overlaps(std::get<FenceFile>(read).fences);
  ASSERT_EQ(overlaps.size(), 1u);
  EXPECT_EQ(overlaps[0].place, "120.075000,31.975000");
  EXPECT_TRUE(find_overlaps(test::two_berths()).empty());
}

TEST(Datum, Gcj02GoesThereAndBack) {
  std::mt19937 random{7};
  for (int i = 0; i < 1000; ++i) {
    const Position at{static_cast<std::int32_t>(1'100'000'000 + random() % 120'000'000),
                      static_cast<std::int32_t>(250'000'000 + random() % 150'000'000)};
    const Position shown = gcj02_from_wgs84(at);
    EXPECT_GT(distance_m(at, shown), 50.0);
    EXPECT_LT(distance_m(at, wgs84_from_gcj02(shown)), 0.1);
  }
}

TEST(Datum, TheFamousShiftAtTiananmenIsAboutHalfAKilometre) {
  const Position wgs84{1'163'912'720, 399'075'620};
  EXPECT_NEAR(distance_m(wgs84, gcj02_from_wgs84(wgs84)), 550.0, 60.0);
  const Position copenhagen{125'000'000, 556'000'000};
  EXPECT_EQ(gcj02_from_wgs84(copenhagen), copenhagen);
}

TEST(Datum, AFenceDrawnOnAGcj02MapIsConvertedAndCounted) {
  const auto read = read_fences(collection(feature("A", kSquare, R"(,"datum":"GCJ-02")")));
  const auto& file = std::get<FenceFile>(read);
  EXPECT_EQ(file.converted_from_gcj02, 1u);
  EXPECT_EQ(file.fences[0].drawn_on, DrawnOn::gcj02);
  EXPECT_GT(distance_m(file.fences[0].polygons[0][0][0], {1'200'000'000, 319'000'000}), 100.0);
}

/// The index and Boost.Geometry agree on a star-shaped fence with a hole, everywhere but on the line itself.
TEST(FenceIndex, AgreesWithBoostGeometryEverywhere) {
  Ring star;
  Ring hole;
  for (int i = 0; i < 200; ++i) {
    const double angle = i * std::numbers::pi / 100;
    const double radius = i % 2 == 0 ? 80'000 : 50'000;
    star.push_back({1'200'000'000 + static_cast<std::int32_t>(radius * std::cos(angle)),
                    319'000'000 + static_cast<std::int32_t>(radius * std::sin(angle))});
    if (i % 4 == 0) {
      hole.push_back({1'200'000'000 + static_cast<std::int32_t>(20'000 * std::cos(angle)),
                      319'000'000 + static_cast<std::int32_t>(20'000 * std::sin(angle))});
    }
  }
  const Fence fence{"A", "", "", {{star, hole}}};
  const FenceIndex index{{fence}};
  const PlaneShape plane = plane_shape(fence);
  std::mt19937 random{3};
  int inside = 0;
  for (int i = 0; i < 20'000; ++i) {
    const Position at{1'200'000'000 + static_cast<std::int32_t>(random() % 200'000) - 100'000,
                      319'000'000 + static_cast<std::int32_t>(random() % 200'000) - 100'000};
    const PlanePoint point{at.lon / kUnitsPerDegree, at.lat / kUnitsPerDegree};
    const bool expected = boost::geometry::within(point, plane);
    EXPECT_EQ(index.find(at) == 0, expected) << at.lon << ',' << at.lat;
    inside += expected ? 1 : 0;
  }
  EXPECT_GT(inside, 1000);
}

TEST(FenceIndex, MeasuresHowFarOutside) {
  const FenceShape shape{test::two_berths()[0]};
  EXPECT_FALSE(shape.farther_than({1'202'005'000, 319'002'000}, 50));  // inside
  EXPECT_FALSE(shape.farther_than({1'202'005'000, 319'004'500 + 4'490}, 50));  // 49.9 m north
  EXPECT_TRUE(shape.farther_than({1'202'005'000, 319'004'500 + 4'510}, 50));   // 50.1 m north
}

TEST(FenceIndex, OfNoFencesFindsNone) { EXPECT_EQ(FenceIndex{{}}.find({0, 0}), kNoFence); }

}  // namespace
}  // namespace quaywatt::gis
