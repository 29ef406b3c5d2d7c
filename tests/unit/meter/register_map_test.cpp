// Register maps: what a file must say, which requests it makes, how registers become figures.

#include "berth-agent/meter/register_map.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <bit>
#include <filesystem>
#include <fstream>
#include <limits>

#include "berth-agent/meter/built_in_maps.h"
#include "berth-agent/meter/csv_line.h"
#include "berth-agent/meter/register_reading.h"
#include "tests/unit/meter/testing_words.h"

namespace quaywatt::agent {
namespace {

using testing::HasSubstr;

const std::string kHeader = "quantity,function_code,address_hex,data_type,unit,scale,ratios,billing,source\n";

RegisterMap map_of(const std::string& rows) { return parse_register_map(kHeader + rows, "own.csv"); }

std::string refusal(const std::string& text) {
  try {
    parse_register_map(text, "own.csv");
  } catch (const MapRefused& refused) {
    return refused.what();
  }
  return "accepted";
}

TEST(RegisterMap, ReadsEveryColumn) {
  const auto map =
      map_of("# a comment\n\nenergy_forward,04,0x0048,float32-swapped,kWh,0.01,pt*ct,yes,\"page 7, \"\"b\"\"\"\n");
  ASSERT_EQ(map.entries.size(), 1U);
  const MapEntry& entry = map.entries[0];
  EXPECT_EQ(map.name, "own");
  EXPECT_EQ(entry.quantity->name, "energy_forward");
  EXPECT_EQ(entry.function, 4);
  EXPECT_EQ(entry.address, 0x48);
  EXPECT_EQ(entry.type, RegisterType::float32);
  EXPECT_TRUE(entry.low_word_first);
  EXPECT_EQ(entry.unit, "kWh");
  EXPECT_EQ(entry.scale, (domain::Decimal{1, -2}));
  EXPECT_EQ(entry.ratio, RegisterRatio::pt_ct);
  EXPECT_TRUE(entry.billing);
}

TEST(RegisterMap, ColumnsMayStandInAnyOrder) {
  EXPECT_EQ(parse_register_map("billing,quantity,address_hex,function_code,data_type,scale,unit,source,ratios\n"
                               "yes,energy_total,0x0,3,uint32,1,Wh,,\n", "own.csv").entries.size(), 1U);
}

struct Bad {
  const char* row;
  const char* says;
};

void PrintTo(const Bad& shown, std::ostream* out) { *out << testing_words(shown.row); }

class RegisterMapRefuses : public testing::TestWithParam<Bad> {};

TEST_P(RegisterMapRefuses, WithFileLineAndColumn) {
  const std::string good = "energy_forward,3,0x0000,uint32,kWh,1,,yes,\n";
  const std::string said = refusal(kHeader + good + GetParam().row);
  EXPECT_THAT(said, HasSubstr("own.csv:3: "));
  EXPECT_THAT(said, HasSubstr(GetParam().says));
}

INSTANTIATE_TEST_SUITE_P(
    Everything, RegisterMapRefuses,
    testing::Values(Bad{"energy_import,3,0x0010,uint32,kWh,1,,,", "column quantity cannot be \"energy_import\""},
                    Bad{"energy_forward,3,0x0010,uint32,kWh,1,,,", "quantity given twice: energy_forward"},
                    Bad{"voltage_a,2,0x0010,uint16,V,1,,,", "column function_code"},
                    Bad{"voltage_a,3,0010,uint16,V,1,,,", "column address_hex"},
                    Bad{"voltage_a,3,0x,uint16,V,1,,,", "column address_hex"},
                    Bad{"voltage_a,3,0x1G,uint16,V,1,,,", "column address_hex"},
                    Bad{"voltage_a,3,0x10000,uint16,V,1,,,", "column address_hex"},
                    Bad{"voltage_a,3,0xFFFF,uint32,V,1,,,", "column address_hex"},
                    Bad{"voltage_a,3,0x0010,float64,V,1,,,", "column data_type"},
                    Bad{"voltage_a,3,0x0010,uint16-swapped,V,1,,,", "column data_type"},
                    Bad{"voltage_a,3,0x0010,uint16,A,1,,,", "column unit cannot be \"A\""},
                    Bad{"voltage_a,3,0x0010,uint16,V,0,,,", "column scale"},
                    Bad{"voltage_a,3,0x0010,uint16,V,-0.1,,,", "column scale"},
                    Bad{"voltage_a,3,0x0010,uint16,V,,,,", "column scale"},
                    Bad{"voltage_a,3,0x0010,uint16,V,1,pt ct,,", "column ratios"},
                    Bad{"voltage_a,3,0x0010,uint16,V,1,,yes,", "column billing"},
                    Bad{"energy_total,3,0x0010,uint32,kWh,1,,ja,", "column billing"},
                    Bad{"energy_total,3,0x0010,uint32,kWh,1,,yes,", "only one register can be the billing one"},
                    Bad{"voltage_a,3,0x0001,uint16,V,1,,,", "registers overlap with energy_forward"},
                    Bad{"voltage_a,3,0x0010,uint16,V,1,,", "has 8 fields instead of 9"},
                    Bad{"voltage_a,3,0x0010,uint16,V,1,,,\"open", "quote not closed"}));

TEST(RegisterMap, SaysWhatIsWrongOfAFileThatIsNoText) {
  const std::string said = refusal(kHeader + std::string("voltage_a,3,0x0010,uint16,V\0,1,,,\n", 34));
  EXPECT_THAT(said, HasSubstr("own.csv:2: "));
  EXPECT_THAT(said, HasSubstr("NUL byte"));
}

TEST(RegisterMap, RefusesUnknownDoubleAndMissingColumns) {
  EXPECT_THAT(refusal("quantity,colour\n"), HasSubstr("own.csv:1: "));
  EXPECT_THAT(refusal("quantity,colour\n"), HasSubstr("unknown column \"colour\""));
  EXPECT_THAT(refusal("quantity,quantity\n"), HasSubstr("column given twice: quantity"));
  EXPECT_THAT(refusal("quantity,unit\n"), HasSubstr("column missing: function_code"));
}

TEST(RegisterMap, RefusesAMapWithoutBillingRegister) {
  EXPECT_THAT(refusal(kHeader + "voltage_a,3,0x0,uint16,V,1,,,\n"), HasSubstr("no billing register"));
  EXPECT_THAT(refusal(""), HasSubstr("no billing register"));
}

TEST(RegisterMap, SameAddressUnderOtherFunctionIsAnotherRegister) {
  EXPECT_EQ(map_of("energy_forward,3,0x0000,uint32,kWh,1,,yes,\nvoltage_a,4,0x0000,uint16,V,1,,,\n").entries.size(),
            2U);
}

TEST(RegisterMap, AllBuiltInMapsLoad) {
  std::vector<std::string> names;
  for (const BuiltInMap& map : built_in_maps()) {
    EXPECT_NO_THROW(load_register_map(std::string(map.name))) << map.name;
    names.emplace_back(map.name);
  }
  EXPECT_THAT(names, testing::IsSupersetOf({"eastron-sdm630", "chint-dtsu666", "schneider-iem3000", "acrel-dtsd1352"}));
}

TEST(RegisterMap, UnknownNameListsTheBuiltInOnes) {
  try {
    load_register_map("sdm");
    FAIL();
  } catch (const MapRefused& refused) {
    EXPECT_THAT(refused.what(), HasSubstr("eastron-sdm630"));
  }
  EXPECT_THROW(load_register_map("/no/such/map.csv"), MapRefused);
}

TEST(RegisterMap, ANewMeterIsANewFile) {
  const auto file = std::filesystem::path(testing::TempDir()) / "own-meter.csv";
  std::ofstream(file) << kHeader << "energy_total,3,0x0100,uint32-swapped,Wh,10,,yes,\n";
  const auto map = load_register_map(file.string());
  EXPECT_EQ(map.name, "own-meter");
  std::filesystem::remove(file);
}

// The engineers' list of registers: every one of them stands in a map with address, function and scale.
TEST(RegisterMap, BuiltInMapsAgreeWithTheCollectedRegisters) {
  const std::filesystem::path file =
      std::filesystem::path(QUAYWATT_SOURCE_DIR) / "../shared/data/meters/modbus_register_maps.csv";
  if (!std::filesystem::exists(file)) GTEST_SKIP() << "no " << file;
  const std::vector<std::pair<std::string, std::string>> names{{"Eastron SDM630", "eastron-sdm630"},
                                                               {"Chint DTSU666", "chint-dtsu666"},
                                                               {"Schneider iEM3x5x", "schneider-iem3000"},
                                                               {"Acrel DTSD1352", "acrel-dtsd1352"},
                                                               {"Acrel DDSY1352 (1-phase prepaid)", "acrel-ddsy1352"}};
  std::ifstream rows(file);
  std::string row;
  std::getline(rows, row);
  int compared = 0;
  while (std::getline(rows, row)) {
    const auto fields = split_csv_line(row);
    ASSERT_TRUE(fields && fields->size() == 9) << row;
    const auto name = std::find_if(names.begin(), names.end(), [&](const auto& n) { return n.first == (*fields)[0]; });
    ASSERT_NE(name, names.end()) << row;
    const auto map = load_register_map(name->second);
    const auto address = std::stoi((*fields)[5]);
    const auto entry =
        std::find_if(map.entries.begin(), map.entries.end(), [&](const auto& e) { return e.address == address; });
    ASSERT_NE(entry, map.entries.end()) << row;
    EXPECT_EQ(entry->function, std::stoi((*fields)[1])) << row;
    EXPECT_EQ(entry->unit, (*fields)[6]) << row;
    EXPECT_EQ(entry->scale, domain::parse_decimal((*fields)[7])) << row;
    EXPECT_EQ(entry->type == RegisterType::float32, (*fields)[2].starts_with("float32")) << row;
    const bool secondary = (*fields)[2].find("secondary") != std::string::npos &&
                           entry->quantity->kind != QuantityKind::frequency &&
                           entry->quantity->kind != QuantityKind::power_factor;
    EXPECT_EQ(entry->ratio != RegisterRatio::none, secondary) << row;
    ++compared;
  }
  EXPECT_GE(compared, 50);
}

TEST(RegisterBlocks, JoinWhatLiesSideBySideAndNothingElse) {
  const auto blocks = plan_blocks(map_of("energy_forward,3,0x0010,uint32,kWh,1,,yes,\n"
                                         "voltage_a,3,0x0000,uint16,V,1,,,\nvoltage_b,3,0x0001,uint16,V,1,,,\n"
                                         "voltage_c,3,0x0003,uint16,V,1,,,\nfrequency,4,0x0004,uint16,Hz,1,,,\n"));
  ASSERT_EQ(blocks.size(), 4U);
  EXPECT_TRUE(blocks[0].billing()) << "the billing register is asked first";
  EXPECT_EQ(blocks[0].address, 0x10);
  EXPECT_EQ(blocks[0].count, 2);
  EXPECT_EQ(blocks[1].address, 0);
  EXPECT_EQ(blocks[1].count, 2);
  EXPECT_EQ(blocks[2].address, 3);
  EXPECT_EQ(blocks[3].function, 4);
}

TEST(RegisterBlocks, FewRequestsForTheCommonMeters) {
  EXPECT_EQ(plan_blocks(load_register_map("eastron-sdm630")).size(), 6U);
  EXPECT_EQ(plan_blocks(load_register_map("acrel-dtsd1352")).size(), 1U);
  for (const BuiltInMap& map : built_in_maps()) {
    for (const RegisterBlock& block : plan_blocks(load_register_map(std::string(map.name)))) {
      EXPECT_LE(block.count, kMaxRegistersPerRequest);
    }
  }
}

MapEntry entry(RegisterType type, const char* scale = "1", bool low_word_first = false) {
  MapEntry entry;
  entry.quantity = find_quantity("energy_forward");
  entry.type = type;
  entry.scale = *domain::parse_decimal(scale);
  entry.low_word_first = low_word_first;
  entry.unit = "kWh";
  entry.billing = true;
  return entry;
}

std::string figure(const MapEntry& entry, std::vector<std::uint16_t> words) {
  const auto decoded = decode_registers(entry, words);
  return decoded ? domain::format_decimal(decoded->figure) : "none";
}

TEST(RegisterFigure, EveryTypeInBothWordOrders) {
  EXPECT_EQ(figure(entry(RegisterType::uint16), {0xFFFF}), "65535");
  EXPECT_EQ(figure(entry(RegisterType::int16), {0xFFFF}), "-1");
  EXPECT_EQ(figure(entry(RegisterType::uint32), {0x0001, 0x0002}), "65538");
  EXPECT_EQ(figure(entry(RegisterType::uint32, "1", true), {0x0002, 0x0001}), "65538");
  EXPECT_EQ(figure(entry(RegisterType::uint32), {0xFFFF, 0xFFFF}), "4294967295");
  EXPECT_EQ(figure(entry(RegisterType::int32), {0xFFFF, 0xFFFE}), "-2");
  EXPECT_EQ(figure(entry(RegisterType::int64), {0, 0, 1, 2}), "65538");
  EXPECT_EQ(figure(entry(RegisterType::int64), {0xFFFF, 0xFFFF, 0xFFFF, 0xFFFF}), "-1");
  EXPECT_EQ(figure(entry(RegisterType::uint64, "1", true), {4, 3, 2, 1}), "281483566841860");
  EXPECT_EQ(figure(entry(RegisterType::uint64), {0x8000, 0, 0, 0}), "none");
  EXPECT_EQ(figure(entry(RegisterType::float32), {0x4366, 0x3333}), "230.2");
  EXPECT_EQ(figure(entry(RegisterType::float32, "1", true), {0x3333, 0x4366}), "230.2");
  EXPECT_EQ(figure(entry(RegisterType::float32), {0x7FC0, 0}), "none");
  EXPECT_EQ(figure(entry(RegisterType::float32), {0x7F80, 0}), "none");
}

TEST(RegisterFigure, ScaleIsExact) {
  EXPECT_EQ(figure(entry(RegisterType::uint32, "0.01"), {0, 12345}), "123.45");
  EXPECT_EQ(figure(entry(RegisterType::uint32, "10"), {0, 5}), "50");
  EXPECT_EQ(figure(entry(RegisterType::int64, "100000000000000000"), {0, 0, 0, 100}), "none");
}

domain::EnergyRegister energy(const MapEntry& entry, std::vector<std::uint16_t> words, TransformerRatios ratios = {}) {
  const auto values = register_values({{entry, *decode_registers(entry, words)}}, ratios);
  return values ? values->energy_forward : domain::EnergyRegister{};
}

std::vector<std::uint16_t> float_words(float number) {
  const auto bits = std::bit_cast<std::uint32_t>(number);
  return {static_cast<std::uint16_t>(bits >> 16U), static_cast<std::uint16_t>(bits & 0xFFFFU)};
}

TEST(RegisterFigure, M16_EnergyOfAFloatHasTheResolutionTheFloatHas) {
  const auto small = energy(entry(RegisterType::float32), float_words(12.345F));
  EXPECT_EQ(small.value.value, 12'345);
  EXPECT_EQ(small.resolution.value, 1);
  EXPECT_EQ(small.text, "12.345");
  const auto large = energy(entry(RegisterType::float32), float_words(123456.78F));
  EXPECT_EQ(large.text, "123456.78");
  EXPECT_EQ(large.value.value, 123'456'780);
  EXPECT_EQ(large.resolution.value, 8) << "neighbouring floats lie 7.8 Wh apart";
}

TEST(RegisterFigure, RatiosMultiplySecondaryValuesOnly) {
  MapEntry secondary = entry(RegisterType::uint32, "0.01");
  secondary.ratio = RegisterRatio::pt_ct;
  const auto found = energy(secondary, {0, 12345}, {60, 10});
  EXPECT_EQ(found.value.value, 123'450 * 600);
  EXPECT_EQ(found.resolution.value, 6000);
  EXPECT_EQ(found.multiplier, 600);
  EXPECT_EQ(found.text, "123.45");
  EXPECT_EQ(energy(entry(RegisterType::uint32, "0.01"), {0, 12345}, {60, 10}).value.value, 123'450);
}

TEST(RegisterFigure, WithoutTheBillingRegisterThereIsNoReading) {
  MapEntry voltage = entry(RegisterType::uint16);
  voltage.quantity = find_quantity("voltage_a");
  voltage.unit = "V";
  voltage.billing = false;
  EXPECT_FALSE(register_values({{voltage, {{230, 0}, {1, 0}}}}, {}));
}

TEST(RegisterFigure, WhatNoLineCanHoldIsLeftOutAndTheEnergyStays) {
  MapEntry factor = entry(RegisterType::float32);
  factor.quantity = find_quantity("power_factor");
  factor.unit = "1";
  factor.billing = false;
  MapEntry voltage = factor;
  voltage.quantity = find_quantity("voltage_a");
  voltage.unit = "V";
  const RegisterFigure register_figure{{12345, -2}, {1, -2}};
  const auto values = register_values({{entry(RegisterType::uint32), register_figure},
                                       {factor, {{15, -1}, {1, -1}}},
                                       {voltage, {{1, 15}, {1, 15}}}}, {});
  ASSERT_TRUE(values);
  EXPECT_EQ(values->energy_forward.text, "123.45");
  EXPECT_EQ(values->power_factor_permille, std::nullopt) << "1.5 is no power factor";
  EXPECT_EQ(values->voltage_mv[0], std::nullopt) << "beyond 53 bits";
}

}  // namespace
}  // namespace quaywatt::agent
