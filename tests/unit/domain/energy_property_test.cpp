// Sessions drawn at random from a believable meter: it delivers at most its rated power, rolls over, is exchanged on
// record, is read with gaps and restarts. What the readings add up to is counted beside it in wide integers.

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "domain/energy/session_energy.h"

namespace quaywatt::domain {
namespace {

__extension__ typedef __int128 Wide;  // the oracle of fault M17

struct DrawnSession {
  std::vector<RegisterPoint> points;
  std::vector<MeterTraits> meters;
  Wide truth = 0;
};

constexpr std::int64_t kEndWh = 10'000'000;  // four digits

/// A meter of 15 kW, turning over at 10 000 kWh, started near its end half of the time.
DrawnSession drawn_session(bool long_year = false) {
  DrawnSession session;
  session.meters.push_back({"M0", 4, WattHours{1}, Watts{15'000}, 1});
  std::int64_t value = *rc::gen::inRange<std::int64_t>(0, 2) ? kEndWh - *rc::gen::inRange<std::int64_t>(1, 9'000)
                                                             : *rc::gen::inRange<std::int64_t>(0, kEndWh);
  Instant at{Millis{1'700'000'000'000}};
  Millis mono{5};
  int boot = 0;
  const auto note = [&] {
    session.points.push_back({session.meters.back().meter, at, "b" + std::to_string(boot), mono, WattHours{value}});
  };
  note();
  const int steps = long_year ? 400 : *rc::gen::inRange(1, 60);
  for (int i = 0; i < steps; ++i) {
    const std::int64_t seconds = *rc::gen::inRange<std::int64_t>(1, 3'600);
    const std::int64_t delivered = *rc::gen::inRange<std::int64_t>(0, seconds * 15'000 / 3'600 + 1);
    at += Millis{seconds * 1000};
    mono += Millis{seconds * 1000};
    if (*rc::gen::inRange(0, 20) == 0) {
      ++boot;
      mono = Millis{0};
    }
    value = (value + delivered) % kEndWh;
    session.truth += delivered;
    note();
    if (*rc::gen::inRange(0, 25) == 0) {
      session.meters.push_back({"M" + std::to_string(session.meters.size()), 4, WattHours{1}, Watts{15'000}, 1});
      value = *rc::gen::inRange<std::int64_t>(0, kEndWh);
      note();
    }
  }
  return session;
}

std::vector<RegisterPoint> part(const DrawnSession& session, std::size_t from, std::size_t to) {
  using Offset = std::vector<RegisterPoint>::difference_type;
  return {session.points.begin() + static_cast<Offset>(from), session.points.begin() + static_cast<Offset>(to)};
}

TEST(SessionEnergyProperty, M17_EqualsWhatTheMeterDeliveredToTheWattHour) {
  EXPECT_TRUE(rc::check([] {
    const auto session = drawn_session();
    const auto energy = session_energy(session.points, session.meters, true);
    RC_ASSERT(Wide{energy.energy.value} == session.truth);
    for (const auto note : energy.notes) RC_ASSERT(!needs_review(note));
  }));
}

TEST(SessionEnergyProperty, M17_DoesNotDriftOverThousandsOfSteps) {
  const auto once = [] {
    const auto session = drawn_session(true);
    RC_ASSERT(Wide{session_energy(session.points, session.meters, true).energy.value} == session.truth);
  };
  EXPECT_TRUE(rc::check(once));
}

TEST(SessionEnergyProperty, SplittingTheReadingsInTwoNeverChangesTheEnergyOrTheTime) {
  EXPECT_TRUE(rc::check([] {
    const auto session = drawn_session();
    const auto cut = *rc::gen::inRange<std::size_t>(0, session.points.size());
    const auto whole = session_energy(session.points, session.meters, true);
    const auto first = session_energy(part(session, 0, cut + 1), session.meters, true);
    const auto second = session_energy(part(session, cut, session.points.size()), session.meters, true);
    RC_ASSERT(first.energy + second.energy == whole.energy);
    RC_ASSERT(first.connected_ms + second.connected_ms == whole.connected_ms);
  }));
}

TEST(SessionEnergyProperty, M2_WhateverTheReadingsTheEnergyIsWithinWhatThePointCanDeliver) {
  EXPECT_TRUE(rc::check([] {
    std::vector<RegisterPoint> points;
    Millis mono{0};
    const auto count = *rc::gen::inRange(0, 30);
    for (int i = 0; i < count; ++i) {
      points.push_back({*rc::gen::inRange(0, 8) ? "M0" : "M1", Instant{mono}, "b", mono,
                        WattHours{*rc::gen::inRange<std::int64_t>(0, 20'000'000)}});
      mono += Millis{*rc::gen::inRange(0, 3'600'000)};
    }
    const MeterTraits traits{"M0", 4, WattHours{10}, Watts{15'000}, 1};
    MeterTraits other = traits;
    other.meter = "M1";
    const auto energy = session_energy(points, {traits, other}, true);
    const std::int64_t most = mono.count() * 18'000 / 3'600'000 + count * 40;
    RC_ASSERT(energy.energy.value >= 0);
    RC_ASSERT(energy.energy.value <= most);
  }));
}

}  // namespace
}  // namespace quaywatt::domain
