// A sheet against what the register holds: what is new, what changes, what is wrong and where.

#include <gtest/gtest.h>

#include "server/registers/import_plan.h"
#include "server/registers/sheet_columns.h"

namespace quaywatt::server {
namespace {

using namespace std::chrono_literals;
using Effect = PlannedVersion::Effect;

const domain::RegisterKind& kTerminals = *domain::register_kind_named("terminals");
const domain::RegisterKind& kWaterways = *domain::register_kind_named("waterways");

constexpr char kTerminalHead[] = "编号,名称,港口,港区,市县区,货类,危险性,使用状态,起用日期\n";
const HeldKeys kKeys{{"ports", {"jiangyin", "wuxi"}}, {"districts", {"jy"}}, {"companies", {}}};

Sheet sheet(const std::string& csv) { return std::get<Sheet>(read_csv_sheet(csv)); }

ImportPlan plan(const domain::RegisterKind& kind, const std::string& csv, const HeldRegister& held = {}) {
  auto planned = plan_import(kind, sheet(csv), held, kKeys);
  const auto* defects = std::get_if<ImportDefects>(&planned);
  EXPECT_EQ(defects, nullptr) << defects->named.front().place << " " << defects->named.front().en;
  return defects ? ImportPlan{} : std::get<ImportPlan>(std::move(planned));
}

std::vector<std::string> defect_places(const domain::RegisterKind& kind, const Sheet& rows) {
  const auto planned = plan_import(kind, rows, {}, kKeys);
  std::vector<std::string> places;
  if (const auto* defects = std::get_if<ImportDefects>(&planned)) {
    for (const auto& defect : defects->named) {
      EXPECT_FALSE(defect.zh.empty() || defect.en.empty());
      places.push_back(defect.place);
    }
  }
  return places;
}

/// What the register holds after a plan was carried out.
HeldRegister carried_out(const domain::RegisterKind& kind, const ImportPlan& planned) {
  HeldRegister held;
  for (const auto& one : planned.versions) held[business_key(kind, one.version)].push_back(one.version);
  return held;
}

TEST(ImportPlan, O13_TheSameSheetTwiceChangesNothingTheSecondTime) {
  const std::string csv = std::string(kTerminalHead) + "HT,黄田港码头,jiangyin,黄田港港区,jy,干散货,普通货物,在用,\n"
                                                       "SL,石利码头,jiangyin,石利港区,jy,多用途,普通货物,闲置,2024/1/1\n";
  const auto first = plan(kTerminals, csv);
  ASSERT_EQ(first.versions.size(), 2u);
  EXPECT_EQ(first.versions[0].effect, Effect::added);
  EXPECT_EQ(first.versions[0].version.valid_from, kFromTheBeginning);
  EXPECT_EQ(first.versions[1].version.valid_from, domain::Date{2024y / 1 / 1});
  const auto second = plan(kTerminals, csv, carried_out(kTerminals, first));
  EXPECT_TRUE(second.versions.empty());
  EXPECT_EQ(second.unchanged, 2u);
}

TEST(ImportPlan, V14_AChangeFromADayLeavesTheDaysBeforeAndOtherValuesForAWrittenDayAreACorrection) {
  const std::string row = "HT,黄田港码头,jiangyin,黄田港港区,jy,干散货,普通货物,";
  const auto held = carried_out(kTerminals, plan(kTerminals, kTerminalHead + row + "在用,2020-01-01\n"));
  EXPECT_EQ(plan(kTerminals, kTerminalHead + row + "闲置,2024-01-01\n", held).versions.at(0).effect, Effect::changed);
  EXPECT_EQ(plan(kTerminals, kTerminalHead + row + "闲置,2020-01-01\n", held).versions.at(0).effect, Effect::corrected);
  EXPECT_EQ(plan(kTerminals, kTerminalHead + row + "闲置,2019-01-01\n", held).versions.at(0).effect, Effect::changed);
  EXPECT_EQ(plan(kTerminals, kTerminalHead + row + "在用,2024-01-01\n", held).unchanged, 1u) << "holds already";
}

TEST(ImportPlan, O13_EveryWrongCellIsNamedAndNothingIsTaken) {
  const std::string csv = std::string(kTerminalHead) + "HT,,nowhere,黄田港港区,jy,干散货,普通货物,在用,\n"
                                                       ",石利码头,jiangyin,石利港区,jy,散货,普通货物,在用,昨天\n";
  EXPECT_EQ(defect_places(kTerminals, sheet(csv)), (std::vector<std::string>{"B2", "A3", "F3", "I3"}));
}

TEST(ImportPlan, WhatARowRefersToMustBeRegistered) {
  const std::string csv = std::string(kTerminalHead) + "HT,黄田港码头,nowhere,黄田港港区,xx,干散货,普通货物,在用,\n";
  EXPECT_EQ(defect_places(kTerminals, sheet(csv)), (std::vector<std::string>{"C2", "E2"}));
}

TEST(ImportPlan, O13_MergedCellsAndColumnsOfAnotherTemplateAreNamed) {
  Sheet merged = sheet("编号,名称,水域\nyz,长江,长江干线\n");
  merged.name = "航道";
  merged.merged = {"A1:B1"};
  EXPECT_EQ(defect_places(kWaterways, merged), (std::vector<std::string>{"航道!A1:B1"}));
  EXPECT_EQ(defect_places(kWaterways, sheet("编号,名称,编号,长度\n")), (std::vector<std::string>{"C1", "D1", "E1"}));
  EXPECT_EQ(defect_places(kWaterways, Sheet{}), (std::vector<std::string>{""}));
}

TEST(ImportPlan, FieldNamesDoAsHeadingsTooAndTheSameEntryTwiceIsNamed) {
  EXPECT_EQ(plan(kWaterways, "waters,name,id,\n长江干线,长江,yz,\n").versions.at(0).version.values[0], "yz");
  EXPECT_EQ(defect_places(kWaterways, sheet("编号,名称,水域\nyz,长江,长江干线\nｙｚ,长江,长江干线\n")),
            (std::vector<std::string>{"A3"}));
}

TEST(ImportPlan, OnlySoManyDefectsAreNamedButAllAreCounted) {
  std::string csv = "编号,名称,水域\n";
  for (std::size_t i = 0; i < kDefectsNamed + 50; ++i) csv += "w" + std::to_string(i) + ",x,y\n";
  const auto planned = plan_import(kWaterways, sheet(csv), {}, kKeys);
  EXPECT_EQ(std::get<ImportDefects>(planned).named.size(), kDefectsNamed);
  EXPECT_EQ(std::get<ImportDefects>(planned).count, kDefectsNamed + 50);
}

TEST(ImportPlan, AKeyOfSeveralFieldsCannotBeForged) {
  const auto& points = *domain::register_kind_named("supply_points");
  RegisterVersion one{{"a", "b/c"}, {}};
  RegisterVersion other{{"a/b", "c"}, {}};
  EXPECT_NE(business_key(points, one), business_key(points, other));
}

TEST(RegisterTemplate, OffersTheChoicesInChinese) {
  const auto columns = sheet_columns(kTerminals);
  EXPECT_EQ(columns.back().heading, "起用日期");
  EXPECT_EQ(columns[8].offered, (std::vector<std::string>{"在用", "闲置", "拆除"}));
  EXPECT_EQ(columns[9].offered, (std::vector<std::string>{"是", "否"}));
}

}  // namespace
}  // namespace quaywatt::server
