// The words of the rules' enumerations, and the terminal's reason codes.

#include <gtest/gtest.h>

#include <set>

#include "domain/rules/names.h"
#include "domain/rules/reason_code.h"

namespace quaywatt::domain {
namespace {

template <typename Enum>
void expect_names(std::size_t count, Enum last) {
  const auto names = names_of<Enum>();
  ASSERT_EQ(names.size(), count);
  std::set<std::string_view> words;
  for (std::size_t i = 0; i < count; ++i) {
    EXPECT_EQ(static_cast<std::size_t>(names[i].value), i) << "out of the order of declaration";
    EXPECT_EQ(parse_name<Enum>(names[i].name), names[i].value);
    EXPECT_EQ(name_of(names[i].value), names[i].name);
    words.insert(names[i].name);
  }
  EXPECT_EQ(words.size(), count);
  EXPECT_EQ(names.back().value, last);
}

TEST(Names, CoverEveryValueOnce) {
  expect_names(14, VesselType::other_liquid);
  expect_names(4, Navigation::sea);
  expect_names(3, Waters::coastal);
  expect_names(3, BerthKind::anchorage);
  expect_names(3, CargoClass::oil_gas_chemical);
  expect_names(6, Fuel::other);
  expect_names(6, AlternativeMeasure::after_treatment);
  expect_names(9, ImpedimentCause::other);
  expect_names(3, Duty::under_review);
  expect_names(15, Outcome::not_connected);
  expect_names(4, Responsible::nobody);
  expect_names(10, Finding::tonnage_unknown);
}

TEST(Names, ReadOnlyTheExactWord) {
  EXPECT_EQ(parse_name<VesselType>("dry_bulk"), VesselType::dry_bulk);
  EXPECT_FALSE(parse_name<VesselType>("Dry_bulk"));
  EXPECT_FALSE(parse_name<VesselType>("dry_bulk "));
  EXPECT_FALSE(parse_name<VesselType>(""));
}

TEST(Names, OfFindingsAreInAlphabeticalOrder) {
  const auto names = names_of<Finding>();
  for (std::size_t i = 1; i < names.size(); ++i) EXPECT_LT(names[i - 1].name, names[i].name);
}

TEST(ReasonCode, StandsForTheImpedimentOfTheRules) {
  using enum ImpedimentCause;
  EXPECT_EQ(impediment_of_reason_code("05"), terminal_fault);
  EXPECT_EQ(impediment_of_reason_code("06"), vessel_fault);
  EXPECT_EQ(impediment_of_reason_code("07"), severe_weather);
  EXPECT_EQ(impediment_of_reason_code("08"), emergency);
  EXPECT_EQ(impediment_of_reason_code("11"), crew_refusal);
  EXPECT_EQ(impediment_of_reason_code("12"), unattended);
  EXPECT_EQ(impediment_of_reason_code("13"), queue);
  EXPECT_EQ(impediment_of_reason_code("14"), other);
}

TEST(ReasonCode, OfFactsAlternativesAndShortStaysIsNoImpediment) {
  for (const char* code : {"01", "02", "03", "04", "09", "10", "15", "5", ""}) {
    EXPECT_FALSE(impediment_of_reason_code(code)) << code;
  }
}

}  // namespace
}  // namespace quaywatt::domain
