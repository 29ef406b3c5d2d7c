// `quaywatt inventory` and `merge` from arguments to bytes: statuses, streams, refusals, totals, the merge law.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <nlohmann/json.hpp>
#include <random>

#include "tests/unit/server/inventory_run.h"

namespace quaywatt::server {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::StartsWith;

constexpr unsigned kSeed = 20250402;

std::string sample_path() { return std::string(QUAYWATT_SOURCE_DIR) + "/../shared/cases/inventory_sample.csv"; }

std::string read_file(const std::string& path) {
  std::ifstream stream(path, std::ios::binary);
  std::ostringstream text;
  text << stream.rdbuf();
  return text.str();
}

InventoryOutcome run_row(const std::map<std::string, std::string>& row, const std::string& factors = "epa-2022") {
  return run(with_factors(factors), file_of(row));
}

InventoryOutcome run_with(const std::string& column, const std::string& value,
                          const std::string& factors = "epa-2022") {
  auto row = good_row();
  row[column] = value;
  return run_row(row, factors);
}

TEST(InventoryCommand, WritesTheColumnsInTheirOrder) {
  const InventoryOutcome outcome = run(with_factors("epa-2022"), kHeader + "\n");
  EXPECT_EQ(outcome.exit_status, 0);
  EXPECT_EQ(outcome.out,
            "id,sub_type,tier,aux_tier,propulsion_kw,load,mode,aux_kw,boiler_kw,nox_g,pm10_g,pm2_5_g,so2_g,co2_g,co_g,"
            "hc_g,nox_propulsion_g,pm10_propulsion_g,pm2_5_propulsion_g,so2_propulsion_g,co2_propulsion_g,"
            "co_propulsion_g,hc_propulsion_g\n");
  EXPECT_THAT(outcome.messages, HasSubstr("epa-2022 sha256 "));
}

TEST(InventoryCommand, AgreesWithTheExpectedColumnsOfTheSample) {
  if (!std::filesystem::exists(sample_path())) GTEST_SKIP() << "no ../shared/cases/inventory_sample.csv here";
  const InventoryOutcome outcome = run({"--activity", sample_path(), "--factors", "epa-2022"});
  ASSERT_EQ(outcome.exit_status, 0) << outcome.messages;
  EXPECT_THAT(outcome.messages, HasSubstr("columns ignored: sub_type"));
  const auto expected = rows_of(read_file(sample_path()));
  const auto got = rows_of(outcome.out);
  ASSERT_EQ(got.size(), expected.size());
  for (std::size_t i = 0; i < got.size(); ++i)
    for (const auto& [column, text] : got[i]) {
      const std::string& wanted = expected[i].at(column);
      char* end = nullptr;
      const double number = std::strtod(wanted.c_str(), &end);
      if (wanted.empty() || *end != '\0') {
        ASSERT_EQ(text, wanted) << "row " << i << ' ' << column;
      } else {
        ASSERT_NEAR(std::stod(text), number, 1e-13 * std::abs(number)) << "row " << i << ' ' << column;
      }
    }
}

struct BadCell {
  std::string column;
  std::string value;
  std::string reason;
};

TEST(InventoryCommand, RefusesABadRowWithLineColumnAndReason) {
  const std::vector<BadCell> cells{
      {"ship_type", "submarine", "no such ship type"},
      {"ship_type", "", "must not be empty"},
      {"speed_kn", "-0.1", "out of range"},
      {"speed_kn", "102.3", "out of range"},
      {"speed_kn", "NaN", "not a finite number"},
      {"speed_kn", "", "speed unknown"},
      {"reference_speed_kn", "0", "out of range"},
      {"reference_speed_kn", "inf", "not a finite number"},
      {"reference_speed_kn", "", "neither reference nor service speed"},
      {"hours", "-1", "out of range"},
      {"hours", "nan", "not a finite number"},
      {"hours", "", "must not be empty"},
      {"hours", "9000", "out of range"},
      {"keel_laid_year", "20080", "out of range"},
      {"keel_laid_year", "2008.5", "not a whole year"},
      {"mcr_kw", "600kW", "not a finite number"},
      {"mcr_kw", "0x10", "not a finite number"},
      {"mcr_kw", "", "main power unknown"},
      {"dwt", "-5", "out of range"},
      {"dwt", "", "size that chooses the load bin"},
      {"main_engine", "STEAM", "not one of the words"},
      {"main_engine", "", "main engine is unknown"},
      {"aux_engine", "SSD", "no factor for this auxiliary engine"},
      {"aux_engine", "", "auxiliary engine unknown"},
      {"zone", "GreatLakes", "not one of the words"},
      {"zone", "", "must not be empty"},
      {"area", "quay", "not one of the words"},
      {"in_stay", "yes", "not one of the words"},
      {"connected_hours", "2", "connected for longer"},
      {"keel_laid_date", "2008-02-30", "not a date"},
      {"start", "2025-01-01 08:00", "not a time with zone"},
      {"waterway", "\xFF\xFE", "not UTF-8"},
      {"main_certified_tier", "T4", "not one of the words"},
  };
  for (const BadCell& cell : cells) {
    const InventoryOutcome outcome = run_with(cell.column, cell.value);
    EXPECT_EQ(outcome.exit_status, 1) << cell.column << ' ' << cell.value;
    EXPECT_THAT(outcome.messages, AllOf(HasSubstr("-:2: " + cell.column), HasSubstr(cell.reason), HasSubstr(" / "),
                                        HasSubstr("1 行被拒 / refused")))
        << cell.column << ' ' << cell.value;
    EXPECT_EQ(rows_of(outcome.out).size(), 0U);
  }
}

TEST(InventoryCommand, RefusesARowOfAnotherShape) {
  const std::string good = "1,service.tug,,,,500,2008,MSD,HSD,ECA,berth,0,,1\n";
  const std::string input = kHeader + "\n" + good + "2,service.tug\n" + "3,\"open,,,,\n" + std::string(70'000, 'x') +
                            "\n" + good;
  const InventoryOutcome outcome = run(with_factors("epa-2022"), input);
  EXPECT_EQ(outcome.exit_status, 1);
  EXPECT_EQ(rows_of(outcome.out).size(), 2U) << "the rows around bad ones are computed";
  EXPECT_THAT(outcome.messages, AllOf(HasSubstr("-:3: "), HasSubstr("another number of fields"), HasSubstr("-:4: "),
                                      HasSubstr("quote is not closed"), HasSubstr("-:5: "), HasSubstr("too long")));
}

TEST(InventoryCommand, SkipsBadRowsWhenAskedAndStillCountsThem) {
  const std::string input = kHeader + "\n1,service.tug,,,,500,2008,MSD,HSD,ECA,berth,0,,1\n2,none,,,,,,,,,,,,\n";
  auto arguments = with_factors("epa-2022");
  arguments.emplace_back("--skip-bad-rows");
  const InventoryOutcome outcome = run(arguments, input);
  EXPECT_EQ(outcome.exit_status, 0);
  EXPECT_THAT(outcome.messages, AllOf(HasSubstr("-:3: ship_type"), HasSubstr("1 行被拒 / refused")));
}

TEST(InventoryCommand, ShowsDocumentedDefaultsWithTheirCount) {
  EXPECT_THAT(run_with("keel_laid_year", "").messages, HasSubstr("build_year_unknown 1"));
  EXPECT_THAT(run_with("area", "").messages, HasSubstr("area_unknown 1"));
  EXPECT_THAT(run_with("speed_kn", "14").messages, HasSubstr("load_held_at_full 1"));
  EXPECT_THAT(run_with("aux_engine", "", "cn-inland").messages, HasSubstr("aux_engine_default 1"));
  EXPECT_THAT(run_with("year", "2014").messages, HasSubstr("before_validity 1"));
  EXPECT_EQ(run_with("keel_laid_year", "2008.0").exit_status, 0) << "as spreadsheets and data frames write years";
}

TEST(InventoryCommand, RefusesAnActivityThatOverlapsItself) {
  const std::string header = kHeader + ",vessel_id,start\n";
  const std::string tug = ",service.tug,,,,500,2008,MSD,HSD,ECA,berth,0,,1,";
  const std::string input = header + "1" + tug + "A,2025-01-01T00:00:00Z\n2" + tug + "A,2025-01-01T01:00:00Z\n3" + tug +
                            "A,2025-01-01T01:59:00Z\n4" + tug + "B,2025-01-01T01:59:00Z\n";
  const InventoryOutcome outcome = run(with_factors("epa-2022"), input);
  EXPECT_EQ(outcome.exit_status, 1);
  EXPECT_EQ(rows_of(outcome.out).size(), 3U);
  EXPECT_THAT(outcome.messages, AllOf(HasSubstr("-:4: start"), HasSubstr("before the previous interval")));
}

TEST(InventoryCommand, TakesQuotedFieldsByteOrderMarkAndForeignLineEnds) {
  const std::string input = "\xEF\xBB\xBF" + kHeader +
                            "\r\n\"a,\"\"1\"\"\",\"service.tug\",,,, 500 ,2008,MSD,HSD,ECA,berth,0,,1\r\n\r\n";
  const InventoryOutcome outcome = run(with_factors("epa-2022"), input);
  EXPECT_EQ(outcome.exit_status, 0) << outcome.messages;
  EXPECT_THAT(outcome.out, HasSubstr("\n\"a,\"\"1\"\"\",service.tug,T1,T1,0,0,berth,50,0,490."));
}

TEST(InventoryCommand, ComputesTheSameWhateverTheOrderOfColumns) {
  const auto row = good_row();  // file_of() sorts the columns by name
  std::string ordered;
  std::istringstream names(kHeader);
  for (std::string name; std::getline(names, name, ',');) ordered += (ordered.empty() ? "" : ",") + row.at(name);
  EXPECT_EQ(run_row(row).out, run(with_factors("epa-2022"), kHeader + '\n' + ordered + '\n').out);
}

TEST(InventoryCommand, RunsWithoutHeaderAsAStageOfACluster) {
  auto arguments = with_factors("epa-2022");
  arguments.insert(arguments.end(), {"--columns", kHeader});
  const InventoryOutcome outcome = run(arguments, "1,service.tug,,,,500,2008,MSD,HSD,ECA,berth,0,,1");
  EXPECT_EQ(outcome.exit_status, 0);
  EXPECT_THAT(outcome.out, StartsWith("1,service.tug,"));
}

TEST(InventoryCommand, CouldNotRunIsStatusTwo) {
  const OwnDirectory directory;
  const std::string activity = directory.write("a.csv", kHeader + "\n");
  const std::vector<std::pair<std::vector<std::string>, std::string>> bad{
      {{}, "--activity"},
      {{"--activity", "-"}, "--factors"},
      {{"--activity", "-", "--factors"}, "needs a value"},
      {{"--activity", "-", "--factors", "epa-2022", "--fast"}, "unknown argument"},
      {{"--activity", "-", "--factors", "epa-2022", "--waters", "lake"}, "no such value"},
      {{"--activity", "-", "--factors", "epa-2022", "--no-rows"}, "needs --totals"},
      {{"--activity", "-", "--factors", "epa-2022", "--totals", "-"}, "stdout already carries"},
      {{"--activity", "-", "--factors", "epa-1822"}, "known: cn-inland, epa-2022, imo-2020"},
      {{"--activity", "-", "--factors", "epa-2022", "--loads", "imo9"}, "no such load table"},
      {{"--activity", directory.file("none.csv"), "--factors", "epa-2022"}, "none.csv"},
      {{"--activity", activity, "--factors", "epa-2022", "--out", directory.file("none/b.csv")}, "none/b.csv"},
      {{"--activity", activity, "--factors", "epa-2022", "--out", activity}, "overwrite the input"},
      {{"merge"}, "name the totals files"},
      {{"merge", activity}, "not JSON"},
  };
  for (const auto& [arguments, reason] : bad) {
    const InventoryOutcome outcome = run(arguments, kHeader + "\n");
    EXPECT_EQ(outcome.exit_status, 2) << reason;
    EXPECT_THAT(outcome.messages, HasSubstr(reason));
  }
  EXPECT_EQ(run(with_factors("epa-2022"), "").exit_status, 2) << "no header";
  EXPECT_THAT(run(with_factors("epa-2022"), "id,hours\n").messages, HasSubstr("the header lacks ship_type, dwt"));
  EXPECT_THAT(run(with_factors("epa-2022"), kHeader + ",hours\n").messages, HasSubstr("repeats column hours"));
  EXPECT_EQ(directory.read("a.csv"), kHeader + "\n");
}

TEST(InventoryCommand, SaysHowItIsUsed) {
  const InventoryOutcome outcome = run({"--help"});
  EXPECT_EQ(outcome.exit_status, 0);
  EXPECT_THAT(outcome.out, HasSubstr("quaywatt inventory merge"));
}

TEST(InventoryCommand, AppliesMarginLawAndLoadsAsAsked) {
  auto row = good_row();
  row["draught_m"] = "1";
  row["max_draught_m"] = "8";
  const auto load = [&](const std::vector<std::string>& more) {
    auto arguments = with_factors("epa-2022");
    arguments.insert(arguments.end(), more.begin(), more.end());
    return std::stod(rows_of(run(arguments, file_of(row)).out).at(0).at("load"));
  };
  const double cube = std::pow(0.7, 3);
  EXPECT_NEAR(load({}), cube * 1.10, 1e-15);
  EXPECT_NEAR(load({"--waters", "coastal"}), cube * 1.10, 1e-15);
  EXPECT_NEAR(load({"--waters", "open-sea"}), cube * 1.15, 1e-15);
  EXPECT_NEAR(load({"--power-law", "admiralty"}), cube * 1.10 / 4, 1e-15);
}

// ---- totals

/// Rows over years, types, waters and modes, some of them bad.
std::string random_rows(std::mt19937& random, int count) {
  const auto pick = [&](std::initializer_list<const char*> words) {
    return *(words.begin() + random() % words.size());
  };
  const auto tenths = [](std::uint64_t value) { return std::to_string(value / 10) + '.' + std::to_string(value % 10); };
  std::string rows;
  for (int i = 0; i < count; ++i)
    rows += std::to_string(i) + ',' + pick({"general.cargo", "bulk.carrier", "service.tug", "unknown.type"}) + ',' +
            std::to_string(random() % 60'000) + ",500,," + std::to_string(random() % 5000) + ',' +
            pick({"", "1999", "2008", "2020"}) + ',' + pick({"SSD", "MSD", "LNG"}) + ',' + pick({"HSD", "MSD"}) + ',' +
            pick({"ECA", "OutsideECA"}) + ',' + pick({"none", "berth", "anchorage"}) + ',' +
            tenths(random() % 120) + ",9.7," + tenths(random() % 999) + ',' +
            pick({"", "2020", "2025"}) + ',' + pick({"", "锡澄运河", "\"Yangtze, main\""}) + '\n';
  return rows;
}

std::vector<std::string> totals_arguments(const std::string& totals) {
  auto arguments = with_factors("cn-inland");
  arguments.insert(arguments.end(), {"--no-rows", "--skip-bad-rows", "--totals", totals});
  return arguments;
}

TEST(InventoryMerge, OfRandomPartitionsEqualsTheWholeByteForByte) {
  const OwnDirectory directory;
  std::mt19937 random(kSeed);
  const std::string header = kHeader + ",year,waterway\n";
  for (int trial = 0; trial < 100; ++trial) {
    const std::string rows = random_rows(random, 60);
    std::vector<std::string> parts(1 + random() % 6, header);
    std::istringstream lines(rows);
    for (std::string line; std::getline(lines, line);) parts[random() % parts.size()] += line + '\n';
    std::vector<std::string> merge{"merge"};
    for (std::size_t i = 0; i < parts.size(); ++i) {
      merge.push_back(directory.file(std::to_string(i) + ".json"));
      ASSERT_EQ(run(totals_arguments(merge.back()), parts[i]).exit_status, 0);
    }
    std::shuffle(merge.begin() + 1, merge.end(), random);
    const InventoryOutcome whole = run(totals_arguments("-"), header + rows);
    const InventoryOutcome merged = run(merge);
    ASSERT_EQ(merged.exit_status, 0) << merged.messages;
    ASSERT_EQ(merged.out, whole.out) << "trial " << trial << " seed " << kSeed;
  }
}

TEST(InventoryTotalsFile, CarriesIntegersByYearClassModeAndWaterway) {
  auto row = good_row();
  row["area"] = "berth";
  row["speed_kn"] = "0";
  row["year"] = "2025";
  row["waterway"] = "锡澄运河";
  const InventoryOutcome outcome = run(totals_arguments("-"), file_of(row));
  const auto json = nlohmann::json::parse(outcome.out);
  EXPECT_EQ(json["method"], "activity");
  EXPECT_EQ(json["factor_set"]["name"], "cn-inland");
  EXPECT_EQ(json["factor_set"]["sha256"].get<std::string>().size(), 64U);
  const auto& cell = json["totals"][0];
  EXPECT_EQ(cell["year"], "2025");
  EXPECT_EQ(cell["class"], "general.cargo");
  EXPECT_EQ(cell["mode"], "berth");
  EXPECT_EQ(cell["waterway"], "锡澄运河");
  EXPECT_EQ(cell["rows"], "1");
  EXPECT_EQ(cell["ug"]["nox"], "981000000");  // 90 kW x 1 h x 10.9 g/kWh
  EXPECT_EQ(cell["propulsion_ug"]["nox"], "0");
  EXPECT_EQ(cell["energy_j"]["auxiliary"], "324000000");
}

TEST(InventoryTotalsFile, CountsTheYearInShanghaiWhenOnlyTheStartIsKnown) {
  auto row = good_row();
  row["start"] = "2024-12-31T16:00:00Z";
  const auto json = nlohmann::json::parse(run(totals_arguments("-"), file_of(row)).out);
  EXPECT_EQ(json["totals"][0]["year"], "2025");
}

TEST(InventoryTotalsFile, AddsUpToTheRows) {
  const OwnDirectory directory;
  std::mt19937 random(kSeed);
  auto arguments = with_factors("epa-2022");
  arguments.insert(arguments.end(), {"--skip-bad-rows", "--totals", directory.file("t.json")});
  const InventoryOutcome outcome = run(arguments, kHeader + ",year,waterway\n" + random_rows(random, 500));
  long long rows_ug = 0;
  for (const auto& row : rows_of(outcome.out)) rows_ug += std::llrint(std::stod(row.at("nox_g")) * 1e6);
  long long cells_ug = 0;
  const auto json = nlohmann::json::parse(directory.read("t.json"));
  for (const auto& cell : json["totals"]) cells_ug += std::stoll(cell["ug"]["nox"].get<std::string>());
  EXPECT_EQ(rows_ug, cells_ug);
}

TEST(InventoryMerge, RefusesWhatIsNotAlikeWithTheReason) {
  const OwnDirectory directory;
  const std::string input = file_of(good_row());
  const auto totals = [&](const std::string& name, const std::vector<std::string>& more) {
    std::vector<std::string> arguments{"--activity", "-", "--no-rows", "--totals", directory.file(name)};
    arguments.insert(arguments.end(), more.begin(), more.end());
    EXPECT_EQ(run(arguments, input).exit_status, 0);
    return directory.file(name);
  };
  const std::string base = totals("a.json", {"--factors", "epa-2022"});
  const std::string set = totals("b.json", {"--factors", "imo-2020"});
  const std::string sea = totals("c.json", {"--factors", "epa-2022", "--waters", "open-sea"});
  const std::string loads = totals("d.json", {"--factors", "epa-2022", "--loads", "starcrest2016"});
  for (const auto& [other, reason] : {std::pair{set, "another"}, {sea, "another scope"}, {loads, "another"}}) {
    const InventoryOutcome outcome = run({"merge", base, other, "--out", directory.file("sum.json")});
    EXPECT_EQ(outcome.exit_status, 2);
    EXPECT_THAT(outcome.messages, HasSubstr(reason));
    EXPECT_FALSE(std::filesystem::exists(directory.file("sum.json")));
  }
}

TEST(InventoryMerge, SaysWhereATotalsFileIsDamaged) {
  const OwnDirectory directory;
  const std::string good = run(totals_arguments("-"), file_of(good_row())).out;
  const auto damage = [&](const std::string& from, const std::string& to) {
    std::string text = good;
    text.replace(text.find(from), from.size(), to);
    return run({"merge", directory.write("bad.json", text)});
  };
  EXPECT_THAT(damage("\"rows\": \"1\"", "\"rows\": 1").messages, HasSubstr("/totals/0/rows: "));
  EXPECT_THAT(damage("\"rows\": \"1\"", "\"rows\": \"1.5\"").messages, HasSubstr("/totals/0/rows: "));
  EXPECT_THAT(damage("\"transit\"", "\"flight\"").messages, HasSubstr("/totals/0/mode: "));
  EXPECT_THAT(damage("\"sha256\"", "\"sha255\"").messages, HasSubstr("/factor_set/sha256: "));
  EXPECT_THAT(damage("totals 1", "totals 9").messages, HasSubstr("/format: "));
  EXPECT_EQ(damage("}", "").exit_status, 2);
}

// ---- hand calculations

TEST(InventoryGolden, AgreesWithEachHandCalculation) {
  const std::filesystem::path folder = std::filesystem::path(QUAYWATT_SOURCE_DIR) / "tests/golden/emissions";
  std::size_t cases = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() != ".json") continue;
    ++cases;
    const auto golden = nlohmann::json::parse(read_file(entry.path().string()));
    auto arguments = with_factors(golden["factors"].get<std::string>());
    if (golden.contains("loads")) arguments.insert(arguments.end(), {"--loads", golden["loads"].get<std::string>()});
    const InventoryOutcome outcome =
        run(arguments, file_of(golden["row"].get<std::map<std::string, std::string>>()));
    ASSERT_EQ(outcome.exit_status, 0) << entry.path() << outcome.messages;
    const auto row = rows_of(outcome.out).at(0);
    for (const auto& [column, value] : golden["expect"].items()) {
      if (value.is_string()) {
        EXPECT_EQ(row.at(column), value.get<std::string>()) << entry.path() << ' ' << column;
      } else {
        const double number = value.get<double>();
        EXPECT_NEAR(std::stod(row.at(column)), number, 1e-12 * std::abs(number)) << entry.path() << ' ' << column;
      }
    }
  }
  EXPECT_GE(cases, 8U);
}

}  // namespace
}  // namespace quaywatt::server
