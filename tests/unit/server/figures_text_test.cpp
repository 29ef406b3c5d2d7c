// Tables for a terminal with Chinese words in them, and quantities from whole numbers.

#include <gtest/gtest.h>

#include <set>
#include <sstream>

#include "domain/rules/names.h"
#include "server/cli/quantity_text.h"
#include "server/cli/text_table.h"
#include "server/cli/verdict_words.h"

namespace quaywatt::server {
namespace {

using domain::Millis;
using domain::WattHours;

TEST(DisplayWidth, CountsAChineseCharacterTwice) {
  EXPECT_EQ(display_width(""), 0u);
  EXPECT_EQ(display_width("JY-1"), 4u);
  EXPECT_EQ(display_width("苏锡货1098"), 10u);
  EXPECT_EQ(display_width("苏𬭎货"), 6u) << "an ideograph beyond the first plane";
  EXPECT_EQ(display_width("（ＡＢ）"), 8u);
  EXPECT_EQ(display_width("± – é"), 5u);
  EXPECT_EQ(display_width("e\u0301"), 1u) << "an accent on top";
  EXPECT_EQ(display_width("🚢"), 2u);
  EXPECT_EQ(display_width("\xE8\x8B"), 2u) << "broken bytes count one each";
}

TEST(TerminalSafe, O6_TakesTheTeethOutOfNames) {
  EXPECT_EQ(terminal_safe("苏锡货1098"), "苏锡货1098");
  EXPECT_EQ(terminal_safe("a\x1b[31mb"), "a\uFFFD[31mb");
  EXPECT_EQ(terminal_safe("a\nb\tc"), "a\uFFFDb\uFFFDc");
  EXPECT_EQ(terminal_safe("a\u202Eb"), "a\uFFFDb") << "turned writing";
  EXPECT_EQ(terminal_safe("\xFF"), "\uFFFD");
  EXPECT_EQ(terminal_safe("\xE8\x8B"), "\uFFFD\uFFFD");
  EXPECT_EQ(terminal_safe("\xF4\x90"), "\uFFFD\uFFFD");
}

TEST(TextTable, AlignsWideAndNarrowCells) {
  TextTable table({{"船舶"}, {"kWh", TextTable::Align::right}, {"研判"}});
  table.add({"苏锡货1098", "20.000", "已接用"});
  table.add({"A", "7.5", ""});
  std::ostringstream out;
  table.print(out);
  EXPECT_EQ(out.str(),
            "船舶           kWh  研判\n"
            "苏锡货1098  20.000  已接用\n"
            "A              7.5\n");
}

TEST(QuantityText, IsExact) {
  EXPECT_EQ(kwh_text(WattHours{0}), "0.000");
  EXPECT_EQ(kwh_text(WattHours{20'005}), "20.005");
  EXPECT_EQ(kwh_text(WattHours{-1'005}), "-1.005");
  EXPECT_EQ(kwh_text(WattHours{9'223'372'036'854'775'807}), "9223372036854775.807");
  EXPECT_EQ(minutes_text(Millis{7'200'000}), "120.0");
  EXPECT_EQ(minutes_text(Millis{7'199'999}), "119.9") << "within the threshold never prints as beyond it";
  EXPECT_EQ(hours_text(3'600'000), "1.0");
  EXPECT_EQ(hours_text(5'580'000), "1.6") << "1.55";
  EXPECT_EQ(percent_text(3'333), "33.33%");
  EXPECT_EQ(percent_text(10'000), "100.00%");
  EXPECT_EQ(percent_text(5), "0.05%");
  EXPECT_EQ(percent_text(std::nullopt), "-");
}

template <typename Enum, typename Word>
void every_value_has_its_own_word(Word word) {
  std::set<std::string_view> words;
  for (const auto& named : domain::names_of<Enum>()) words.insert(word(named.value));
  EXPECT_EQ(words.size(), domain::names_of<Enum>().size());
  EXPECT_FALSE(words.contains(""));
}

TEST(VerdictWords, AreThereForEveryValue) {
  every_value_has_its_own_word<domain::Outcome>(outcome_zh);
  every_value_has_its_own_word<domain::Finding>(finding_zh);
  every_value_has_its_own_word<domain::VesselType>(vessel_type_zh);
}

}  // namespace
}  // namespace quaywatt::server
