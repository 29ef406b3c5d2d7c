#pragma once
// Where the retrofit programme stands on a day: who is concerned, who is done, who left and why, who is overdue.
// It counts vessels registered in the city; usage counts vessels that call: the two are never divided by each other.

#include <array>
#include <string>
#include <vector>

#include "domain/retrofit/retrofit_state.h"
#include "domain/rules/retrofit_scope.h"

namespace quaywatt::domain {

/// One registered vessel with its class on the day asked about.
struct ProgrammeVessel {
  std::string identity;
  VesselFacts facts;
  RetrofitHistory history;
};

struct ProgrammeStanding {
  struct Trace {
    std::string identity;
    RetrofitState reason = RetrofitState::exempt;
    std::string document;
    Date on;
  };
  std::vector<Trace> left;             ///< concerned, but out of the denominator
  std::vector<std::string> overdue;    ///< concerned, not done, and the day is past `due`
  std::array<std::int64_t, 6> by_state{};  ///< of those in the denominator, by RetrofitState in_scope … subsidised
  std::int64_t in_scope = 0;           ///< the denominator
  std::int64_t done = 0;               ///< surveyed, subsidised or not
};

/// The lines of one due date, e.g. of 2023-12-31 or 2025-12-31.
std::vector<RetrofitLine> lines_due(const RuleSet& rules, Date due);

/// A vessel whom several lines concern counts once.
ProgrammeStanding standing_on(const std::vector<ProgrammeVessel>& vessels, const FleetScope& fleet,
                              const std::vector<RetrofitLine>& lines, Date day);

/// Periods in which progress is reported: 周报 from Monday, 旬报 from the 1st, 11th and 21st, 月报.
enum class ReportPeriod { week, ten_days, month };

/// The first day of the period `day` is in.
Date period_start(Date day, ReportPeriod period);

struct Progress {
  Date from;
  std::int64_t done = 0;  ///< vessels first done within the period
};

/// One entry for each period from the one of `from` to the one of `until`, in order. Vessels that left meanwhile
/// stay in the periods in which they were done.
std::vector<Progress> progress_of(const std::vector<ProgrammeVessel>& vessels, Date from, Date until,
                                  ReportPeriod period);

}  // namespace quaywatt::domain
