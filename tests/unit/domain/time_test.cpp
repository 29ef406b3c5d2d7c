// Instants, dates and the Shanghai calendar: what is read, what is refused, and the summers that had another offset.
#include <gtest/gtest.h>

#include "domain/time/instant.h"
#include "domain/time/shanghai.h"
#include "domain/units.h"

namespace quaywatt::domain {
namespace {

using namespace std::chrono_literals;

Instant instant(std::string_view text) {
  const auto parsed = parse_instant(text);
  EXPECT_TRUE(parsed) << text;
  return parsed.value_or(Instant{});
}

TEST(Instant, ReadsOffsetsAsTheSamePointInTime) {
  EXPECT_EQ(instant("2024-09-10T08:00:00.000+08:00"), instant("2024-09-10T00:00:00Z"));
  EXPECT_EQ(instant("2024-09-10T00:00:00-05:30"), instant("2024-09-10T05:30:00Z"));
}

TEST(Instant, C6_KeepsMillisecondsAndCutsFinerDigits) {
  EXPECT_EQ(instant("2024-09-10T09:59:59.999Z") - instant("2024-09-10T08:00:00Z"), 2h - 1ms);
  EXPECT_EQ(instant("2024-09-10T10:00:00.0019Z") - instant("2024-09-10T08:00:00Z"), 2h + 1ms);
  EXPECT_EQ(instant("2024-09-10T10:00:00.5Z") - instant("2024-09-10T10:00:00Z"), 500ms);
}

TEST(Instant, C5_RefusesLocalTimeWithoutZone) { EXPECT_FALSE(parse_instant("2024-09-10T08:00:00.000")); }

TEST(Instant, C4_ReadsALeapSecondAsTheFollowingMidnight) {
  EXPECT_EQ(instant("2016-12-31T23:59:60Z"), instant("2017-01-01T00:00:00Z"));
}

TEST(Instant, RefusesWhatNoClockShows) {
  for (const char* text : {"", "2024-09-10", "2024-02-30T00:00:00Z", "2023-02-29T00:00:00Z", "2024-13-01T00:00:00Z",
                           "2024-09-10T24:00:00Z", "2024-09-10T23:60:00Z", "2024-09-10T23:58:60Z",
                           "2024-09-10T23:59:61Z", "2024-09-10 08:00:00Z", "2024-09-10T08:00:00.Z",
                           "2024-09-10T08:00:00.0123456789Z", "2024-09-10T08:00:00Z ", "2024-09-10T08:00:00+8:00",
                           "2024-09-10T08:00:00+24:00", "2024-09-10T08:00:00+08:60", "2024-09-10T08:00:00+0800",
                           "2024-9-10T08:00:00Z", "2024/09/10T08:00:00Z", "20a4-09-10T08:00:00Z",
                           "2024-09-10T08-00:00Z", "2024-09-10T08:00-00Z", "2024-09-1xT08:00:00Z", "2024-09"}) {
    EXPECT_FALSE(parse_instant(text)) << text;
  }
}

TEST(Instant, FormatsWhatItReads) {
  EXPECT_EQ(format_instant(instant("2024-02-29T23:59:59.007Z")), "2024-02-29T23:59:59.007Z");
  EXPECT_EQ(format_instant(instant("1969-12-31T23:59:59.999Z")), "1969-12-31T23:59:59.999Z");
}

TEST(Date, ReadsRealDatesOnly) {
  EXPECT_EQ(format_date(parse_date("2024-02-29").value()), "2024-02-29");
  for (const char* text : {"2023-02-29", "2024-00-10", "2024-04-31", "2024-4-30", "2024-04-30T", "", "abcd-ef-gh"}) {
    EXPECT_FALSE(parse_date(text)) << text;
  }
}

TEST(Shanghai, C10_TheDayTurnsAtSixteenUtcButAtFifteenInTheSummersOf1986To1991) {
  EXPECT_EQ(format_date(shanghai_date(instant("2024-09-10T15:59:59.999Z"))), "2024-09-10");
  EXPECT_EQ(format_date(shanghai_date(instant("2024-09-10T16:00:00Z"))), "2024-09-11");
  EXPECT_EQ(format_date(shanghai_date(instant("1988-07-01T15:00:00Z"))), "1988-07-02");
}

/// The edges of all six summers as the tz database has them (zone Asia/Shanghai).
TEST(Shanghai, C10_SummerTimeBeginsAndEndsAsInTheTzDatabase) {
  const std::pair<const char*, const char*> summers[] = {
      {"1986-05-03T18:00:00Z", "1986-09-13T17:00:00Z"}, {"1987-04-11T18:00:00Z", "1987-09-12T17:00:00Z"},
      {"1988-04-16T18:00:00Z", "1988-09-10T17:00:00Z"}, {"1989-04-15T18:00:00Z", "1989-09-16T17:00:00Z"},
      {"1990-04-14T18:00:00Z", "1990-09-15T17:00:00Z"}, {"1991-04-13T18:00:00Z", "1991-09-14T17:00:00Z"}};
  for (const auto& [from, to] : summers) {
    EXPECT_EQ(shanghai_offset(instant(from) - 1ms), 8h) << from;
    EXPECT_EQ(shanghai_offset(instant(from)), 9h) << from;
    EXPECT_EQ(shanghai_offset(instant(to) - 1ms), 9h) << to;
    EXPECT_EQ(shanghai_offset(instant(to)), 8h) << to;
  }
}

TEST(Shanghai, MidnightIsTheFirstInstantOfItsDate) {
  for (const char* text : {"1986-05-04", "1986-05-05", "1986-09-14", "1986-09-15", "1991-09-15", "2020-01-01",
                           "2024-02-29", "2025-12-31"}) {
    const Date date = parse_date(text).value();
    EXPECT_EQ(shanghai_date(shanghai_midnight(date)), date) << text;
    EXPECT_NE(shanghai_date(shanghai_midnight(date) - 1ms), date) << text;
  }
}

TEST(Shanghai, FormatsForPeople) {
  EXPECT_EQ(format_shanghai(instant("2024-12-31T16:05:09Z")), "2025-01-01 00:05:09");
}

TEST(Units, AddSubtractAndCompareWithTheirOwnKind) {
  WattHours energy{500};
  energy += WattHours{700};
  energy -= WattHours{200};
  EXPECT_EQ(energy, WattHours{1000});
  EXPECT_EQ(energy + WattHours{1}, WattHours{1001});
  EXPECT_LT(energy - WattHours{1}, energy);
}

}  // namespace
}  // namespace quaywatt::domain
