// Figures of meters stay exact from the display to the watt-hour (faults M16, M17).

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <bit>
#include <charconv>
#include <cmath>
#include <limits>

#include "domain/meter/decimal.h"
#include "domain/meter/energy_register.h"
#include "domain/meter/unit.h"

namespace quaywatt::domain {
namespace {

TEST(Decimal, KeepsTheDigitsShown) {
  EXPECT_EQ(parse_decimal("12.30"), (Decimal{1230, -2}));
  EXPECT_EQ(parse_decimal("-0.05"), (Decimal{-5, -2}));
  EXPECT_EQ(parse_decimal("7"), (Decimal{7, 0}));
  EXPECT_EQ(parse_decimal("1.5e-05"), (Decimal{15, -6}));
  EXPECT_EQ(parse_decimal("2E+3"), (Decimal{2, 3}));
  EXPECT_EQ(parse_decimal("000123.40"), (Decimal{12340, -2}));
}

TEST(Decimal, RefusesWhatIsNoPlainNumber) {
  for (const char* text : {"", "-", ".5", "5.", "+5", " 5", "5 ", "1,5", "0x10", "NaN", "inf", "1e", "1e99", "--1",
                           "1.2.3", "1234567890123456789", "1e-19", "1e5x", "1e+-5"}) {
    EXPECT_EQ(parse_decimal(text), std::nullopt) << text;
  }
}

TEST(Decimal, IsPrintedWithoutExponent) {
  EXPECT_EQ(format_decimal({1230, -2}), "12.30");
  EXPECT_EQ(format_decimal({-5, -2}), "-0.05");
  EXPECT_EQ(format_decimal({12, 2}), "1200");
  EXPECT_EQ(format_decimal({0, -2}), "0.00");
  EXPECT_EQ(format_decimal({0, 3}), "0");
  EXPECT_EQ(format_decimal({std::numeric_limits<std::int64_t>::min(), 0}), "-9223372036854775808");
}

TEST(Decimal, RoundsHalfAwayFromZero) {
  EXPECT_EQ(rounded_to({1235, -2}, -1), 124);
  EXPECT_EQ(rounded_to({1234, -2}, -1), 123);
  EXPECT_EQ(rounded_to({-1235, -2}, -1), -124);
  EXPECT_EQ(rounded_to({-1234, -2}, -1), -123);
  EXPECT_EQ(rounded_to({5, 3}, 0), 5000);
  EXPECT_EQ(rounded_to({5, 18}, 0), 5'000'000'000'000'000'000);
  EXPECT_EQ(rounded_to({10, 18}, 0), std::nullopt);
  EXPECT_EQ(rounded_to({std::numeric_limits<std::int64_t>::max(), -30}, 0), 0);
  EXPECT_EQ(rounded_to({std::numeric_limits<std::int64_t>::min(), -18}, 0), -9);
}

TEST(Decimal, MultipliesExactlyOrNotAtAll) {
  EXPECT_EQ(multiply({1234, -2}, {60, 0}), (Decimal{74040, -2}));
  EXPECT_EQ(multiply({std::numeric_limits<std::int64_t>::max(), 0}, {2, 0}), std::nullopt);
}

TEST(Decimal, NamesASinglePrecisionNumberByItsShortestDecimal) {
  EXPECT_EQ(shortest_decimal(0.26F), (Decimal{26, -2}));
  EXPECT_EQ(shortest_decimal(12345.67F), (Decimal{1234567, -2}));
  EXPECT_EQ(shortest_decimal(-1500.0F), (Decimal{-1500, 0}));
  EXPECT_EQ(shortest_decimal(0.0F), (Decimal{0, 0}));
  EXPECT_EQ(shortest_decimal(std::numeric_limits<float>::denorm_min()), (Decimal{0, 0}));
  EXPECT_EQ(shortest_decimal(std::nanf("")), std::nullopt);
  EXPECT_EQ(shortest_decimal(std::numeric_limits<float>::infinity()), std::nullopt);
  EXPECT_EQ(shortest_decimal(std::numeric_limits<float>::max()), std::nullopt);
}

TEST(Decimal, EverySinglePrecisionNumberComesBackFromItsDecimal) {
  EXPECT_TRUE(rc::check([] {
    const auto number = std::bit_cast<float>(*rc::gen::inRange(std::bit_cast<std::uint32_t>(1e-6F),
                                                               std::bit_cast<std::uint32_t>(1e14F)));
    const auto decimal = shortest_decimal(number);
    RC_ASSERT(decimal.has_value());
    const std::string text = format_decimal(*decimal);
    float back = 0;
    std::from_chars(text.data(), text.data() + text.size(), back);
    RC_ASSERT(back == number);
  }));
}

TEST(Decimal, TextComesBackFromItsNumber) {
  EXPECT_TRUE(rc::check([] {
    const Decimal number{*rc::gen::inRange<std::int64_t>(-999'999'999'999, 999'999'999'999),
                         *rc::gen::inRange<std::int32_t>(-12, 1)};
    RC_ASSERT(parse_decimal(format_decimal(number)) == number);
  }));
}

TEST(EnergyRegister, M16_KeepsTheTextBesideTheWattHours) {
  const auto found = energy_register(*parse_decimal("12.30"), {1, -2}, "kWh", 1);
  ASSERT_TRUE(found);
  EXPECT_EQ(found->value.value, 12300);
  EXPECT_EQ(found->text, "12.30");
  EXPECT_EQ(found->unit, "kWh");
  EXPECT_EQ(found->resolution.value, 10);
}

TEST(EnergyRegister, RatiosMultiplyValueAndResolutionButNotTheText) {
  const auto found = energy_register(*parse_decimal("123.45"), {1, -2}, "kWh", 60);
  ASSERT_TRUE(found);
  EXPECT_EQ(found->value.value, 7'407'000);
  EXPECT_EQ(found->resolution.value, 600);
  EXPECT_EQ(found->text, "123.45");
  EXPECT_EQ(found->multiplier, 60);
}

TEST(EnergyRegister, AStepBelowAWattHourIsNeverCalledFiner) {
  EXPECT_EQ(energy_register({1, 0}, {1, -6}, "kWh", 1)->resolution.value, 1);
  EXPECT_EQ(energy_register({1, 0}, {9765625, -10}, "kWh", 1)->resolution.value, 1);  // 2^-10 kWh
  EXPECT_EQ(energy_register({1, 0}, {78125, -7}, "kWh", 1)->resolution.value, 8);     // 2^-7 kWh = 7.8125 Wh
  EXPECT_EQ(energy_register({1, 0}, {71, -4}, "kWh", 1)->resolution.value, 8);        // 7.1 Wh
}

TEST(EnergyRegister, RefusesWhatIsNoActiveEnergyAndWhatDoesNotFit) {
  EXPECT_FALSE(energy_register({1, 0}, {1, 0}, "kvarh", 1));
  EXPECT_FALSE(energy_register({1, 0}, {1, 0}, "furlong", 1));
  EXPECT_FALSE(energy_register({std::numeric_limits<std::int64_t>::max(), 0}, {1, 0}, "kWh", 1));
  EXPECT_TRUE(energy_register({kLargestRegisterValue, 0}, {1, 0}, "Wh", 1));
  EXPECT_FALSE(energy_register({kLargestRegisterValue + 1, 0}, {1, 0}, "Wh", 1)) << "no ledger line could hold it";
  EXPECT_FALSE(energy_register({-kLargestRegisterValue - 1, 0}, {1, 0}, "Wh", 1));
  EXPECT_FALSE(energy_register({1'234'567'890'123'456'789, -6}, {1, -6}, "Wh", 1)) << "19 digits: nobody could read it";
}

TEST(EnergyRegister, AFloatNearZeroHasATextThatCanBeReadBack_M16) {
  const auto tiny = energy_register({11'563'231, -22}, {1, -22}, "kWh", 1);
  ASSERT_TRUE(tiny);
  EXPECT_EQ(tiny->text, "0.000000000000001156");
  EXPECT_EQ(tiny->value.value, 0);
  EXPECT_EQ(energy_register({-5, -40}, {1, -40}, "kWh", 1)->text, "0.000000000000000000");
}

TEST(Unit, PowerFactorBeyondOneIsNone) {
  EXPECT_EQ(power_factor_permille({-1, 0}, "1"), -1000);
  EXPECT_EQ(power_factor_permille({998, -3}, "1"), 998);
  EXPECT_EQ(power_factor_permille({1001, -3}, "1"), std::nullopt);
  EXPECT_EQ(power_factor_permille({-15, -1}, "1"), std::nullopt);
}

}  // namespace
}  // namespace quaywatt::domain
