// The shipped factor sets are whole and hold the figures they promise; the reader refuses what is wrong, with place.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "domain/emissions/shore_power.h"
#include "domain/emissions/stay_method.h"
#include "schema/factors/embedded.h"
#include "server/factors/factor_sets.h"

namespace quaywatt::server {
namespace {

using namespace domain;  // NOLINT: factor sets are the domain's
using ::testing::AllOf;
using ::testing::HasSubstr;

FactorSet shipped(const std::string& name, const std::optional<std::string>& loads = {}) {
  auto set = load_factor_set(name, loads);
  if (auto* faults = std::get_if<std::vector<FactorFault>>(&set)) throw std::runtime_error(to_text(faults->front()));
  return std::get<FactorSet>(std::move(set));
}

TEST(ShippedFactorSets, AreThreeAndWhole) {
  EXPECT_EQ(shipped_factor_sets(), (std::vector<std::string>{"cn-inland", "epa-2022", "imo-2020"}));
  for (const std::string& name : shipped_factor_sets()) {
    const FactorSet set = shipped(name);
    EXPECT_EQ(set.id().name, name);
    EXPECT_EQ(set.id().sha256.size(), 64U);
    EXPECT_FALSE(set.ship_classes().empty());
  }
}

TEST(ShippedFactorSets, GiveEveryTableItsSource) {
  for (const schema::EmbeddedFile& file : schema::embedded_factor_files())
    EXPECT_THAT(std::string(file.text.substr(0, file.text.find('\n'))), HasSubstr("source")) << file.path;
}

TEST(ShippedFactorSets, DoNotSwapMediumAndHighSpeedAuxiliaries) {
  for (const std::string& name : shipped_factor_sets()) {
    const FactorSet set = shipped(name);
    for (Tier tier : {Tier::t0, Tier::t1, Tier::t2, Tier::t3})
      for (Zone zone : all_of<Zone>()) {
        const auto* high = set.find_engine(EngineGroup::auxiliary, zone, EngineType::hsd, 2010);
        const auto* medium = set.find_engine(EngineGroup::auxiliary, zone, EngineType::msd, 2010);
        EXPECT_LT(*high->nox_g_kwh[tier], *medium->nox_g_kwh[tier]) << name << ' ' << word_of(tier);
      }
  }
}

TEST(InlandFactorSet, HasTheDefaultFiguresWithTheirRange) {
  const FactorSet set = shipped("cn-inland");
  const FactorTables& tables = set.tables();
  const auto& high_speed = tables.nox[EngineGroup::auxiliary][EngineType::hsd][EngineFuel::diesel];
  EXPECT_EQ(high_speed[Tier::t0]->value, 10.9);
  EXPECT_EQ(high_speed[Tier::t0]->range->low, 7.7);
  EXPECT_EQ(high_speed[Tier::t0]->range->high, 17.0);
  EXPECT_EQ(high_speed[Tier::t1]->value, 9.8);
  EXPECT_EQ(high_speed[Tier::t2]->value, 7.7);
  EXPECT_EQ(high_speed[Tier::t3]->value, 2.0);
  EXPECT_EQ(tables.settings.fuel_nox_g_per_kg->value, 47.6);
  EXPECT_EQ(tables.fuel_rates[EngineGroup::auxiliary][EngineType::hsd][EngineFuel::diesel].front().rate.value, 235);
  EXPECT_EQ(tables.settings.fuel_for_turnover_kg_per_10000_tkm->value, 50);
  EXPECT_EQ(tables.sulphur_percent[EngineFuel::diesel][Zone::eca]->value, 0.001);
  // The fuel-based and the energy-based default describe the same engine: 47.6 g/kg x 235 g/kWh = 11.2 g/kWh.
  const double by_fuel = 47.6 * 0.235;
  EXPECT_GT(by_fuel, high_speed[Tier::t0]->range->low);
  EXPECT_LT(by_fuel, high_speed[Tier::t0]->range->high);
}

TEST(InlandFactorSet, GivesGbStagesFactorsOfTheirOwn) {
  const FactorSet set = shipped("cn-inland");
  const auto& nox = set.tables().nox[EngineGroup::propulsion][EngineType::msd][EngineFuel::diesel];
  EXPECT_LT(nox[Tier::gb2]->value, nox[Tier::gb1]->value);
  EXPECT_LT(nox[Tier::gb1]->value, nox[Tier::t2]->value);
  EXPECT_GT(nox[Tier::gb2]->value, nox[Tier::t3]->value);
}

VesselParticulars canal_ship(const FactorSet& set, double mcr_kw) {
  VesselParticulars vessel;
  vessel.ship_class = *set.find_ship_class("general.cargo");
  vessel.sizes[SizeUnit::deadweight_t] = 800;
  vessel.mcr_kw = mcr_kw;
  return vessel;
}

TEST(ShorePowerOfTheDefaultSet, AvoidsEightToTwelveTonnesOfNoxAGigawattHour) {
  const FactorSet set = shipped("cn-inland");
  const auto avoided = avoided_emissions(set, canal_ship(set, 300), Zone::eca, WattHours{1'000'000'000});
  const double tonnes = std::get<Masses>(avoided)[Pollutant::nox] / 1e6;
  EXPECT_GE(tonnes, 8);
  EXPECT_LE(tonnes, 12);
}

TEST(StayOfACanalShip, HasFifteenKilowattsByTheSmallShipRule) {
  // Fourth IMO GHG Study 2020: 5 % of 300 kW; 10 h x 15 kW x 10.9 g/kWh (auxiliary of unknown tier) = 1635 g.
  const FactorSet set = shipped("cn-inland");
  const auto result = std::get<StayResult>(emissions_of(set, BerthStay{canal_ship(set, 300), Zone::eca, 10, 0}));
  EXPECT_NEAR(result.aux_kw, 15, 1e-12);
  EXPECT_NEAR(result.emissions.grams[EngineGroup::auxiliary][Pollutant::nox], 1635, 1e-9);
  EXPECT_TRUE(result.assumptions.has(Assumption::aux_engine_default));
}

TEST(StayOfASmallCargoShip, DependsOnTheLoadTableChosen) {
  // 90, 120 or 722 kW at berth: why metered energy replaces the assumption wherever there is a connection.
  for (const auto& [table, aux_kw] : {std::pair{"imo4", 90.0}, {"imo3", 120.0}, {"starcrest2016", 722.0}}) {
    const FactorSet set = shipped("cn-inland", table);
    const auto result = std::get<StayResult>(emissions_of(set, BerthStay{canal_ship(set, 600), Zone::eca, 10, 0}));
    EXPECT_EQ(result.aux_kw, aux_kw) << table;
    EXPECT_NEAR(result.emissions.grams[EngineGroup::auxiliary][Pollutant::nox], aux_kw * 10 * 10.9, 1e-9) << table;
  }
}

TEST(ShippedGridFactors, HaveTheOfficialYearsAndNone2020) {
  const auto factors = shipped_grid_factors();
  const auto grid = grid_emission(factors, "Jiangsu", 2020, WattHours{1000});
  EXPECT_TRUE(grid->other_year);
  EXPECT_NEAR(grid->co2_g, 645.1, 1e-9);
  EXPECT_NEAR(grid_emission(factors, "China", 2023, WattHours{1000})->co2_g, 530.6, 1e-9);
}

// ---- refusals

std::vector<FactorFile> files_of(const std::string& set) {
  std::vector<FactorFile> files;
  for (const schema::EmbeddedFile& file : schema::embedded_factor_files())
    if (file.path.starts_with(set + '/') || file.path == "load-tables/imo3.csv")
      files.push_back({std::string(file.path), std::string(file.text)});
  return files;
}

/// The faults of epa-2022 with `from` in `file` replaced by `to`.
std::string faults_with(const std::string& file, const std::string& from, const std::string& to) {
  std::vector<FactorFile> files = files_of("epa-2022");
  for (FactorFile& candidate : files) {
    if (!candidate.name.ends_with(file)) continue;
    const std::size_t at = candidate.text.find(from);
    if (at == std::string::npos) return "the test looks for what is not there: " + from;
    candidate.text.replace(at, from.size(), to);
  }
  const auto set = read_factor_set("epa-2022", files);
  std::string text;
  if (const auto* faults = std::get_if<std::vector<FactorFault>>(&set))
    for (const FactorFault& fault : *faults) text += to_text(fault) + '\n';
  return text;
}

TEST(FactorReader, AcceptsTheSetAsItIs) { EXPECT_EQ(faults_with("nox.csv", "10.9", "10.9"), ""); }

TEST(FactorReader, RefusesAValueOutOfThePlausibleRange) {
  EXPECT_THAT(faults_with("nox.csv", "T0,10.9,", "T0,109,"),
              AllOf(HasSubstr("epa-2022/nox.csv:2: "), HasSubstr("out of the plausible range"), HasSubstr("超出合理范围")));
  EXPECT_THAT(faults_with("bsfc.csv", ",185,", ",0.185,"), HasSubstr("plausible range"));
  EXPECT_THAT(faults_with("nox.csv", "T0,10.9,", "T0,nan,"), HasSubstr("not a finite number"));
  EXPECT_THAT(faults_with("sulphur.csv", ",0.1,%", ",10,%"), HasSubstr("plausible range"));
  EXPECT_THAT(faults_with("imo3.csv", ",190,310,", ",-190,310,"), HasSubstr("load-tables/imo3.csv:2: "));
}

TEST(FactorReader, RefusesAValueOutOfItsOwnRange) {
  EXPECT_THAT(faults_with("nox.csv", "T0,10.9,g/kWh,,", "T0,10.9,g/kWh,11,17"), HasSubstr("outside its own range"));
}

TEST(FactorReader, RefusesAnUnknownUnit) {
  EXPECT_THAT(faults_with("nox.csv", "10.9,g/kWh", "10.9,g/MJ"),
              AllOf(HasSubstr("nox.csv:2: "), HasSubstr("unknown unit \"g/MJ\""), HasSubstr("单位不明")));
}

TEST(FactorReader, RefusesADuplicateKey) {
  EXPECT_THAT(faults_with("nox.csv", "auxiliary,HSD,MGO/MDO,T1", "auxiliary,HSD,MGO/MDO,T0"),
              AllOf(HasSubstr("nox.csv:3: "), HasSubstr("duplicate key"), HasSubstr("first on line 2")));
}

TEST(FactorReader, RefusesAHole) {
  const std::string faults = faults_with("nox.csv", "auxiliary,HSD,MGO/MDO,T1,9.8", "auxiliary,LNG,MGO/MDO,T1,9.8");
  EXPECT_THAT(faults, AllOf(HasSubstr("no factor for nox: auxiliary HSD MGO/MDO T1"), HasSubstr("缺少系数")));
}

TEST(FactorReader, RefusesGapsAndOverlapsOfLoadBins) {
  EXPECT_THAT(faults_with("imo3.csv", "handysize,10000,", "handysize,11000,"), HasSubstr("leaves a gap or overlaps"));
  EXPECT_THAT(faults_with("imo3.csv", "handysize,10000,", "handysize,9000,"), HasSubstr("leaves a gap or overlaps"));
}

TEST(FactorReader, RefusesAFactorWithoutSource) {
  std::vector<FactorFile> files = files_of("epa-2022");
  for (FactorFile& file : files)
    if (file.name.ends_with("/so2.csv"))
      file.text = "fuel,value,unit,low,high,valid_from,valid_until,source\nLNG,0.0002,g/g fuel,,,,,\n";
  const auto set = read_factor_set("epa-2022", files);
  EXPECT_THAT(to_text(std::get<std::vector<FactorFault>>(set).front()), HasSubstr("without source"));
}

TEST(FactorReader, RefusesWordsColumnsSettingsAndFilesItDoesNotKnow) {
  EXPECT_THAT(faults_with("nox.csv", "auxiliary,HSD", "helper,HSD"), HasSubstr("unknown engine_group \"helper\""));
  EXPECT_THAT(faults_with("nox.csv", "engine_group", "group"), HasSubstr("column \"engine_group\" is missing"));
  EXPECT_THAT(faults_with("settings.csv", "small_ship_rule", "small_ships"),
              AllOf(HasSubstr("unknown setting small_ships"), HasSubstr("setting small_ship_rule is missing")));
  EXPECT_THAT(faults_with("nox.csv", "auxiliary,HSD", "\"auxiliary,HSD"), HasSubstr("a quote is not closed"));
  std::vector<FactorFile> files = files_of("epa-2022");
  files.push_back({"epa-2022/nox2.csv", "x\n"});
  files.erase(files.begin());
  const auto set = read_factor_set("epa-2022", files);
  std::string text;
  for (const FactorFault& fault : std::get<std::vector<FactorFault>>(set)) text += to_text(fault);
  EXPECT_THAT(text, AllOf(HasSubstr("the file is missing"), HasSubstr("no factor set has such a file")));
}

TEST(FactorHash, NamesTheContentsAndNotTheirLineEnds) {
  const std::vector<FactorFile> files{{"s/a.csv", "x,y\n1,2\n"}, {"s/b.csv", "z\n"}};
  const std::string hash = hash_factor_files(files);
  EXPECT_EQ(hash_factor_files({files[1], files[0]}), hash);
  EXPECT_EQ(hash_factor_files({{"s/a.csv", "\xEF\xBB\xBFx,y\r\n1,2\r\n"}, files[1]}), hash);
  EXPECT_NE(hash_factor_files({{"s/a.csv", "x,y\n1,3\n"}, files[1]}), hash);
  EXPECT_NE(hash_factor_files({{"s/a.csv", "x,y\n1,2\nz\n"}, {"s/b.csv", ""}}), hash) << "bytes moved between files";
  // printf 's/a.csv\n8\nx,y\n1,2\ns/b.csv\n2\nz\n' | sha256sum
  EXPECT_EQ(hash, "89fef40078b3545f1284b82225267c443ab7dd77e0b5bea79ea5cf0a9947f613");
}

}  // namespace
}  // namespace quaywatt::server
