// `quaywatt stays` as it is called: files in, a table out, everything left out counted.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <unistd.h>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <vector>

#include "server/cli/stays/stays_command.h"

namespace quaywatt::server {
namespace {

using ::testing::HasSubstr;

namespace fs = std::filesystem;

class StaysCommand : public ::testing::Test {
 protected:
  StaysCommand() : folder_(fs::temp_directory_path() / ("stays_" + std::to_string(::getpid()))) {
    fs::create_directories(folder_);
  }
  ~StaysCommand() override { fs::remove_all(folder_); }

  std::string file(const std::string& name, const std::string& text) {
    std::ofstream{folder_ / name, std::ios::binary} << text;
    return (folder_ / name).string();
  }

  int run(std::vector<std::string> arguments, const std::string& positions = "") {
    std::istringstream in{positions};
    out_.str("");
    err_.str("");
    return run_stays(arguments, in, out_, err_);
  }

  static std::string square(const std::string& berth, double lon, double lat, double half) {
    std::ostringstream text;
    text.precision(9);
    const auto corner = [&](double east, double north) { text << '[' << lon + east << ',' << lat + north << ']'; };
    text << R"({"type":"Feature","properties":{"berth":")" << berth;
    text << R"("},"geometry":{"type":"Polygon","coordinates":[[)";
    for (const auto& [east, north] : {std::pair{-half, -half}, {half, -half}, {half, half}, {-half, half}}) {
      corner(east, north);
      text << ',';
    }
    corner(-half, -half);
    text << "]]}}";
    return text.str();
  }
  static std::string collection(const std::string& features) {
    return R"({"type":"FeatureCollection","features":[)" + features + "]}";
  }

  fs::path folder_;
  std::ostringstream out_;
  std::ostringstream err_;
};

TEST_F(StaysCommand, WritesOneRowABerthFromAPipe) {
  const auto fences = file("fences.geojson", collection(square("石利 1, 外档", 120.2, 31.9, 0.001)));
  std::string rows = "mmsi,at,lon,lat,sog_kn\n";
  for (int minute = 10; minute < 30; ++minute) {
    rows += "413000001,2025-03-01T08:" + std::to_string(minute) + ":00.000+08:00,120.2,31.9,0.1\r\n";
  }
  rows += "413000001,2025-03-01T00:40:00Z,120.3,31.9,8\n413000001,2025-03-01T00:41:00Z,120.31,31.9,8";
  EXPECT_EQ(run({"--fences", fences, "--positions", "-"}, rows), 0);
  EXPECT_EQ(out_.str(),
            "call,mmsi,berth,arrived_at,departed_at,minutes,arrived_earliest,departed_latest,evidence,open\n"
            "413000001-1,413000001,\"石利 1, 外档\",2025-03-01T00:10:00.000Z,2025-03-01T00:29:00.000Z,19.0,,"
            "2025-03-01T00:40:00.000Z,gaps,false\n");
}

TEST_F(StaysCommand, C5_LeavesOutTimesWithoutZoneAndSaysHowMany) {
  const auto fences = file("fences.geojson", collection(square("A", 120.2, 31.9, 0.001)));
  const std::string rows =
      "mmsi,at,lon,lat,sog_kn\n413000001,2025-03-01T08:00:00,120.2,31.9,0\nx,2025-03-01T08:00:00Z,120.2,31.9,0\n"
      "413000001,2025-03-01T08:00:00Z,181,91,0\n413000001,2025-03-01T08:00:00Z,nan,31.9,0\n413000001\n"
      "413000001,2025-03-01T08:00:00Z,120.2,31.9,-1\n";
  EXPECT_EQ(run({"--fences", fences, "--positions", "-"}, rows), 0);
  for (const char* cause : {"bad_time: 1", "bad_mmsi: 1", "bad_position: 2", "too_few_columns: 1", "bad_speed: 1"}) {
    EXPECT_THAT(err_.str(), HasSubstr(cause));
  }
}

TEST_F(StaysCommand, CountsThePositionsOfEachWaterwayWhenAsked) {
  const auto fences = file("fences.geojson", collection(square("A", 120.2, 31.9, 0.001)));
  std::string water = square("x", 120.2, 31.9, 0.1);
  water.replace(water.find("\"berth\":\"x\""), 11, R"("name":"锡澄运河","kind":"waterway")");
  const auto waters = file("waters.geojson", collection(water));
  const std::string rows =
      "mmsi,at,lon,lat,sog_kn\n413000001,2025-03-01T08:00:00Z,120.2,31.9,0\n"
      "413000001,2025-03-01T08:01:00Z,120.25,31.9,8\n413000001,2025-03-01T09:00:00Z,121,31.9,8\n";
  EXPECT_EQ(run({"--fences", fences, "--positions", "-", "--waters", waters}, rows), 0);
  EXPECT_THAT(err_.str(), HasSubstr("锡澄运河 2 船位"));
  EXPECT_THAT(err_.str(), HasSubstr("in no waterway 1 船位"));
  EXPECT_EQ(run({"--fences", fences, "--positions", "-", "--waters", fences}, rows), 1);
}

TEST_F(StaysCommand, C9_TimesThatNoClockHasReachedAreCountedAndMoveNothing) {
  const auto fences = file("fences.geojson", collection(square("A", 120.2, 31.9, 0.001)));
  std::string rows = "mmsi,at,lon,lat,sog_kn\n413000001,2399-01-01T00:00:00Z,120.2,31.9,0\n";
  for (int minute = 10; minute < 30; ++minute) {
    rows += "413000001,2025-03-01T08:" + std::to_string(minute) + ":00Z,120.2,31.9,0.1\n";
  }
  rows += "413000001,2025-03-01T08:40:00Z,120.3,31.9,8\n413000001,2025-03-01T08:41:00Z,120.31,31.9,8\n";
  EXPECT_EQ(run({"--fences", fences, "--positions", "-"}, rows), 0);
  EXPECT_THAT(out_.str(), HasSubstr("2025-03-01T08:10:00.000Z,2025-03-01T08:29:00.000Z,19.0"));
  EXPECT_THAT(err_.str(), HasSubstr("1 未来时间 / from the future"));
}

TEST_F(StaysCommand, SaysWhatCannotBeUsedAndWhere) {
  const auto fences = file("fences.geojson", collection(square("A", 120.2, 31.9, 0.001)));
  EXPECT_EQ(run({"--fences", fences}), 2);
  EXPECT_EQ(run({"--fences", fences, "--positions", "-", "--format", "xml"}), 2);
  EXPECT_EQ(run({"--fences", "/nowhere", "--positions", "-"}), 1);
  EXPECT_THAT(err_.str(), HasSubstr("/nowhere"));
  EXPECT_EQ(run({"--fences", fences, "--positions", "-"}, "mmsi,lon,lat\n"), 1);
  EXPECT_THAT(err_.str(), HasSubstr("at"));
  EXPECT_EQ(run({"--fences", fences, "--positions", "-"}, ""), 1);
}

TEST_F(StaysCommand, SaysThatAFileCannotBeReadInsteadOfTakingItForShort) {
  const auto fences = file("fences.geojson", collection(square("A", 120.2, 31.9, 0.001)));
  EXPECT_EQ(run({"--fences", fences, "--positions", folder_.string()}), 1);  // a directory opens, and cannot be read
  EXPECT_THAT(err_.str(), HasSubstr(folder_.string()));
}

TEST_F(StaysCommand, V11_TheEndOfAnOverlongLineIsNoRow) {
  const auto fences = file("fences.geojson", collection(square("A", 120.2, 31.9, 0.001)));
  const std::string row = "413000001,2025-03-01T08:00:00Z,120.2,31.9,0";
  std::string rows = "mmsi,at,lon,lat,sog_kn\n" + std::string((1 << 20) - 23, 'x') + row + "\n" + row + "\n";
  EXPECT_EQ(run({"--fences", fences, "--positions", "-"}, rows), 0);
  EXPECT_THAT(err_.str(), HasSubstr("too_long: 1"));
  EXPECT_THAT(err_.str(), HasSubstr("2 行 / lines, 1 船位 / positions"));
}

TEST_F(StaysCommand, V11_AccountsForEveryLineOfRealSentences) {
  const fs::path sample = fs::path{QUAYWATT_SOURCE_DIR} / "../shared/data/ais/pyais_nmea_data_sample.txt";
  if (!fs::exists(sample)) GTEST_SKIP() << "no " << sample << ": real AIS samples are not here";
  const auto fences = file("fences.geojson", collection(square("A", 120.2, 31.9, 0.001)));
  ASSERT_EQ(run({"--fences", fences, "--positions", sample.string(), "--format", "nmea"}), 0);
  std::istringstream said{err_.str()};
  std::uint64_t left_out = 0;
  std::uint64_t lines = 0;
  for (std::string line; std::getline(said, line);) {
    if (const auto colon = line.find(": "); colon != std::string::npos) left_out += std::stoull(line.substr(colon + 2));
    else lines = std::stoull(line);
  }
  EXPECT_GT(lines, 800u);
  EXPECT_EQ(left_out, lines);  // the sample carries no times, so no line becomes a fix and none is lost silently
}

/// Some vessels lie still for the whole hour of the Danish sample, whatever status they report (fault V5): fences drawn
/// round each of them must give their stays and nobody else's. The sample's description counts four; its rows show five
/// that never exceed 0.8 kn.
TEST_F(StaysCommand, V5_FindsTheVesselsThatLieStillAndNoOther) {
  const fs::path sample = fs::path{QUAYWATT_SOURCE_DIR} / "../shared/data/ais/dma_northsea_20221101_1h_10vessels.csv";
  if (!fs::exists(sample)) GTEST_SKIP() << "no " << sample << ": real AIS samples are not here";
  struct Seen {
    double lon = 0, lat = 0, fastest_kn = 0;
    int fixes = 0;
  };
  std::map<std::string, Seen> vessels;
  std::ifstream rows{sample};
  std::string line;
  std::getline(rows, line);
  while (std::getline(rows, line)) {
    std::istringstream fields{line};
    std::vector<std::string> field(6);
    for (auto& text : field) std::getline(fields, text, ',');
    Seen& seen = vessels[field[1]];
    seen.lon += std::stod(field[2]);
    seen.lat += std::stod(field[3]);
    seen.fastest_kn = std::max(seen.fastest_kn, field[5].empty() ? 0.0 : std::stod(field[5]));
    ++seen.fixes;
  }
  ASSERT_EQ(vessels.size(), 10u);
  std::string features;
  std::set<std::string> still;
  for (const auto& [mmsi, seen] : vessels) {
    if (seen.fastest_kn > 0.8) continue;
    still.insert(mmsi);
    const double lon = seen.lon / seen.fixes;
    const double lat = seen.lat / seen.fixes;
    features += (features.empty() ? "" : ",") + square("B" + mmsi, lon, lat, 0.0004);
  }
  ASSERT_EQ(still.size(), 5u);
  const auto fences = file("fences.geojson", collection(features));
  const auto mapping = file(
      "mapping.json", R"({"mmsi":"mmsi","at":"datetime","lon":"lon","lat":"lat","sog":"SOG","time":"iso_utc"})");
  ASSERT_EQ(run({"--fences", fences, "--positions", sample.string(), "--mapping", mapping}), 0) << err_.str();
  std::set<std::string> found;
  std::istringstream table{out_.str()};
  std::getline(table, line);
  while (std::getline(table, line)) {
    const auto first = line.find(',') + 1;
    found.insert(line.substr(first, line.find(',', first) - first));
  }
  EXPECT_EQ(found, still);
}

}  // namespace
}  // namespace quaywatt::server
