// What frames mean: figures with their digits, signs, blocks, refusals, and what cannot be read.

#include "berth-agent/meter/dlt645_decoder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "berth-agent/meter/dlt645_reading.h"
#include "tests/unit/meter/dlt645_bytes.h"
#include "tests/unit/meter/testing_words.h"

namespace quaywatt::agent::dlt645 {
namespace {

using testing::HasSubstr;

struct Figure {
  const char* payload;
  const char* text;
  const char* unit;
  const char* zh;
};

void PrintTo(const Figure& shown, std::ostream* out) { *out << testing_words(shown.payload); }

class Dlt645Figure : public testing::TestWithParam<Figure> {};

TEST_P(Dlt645Figure, HasItsDigitsAndUnit) {
  const Meaning meaning = understood(answer(0x91, GetParam().payload));
  ASSERT_EQ(meaning.items.size(), 1U);
  EXPECT_EQ(meaning.items[0].text, GetParam().text);
  EXPECT_EQ(meaning.unit, GetParam().unit);
  EXPECT_FALSE(meaning.block);
  EXPECT_THAT(meaning.zh, HasSubstr(GetParam().zh));
}

INSTANTIATE_TEST_SUITE_P(
    EveryKind, Dlt645Figure,
    testing::Values(
        Figure{"00 00 01 00  26 00 00 00", "0.26", "kWh", "正向有功总电能 0.26 kWh"},
        Figure{"00 00 02 00  26 01 00 00", "1.26", "kWh", "反向有功总电能"},
        Figure{"00 00 03 00  26 00 01 00", "100.26", "kvarh", "组合无功1总电能"},
        Figure{"00 00 04 00  23 00 01 00", "100.23", "kvarh", "组合无功2总电能"},
        Figure{"00 00 01 00  99 99 99 99", "999999.99", "kWh", "正向有功总电能"},
        Figure{"00 01 01 00  00 01 00 00", "1.00", "kWh", "正向有功费率1电能"},
        Figure{"00 3F 01 00  00 01 00 00", "1.00", "kWh", "正向有功费率63电能"},
        Figure{"01 00 01 00  00 01 00 00", "1.00", "kWh", "上1结算日正向有功总电能"},
        Figure{"00 00 05 00  00 01 00 00", "1.00", "kvarh", "第一象限无功总电能"},
        Figure{"00 00 09 00  00 01 00 00", "1.00", "kVAh", "正向视在总电能"},
        Figure{"00 00 15 00  00 01 00 00", "1.00", "kWh", "A相正向有功电能"},
        Figure{"00 00 3E 00  00 01 00 00", "1.00", "kWh", "C相反向有功电能"},
        // the top bit is a sign in combined energies …
        Figure{"00 00 00 00  50 00 00 80", "-0.50", "kWh", "组合有功总电能 -0.50 kWh"},
        Figure{"00 00 03 00  45 23 01 80", "-123.45", "kvarh", "组合无功1总电能"},
        Figure{"00 00 00 00  00 00 00 80", "0.00", "kWh", "组合有功总电能"},
        // … and a figure in the others
        Figure{"00 00 01 00  00 00 00 80", "800000.00", "kWh", "正向有功总电能"},
        Figure{"00 01 01 02  01 10", "100.1", "V", "A相电压"},
        Figure{"00 02 01 02  97 22", "229.7", "V", "B相电压"},
        Figure{"00 03 01 02  00 00", "0.0", "V", "C相电压"},
        Figure{"00 01 02 02  34 12 00", "1.234", "A", "A相电流"},
        Figure{"00 02 02 02  00 10 80", "-1.000", "A", "B相电流"},
        Figure{"00 00 03 02  00 50 01", "1.5000", "kW", "瞬时总有功功率"},
        Figure{"00 03 03 02  01 00 80", "-0.0001", "kW", "瞬时C相有功功率"},
        Figure{"00 00 04 02  00 00 81", "-1.0000", "kvar", "瞬时总无功功率"},
        Figure{"00 00 05 02  34 12 00", "0.1234", "kVA", "瞬时总视在功率"},
        Figure{"00 00 06 02  00 10", "1.000", "1", "总功率因数 1.000"},
        Figure{"00 01 06 02  50 89", "-0.950", "1", "A相功率因数"},
        Figure{"00 01 07 02  00 12", "120.0", "°", "A相相角"},
        Figure{"02 00 80 02  99 49", "49.99", "Hz", "电网频率"},
        Figure{"07 00 80 02  05 82", "-20.5", "°C", "表内温度"},
        Figure{"06 03 00 04  60 00 00", "60", "1", "电流互感器变比"}));

TEST(Dlt645Meaning, IdentifiersAndDatesAreDigitsNotNumbers) {
  const Meaning address = understood(answer(0x91, "01 04 00 04  61 01 00 00 00 00"));
  EXPECT_EQ(address.items[0].text, "000000000161");
  EXPECT_FALSE(address.items[0].number);
  EXPECT_THAT(address.zh, HasSubstr("通信地址 000000000161"));
  EXPECT_THAT(understood(answer(0x91, "02 04 00 04  43 10 00 11 34 00")).zh, HasSubstr("表号 003411001043"));
  EXPECT_THAT(understood(answer(0x91, "01 01 00 04  02 10 09 24")).zh, HasSubstr("24091002"));
}

TEST(Dlt645Meaning, LettersComeLastFirst) {
  const Meaning model = understood(answer(0x91, "0B 04 00 04  32 35 33 31 59 53 54 44 00 00"));
  EXPECT_EQ(model.items[0].text, "DTSY1352");
}

TEST(Dlt645Meaning, TariffBlockHasTotalAndTariffs) {
  const Meaning meaning = understood(answer(0x91, "00 FF 01 00  00 01 00 00  26 00 00 00  74 00 00 00"));
  ASSERT_TRUE(meaning.block);
  ASSERT_EQ(meaning.items.size(), 3U);
  EXPECT_EQ(meaning.items[0].text, "1.00");
  EXPECT_EQ(meaning.items[2].text, "0.74");
  EXPECT_EQ(meaning.zh, "正向有功电能数据块：总 1.00 kWh，费率1 0.26 kWh，费率2 0.74 kWh");
  EXPECT_EQ(meaning.en, "forward active energy block: total 1.00 kWh, tariff 1 0.26 kWh, tariff 2 0.74 kWh");
}

TEST(Dlt645Meaning, PhaseBlocksNameThePhases) {
  const Meaning voltages = understood(answer(0x91, "00 FF 01 02  97 22  01 23  FF FF"));
  ASSERT_EQ(voltages.items.size(), 3U);
  EXPECT_EQ(voltages.items[1].text, "230.1");
  EXPECT_FALSE(voltages.items[2].number) << "a phase the meter lacks is all FFH";
  EXPECT_THAT(voltages.zh, HasSubstr("A相 229.7 V，B相 230.1 V，C相 —"));
  const Meaning powers = understood(answer(0x91, "00 FF 03 02  00 00 03  00 00 01  00 00 01  00 00 01"));
  ASSERT_EQ(powers.items.size(), 4U);
  EXPECT_THAT(powers.zh, HasSubstr("总 3.0000 kW，A相 1.0000 kW"));
}

TEST(Dlt645Meaning, SettlementBlockNamesTheDays) {
  const Meaning meaning = understood(answer(0x91, "FF 00 01 00  00 01 00 00  50 00 00 00"));
  ASSERT_EQ(meaning.items.size(), 2U);
  EXPECT_THAT(meaning.zh, HasSubstr("当前 1.00 kWh，上1结算日 0.50 kWh"));
}

TEST(Dlt645Meaning, DemandCarriesItsTime) {
  const Meaning meaning = understood(answer(0x91, "00 00 01 01  00 50 01  15 08 10 09 24"));
  EXPECT_EQ(meaning.items[0].text, "1.5000");
  EXPECT_THAT(meaning.zh, HasSubstr("正向有功总最大需量 1.5000 kW (2024-09-10 08:15)"));
}

TEST(Dlt645Meaning, RequestsSayWhatIsAskedFor) {
  const Meaning meaning = understood(answer(0x11, "00 00 01 00"));
  EXPECT_EQ(meaning.identifier, 0x00010000U);
  EXPECT_TRUE(meaning.items.empty());
  EXPECT_EQ(meaning.zh, "读正向有功总电能 (00010000)");
  EXPECT_EQ(meaning.en, "read forward active energy total (00010000)");
  EXPECT_THAT(understood(answer(0x12, "00 FF 01 00 02")).zh, HasSubstr("后续帧 2"));
}

TEST(Dlt645Meaning, UnknownIdentifierKeepsTheRawBytes) {
  for (const char* payload : {"99 99 99 09 12 34", "00 40 01 00 12 34", "0D 00 01 00 12 34", "00 04 01 02 12 34",
                              "00 00 01 02 12 34", "FF FF 01 00 12 34", "00 01 15 00 12 34", "00 00 14 00 12 34"}) {
    const Meaning meaning = understood(answer(0x91, payload));
    EXPECT_TRUE(meaning.items.empty()) << payload;
    EXPECT_TRUE(meaning.unit.empty());
    EXPECT_THAT(meaning.en, HasSubstr("raw bytes 12 34"));
  }
}

TEST(Dlt645Meaning, AddressReadAndItsAnswerCarryNoIdentifier) {
  EXPECT_EQ(understood({kAnyAddress, 0x13, {}}).en, "read the communication address");
  const Meaning meaning = understood(answer(0x93, "61 01 00 00 00 00"));
  EXPECT_FALSE(meaning.identifier);
  EXPECT_EQ(meaning.zh, "通信地址 000000000161");
}

TEST(Dlt645Meaning, RefusalNamesEveryBitOfTheErrorByte) {
  EXPECT_EQ(understood(answer(0xD1, "02")).zh, "读数据被电表拒绝：无请求数据 (02)");
  EXPECT_EQ(understood(answer(0xD1, "02")).en, "read refused by the meter: no such value (02)");
  EXPECT_EQ(refusal_zh(0x7F), "其他错误、无请求数据、密码错或未授权、通信速率不能更改、年时区数超、日时段数超、费率数超 (7f)");
  EXPECT_EQ(refusal_en(0x00), "no reason given (00)");
  EXPECT_THAT(understood(answer(0xD4, "04")).en, HasSubstr("wrong password"));
}

TEST(Dlt645Meaning, MoreToFollowIsSaidAndABlockNeedNotEndThere) {
  const Meaning meaning = understood(answer(0xB1, "00 FF 01 00  00 01 00 00  26 00 00 00  74"));
  EXPECT_EQ(meaning.items.size(), 2U);
  EXPECT_THAT(meaning.zh, HasSubstr("后续还有数据"));
  const Meaning later = understood(answer(0x92, "00 FF 01 00  26 00 00 00  01"));
  EXPECT_TRUE(later.block);
  EXPECT_EQ(later.items[0].text, "0.26");
  EXPECT_THAT(later.en, HasSubstr("following frame 1"));
  EXPECT_THAT(understood(answer(0xB2, "00 FF 01 00  26 00  02")).en,
              HasSubstr("raw bytes 26 00 (following frame 2, more"));
}

TEST(Dlt645Meaning, OtherFunctionsAreNamedWithTheirBytes) {
  EXPECT_THAT(understood(answer(0x08, "00 15 08 10 09 24")).en, HasSubstr("broadcast of the time"));
  EXPECT_THAT(understood(answer(0x94, "")).en, HasSubstr("write: answered"));
  EXPECT_EQ(understood(answer(0x14, "01 01 00 04 00 00 00 00")).identifier, 0x04000101U);
  EXPECT_THAT(understood(answer(0x1F, "01")).zh, HasSubstr("未知功能"));
}

PayloadProblem refused(const Frame& frame) {
  auto meaning = meaning_of(frame);
  if (const auto* problem = std::get_if<PayloadProblem>(&meaning)) return *problem;
  ADD_FAILURE() << std::get<Meaning>(meaning).en;
  return {};
}

TEST(Dlt645Meaning, NoDecimalDigitsAreRefusedWithTheirPlace) {
  const auto problem = refused(answer(0x91, "00 00 01 00  26 00 0A 00"));
  EXPECT_EQ(problem.fault, PayloadProblem::Fault::no_decimal_digits);
  EXPECT_EQ(problem.offset, 6U);
  EXPECT_EQ(refused(answer(0x91, "00 00 01 00  FF FF FF FF")).offset, 4U);
  EXPECT_EQ(refused(answer(0x91, "00 FF 01 02  97 22  A1 23  01 23")).offset, 6U);
  EXPECT_EQ(refused(answer(0x91, "00 00 00 00  00 00 00 FA")).offset, 7U) << "7AH without its sign";
  EXPECT_EQ(refused(answer(0x91, "01 04 00 04  61 01 00 00 00 0F")).offset, 9U);
  EXPECT_EQ(refused(answer(0x91, "00 00 01 01  00 50 01  15 08 1A 09 24")).offset, 9U);
}

TEST(Dlt645Meaning, WrongLengthsAreRefused) {
  for (const char* payload : {"00 00 01 00", "00 00 01 00 26 00 00", "00 00 01 00 26 00 00 00 00", "00 00 01", "",
                              "00 FF 01 00", "00 FF 01 00 26 00 00", "00 FF 01 02 97 22 97 22 97 22 97 22"}) {
    EXPECT_EQ(refused(answer(0x91, payload)).fault, PayloadProblem::Fault::wrong_length) << payload;
  }
  EXPECT_EQ(refused(answer(0x11, "00 00 01")).fault, PayloadProblem::Fault::wrong_length);
  EXPECT_EQ(refused(answer(0x12, "00 00 01 00")).fault, PayloadProblem::Fault::wrong_length);
  EXPECT_EQ(refused(answer(0x93, "61 01")).fault, PayloadProblem::Fault::wrong_length);
  EXPECT_EQ(refused(answer(0x13, "61")).fault, PayloadProblem::Fault::wrong_length);
  EXPECT_EQ(refused(answer(0xD1, "")).fault, PayloadProblem::Fault::wrong_length);
  EXPECT_EQ(refused(answer(0xD1, "02 02")).fault, PayloadProblem::Fault::wrong_length);
  EXPECT_EQ(refused(answer(0x92, "00 FF 01 00")).fault, PayloadProblem::Fault::wrong_length);
}

TEST(Dlt645Reading, M16_FillsWholeUnitsAndKeepsTheText) {
  Answers answers;
  const auto put = [&](const char* payload) {
    const Meaning meaning = understood(answer(0x91, payload));
    answers[*meaning.identifier] = meaning;
  };
  put("00 00 01 00  30 12 00 00");
  put("00 00 02 00  01 00 00 00");
  put("00 FF 01 02  97 22  01 23  FF FF");
  put("00 FF 02 02  34 12 00  00 10 80  FF FF FF");
  put("00 00 03 02  56 34 12");
  put("00 00 06 02  50 09");
  put("02 00 80 02  99 49");
  const auto values = register_values(answers, {60, 1});
  ASSERT_TRUE(values);
  EXPECT_EQ(values->energy_forward.text, "12.30");
  EXPECT_EQ(values->energy_forward.value.value, 12'300 * 60);
  EXPECT_EQ(values->energy_forward.resolution.value, 600);
  EXPECT_EQ(values->energy_forward.multiplier, 60);
  EXPECT_EQ(values->energy_reverse->value.value, 600);
  EXPECT_EQ(values->voltage_mv[0], 229'700);
  EXPECT_EQ(values->voltage_mv[1], 230'100);
  EXPECT_FALSE(values->voltage_mv[2]);
  EXPECT_EQ(values->current_ma[0], 1234 * 60);
  EXPECT_EQ(values->current_ma[1], -1000 * 60);
  EXPECT_EQ(values->power_w, 740'736);
  EXPECT_EQ(values->power_factor_permille, 950);
  EXPECT_EQ(values->frequency_millihz, 49'990);
}

TEST(Dlt645Reading, WithoutForwardEnergyThereIsNone) {
  EXPECT_FALSE(register_values({}, {}));
}

}  // namespace
}  // namespace quaywatt::agent::dlt645
