// What the project drew: every fence in its water, every waterway where public maps have it, and the questions asked of
// them.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "gis/fence.h"
#include "gis/fence_index.h"
#include "gis/waterways.h"

namespace quaywatt::gis {
namespace {

namespace fs = std::filesystem;

const fs::path kDrawn = fs::path{QUAYWATT_SOURCE_DIR} / "gis/data";
const fs::path kMaps = fs::path{QUAYWATT_SOURCE_DIR} / "../shared/data/geo";

std::string text_of(const fs::path& path) {
  std::ifstream file{path, std::ios::binary};
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

std::vector<Fence> drawn_fences() {
  return std::get<FenceFile>(read_fences(text_of(kDrawn / "fences.geojson"))).fences;
}
WaterChart drawn_waters() { return std::get<WaterChart>(read_waters(text_of(kDrawn / "waters.geojson"))); }

const WaterArea& area_named(const WaterChart& chart, const std::string& name) {
  return *std::find_if(chart.areas.begin(), chart.areas.end(), [&](const auto& area) { return area.name == name; });
}

/// The outline of a public map's feature whose name contains `part`, as one shape; lines are closed onto themselves.
FenceShape mapped(const std::string& file, const std::string& part) {
  const auto document = nlohmann::json::parse(text_of(kMaps / file));
  Ring ring;
  for (const auto& feature : document.at("features")) {
    const auto& name = feature.at("properties").at("name");
    if (!name.is_string() || name.get<std::string>().find(part) == std::string::npos) continue;
    const auto& coordinates = feature.at("geometry").at("coordinates");
    const bool is_line = feature.at("geometry").at("type") == "LineString";
    for (const auto& pair : is_line ? coordinates : coordinates.at(0)) {
      ring.push_back({static_cast<std::int32_t>(std::lround(pair.at(0).get<double>() * kUnitsPerDegree)),
                      static_cast<std::int32_t>(std::lround(pair.at(1).get<double>() * kUnitsPerDegree))});
    }
    if (is_line) {
      for (std::size_t i = ring.size(); i-- > 1;) ring.push_back(ring[i - 1]);
    }
    break;
  }
  return FenceShape{std::vector<Polygon>{{ring}}};
}

/// Each point of `area` lies in the mapped water or within `metres` of it.
void expect_near(const std::vector<Polygon>& area, const FenceShape& map, double metres, const std::string& name) {
  for (const auto& at : area.at(0).at(0)) {
    EXPECT_FALSE(map.farther_than(at, metres)) << name << ' ' << at.lon << ',' << at.lat;
  }
}

TEST(DrawnWater, HoldsAboutFortyFencesThatDoNotOverlapEachInOneWaterway) {
  const auto fences = drawn_fences();
  EXPECT_GE(fences.size(), 40u);
  EXPECT_TRUE(find_overlaps(fences).empty());
  const Waterways waters{drawn_waters()};
  for (const auto& fence : fences) {
    const WaterPlace first = waters.find(fence.polygons[0][0][0]);
    EXPECT_NE(first.waterway, kNoArea) << fence.berth;
    for (const auto& corner : fence.polygons[0][0]) {
      EXPECT_EQ(waters.find(corner), first) << fence.berth;
      EXPECT_TRUE(waters.find(corner).control_area) << fence.berth;
    }
    ASSERT_NE(first.port_area, kNoArea) << fence.berth;
    EXPECT_EQ(waters.area(first.port_area).name, fence.port_area);
    EXPECT_EQ(waters.area(first.waterway).waters, fence.waters);
  }
}

TEST(DrawnWater, SaysThatTheProjectDrewIt) {
  for (const char* file : {"fences.geojson", "waters.geojson"}) {
    const auto document = nlohmann::json::parse(text_of(kDrawn / file));
    for (const auto& feature : document.at("features")) {
      EXPECT_EQ(feature.at("properties").at("source"), "drawn by the project, not a survey");
    }
  }
}

TEST(DrawnWater, LiesWherePublicMapsHaveIt) {
  if (!fs::exists(kMaps)) GTEST_SKIP() << "no " << kMaps << ": public maps are not here";
  const WaterChart chart = drawn_waters();
  const FenceShape yangtze = mapped("yangtze_osm2017.geojson", "Yangtze main channel");
  const FenceShape canal = mapped("waterways_gshhg.geojson", "Grand Canal");
  expect_near(area_named(chart, "长江江阴段").polygons, yangtze, 600, "Yangtze");
  expect_near(area_named(chart, "京杭大运河无锡段").polygons, canal, 1'500, "Grand Canal");
  expect_near(area_named(chart, "太湖").polygons, mapped("water_polygons_gshhg.geojson", "Taihu"), 7'000, "Taihu");
  for (const auto& fence : drawn_fences()) {
    if (fence.waters == "yangtze_jiangsu") expect_near(fence.polygons, yangtze, 700, fence.berth);
  }
}

TEST(Waterways, MeasureAlongTheCanalAndTheRiver) {
  const Waterways waters{drawn_waters()};
  const Position wuxi{1'203'350'000, 315'220'000};     // on the Grand Canal
  const Position luoshe{1'201'900'000, 316'360'000};   // upstream on it
  const Position qingyang{1'202'580'000, 317'500'000};  // on the Xicheng canal
  const Position shili{1'200'300'000, 319'600'000};    // on the Yangtze
  const double on_one = waters.distance_along_m(wuxi, luoshe).value();
  EXPECT_NEAR(on_one, 19'200, 800);
  EXPECT_DOUBLE_EQ(waters.distance_along_m(luoshe, wuxi).value(), on_one);
  const double by_the_xicheng = waters.distance_along_m(wuxi, qingyang).value();
  EXPECT_GT(by_the_xicheng, distance_m(wuxi, qingyang));
  EXPECT_LT(by_the_xicheng, 32'000);
  EXPECT_GT(waters.distance_along_m(wuxi, shili).value(), by_the_xicheng + 30'000);
  EXPECT_FALSE(waters.distance_along_m(wuxi, {1'300'000'000, 300'000'000}));  // off every line
}

TEST(Waterways, RefuseAFeatureThatHasNoPlaceOnTheChart) {
  const auto refused = [](const std::string& properties) {
    const auto read = read_waters(R"({"features":[{"properties":)" + properties +
                                  R"(,"geometry":{"type":"Point","coordinates":[1,2]}}]})");
    return std::get<FenceDefect>(read).place;
  };
  EXPECT_EQ(refused(R"({"name":"a","kind":"swamp"})"), "/features/0/properties/kind");
  EXPECT_EQ(refused(R"({"name":"a","kind":"waterway"})"), "/features/0/geometry/type");
  EXPECT_EQ(refused(R"({"name":"a","kind":"centre_line"})"), "/features/0/geometry/type");
  EXPECT_EQ(refused(R"({"name":"a","kind":"waterway","datum":"bd09"})"), "/features/0/properties/datum");
}

/// The grid answers as the plain question to every shape does, near shores above all.
TEST(AreaIndex, AgreesWithAskingEachShape) {
  const WaterChart chart = drawn_waters();
  std::vector<const std::vector<Polygon>*> polygons;
  std::vector<FenceShape> shapes;
  for (const auto& area : chart.areas) {
    polygons.push_back(&area.polygons);
    shapes.emplace_back(area.polygons);
  }
  std::reverse(polygons.begin(), polygons.end());  // the control area, which holds nearly everything, not first
  std::reverse(shapes.begin(), shapes.end());
  polygons.erase(polygons.begin());
  shapes.erase(shapes.begin());
  const AreaIndex index{polygons};
  std::size_t inside = 0;
  for (std::int32_t i = 0; i < 60'000; ++i) {
    const auto& area = *polygons[static_cast<std::size_t>(i) % polygons.size()];
    const auto& ring = area[0][0];
    const Position near = ring[static_cast<std::size_t>(i / 7) % ring.size()];
    const Position at{near.lon + i * 7'919 % 40'000 - 20'000, near.lat + i * 6'271 % 30'000 - 15'000};
    AreaNo expected = kNoArea;
    for (std::size_t no = shapes.size(); no-- > 0;) {
      if (shapes[no].contains(at)) expected = static_cast<AreaNo>(no);
    }
    ASSERT_EQ(index.find(at), expected) << at.lon << ',' << at.lat;
    inside += expected == kNoArea ? 0 : 1;
  }
  EXPECT_GT(inside, 10'000u);
  EXPECT_LT(inside, 59'000u);
}

}  // namespace
}  // namespace quaywatt::gis
