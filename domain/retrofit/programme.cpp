#include "domain/retrofit/programme.h"

#include <algorithm>
#include <map>

namespace quaywatt::domain {
namespace {

bool concerned(const ProgrammeVessel& vessel, const FleetScope& fleet, const std::vector<RetrofitLine>& lines) {
  return in_fleet(vessel.facts, fleet) &&
         std::ranges::any_of(lines, [&](const RetrofitLine& line) { return concerns(line, vessel.facts); });
}

ProgrammeStanding::Trace trace_of(const ProgrammeVessel& vessel, Date day) {
  ProgrammeStanding::Trace trace{.identity = vessel.identity};
  for (const auto& step : vessel.history.steps()) {
    if (step.on > day) break;
    trace.reason = step.state;
    trace.document = step.document;
    trace.on = step.on;
  }
  return trace;
}

bool past_due(const std::vector<RetrofitLine>& lines, const VesselFacts& facts, Date day) {
  return std::ranges::any_of(lines,
                             [&](const RetrofitLine& line) { return concerns(line, facts) && day > line.due; });
}

}  // namespace

std::vector<RetrofitLine> lines_due(const RuleSet& rules, Date due) {
  std::vector<RetrofitLine> lines;
  std::ranges::copy_if(rules.retrofit, std::back_inserter(lines),
                       [&](const RetrofitLine& line) { return line.due == due; });
  return lines;
}

ProgrammeStanding standing_on(const std::vector<ProgrammeVessel>& vessels, const FleetScope& fleet,
                              const std::vector<RetrofitLine>& lines, Date day) {
  ProgrammeStanding standing;
  for (const auto& vessel : vessels) {
    if (!concerned(vessel, fleet, lines)) continue;
    const RetrofitState state = vessel.history.on(day);
    if (has_left(state)) {
      standing.left.push_back(trace_of(vessel, day));
      continue;
    }
    ++standing.in_scope;
    ++standing.by_state[static_cast<std::size_t>(state)];
    if (is_done(state)) ++standing.done;
    else if (past_due(lines, vessel.facts, day)) standing.overdue.push_back(vessel.identity);
  }
  return standing;
}

Date period_start(Date day, ReportPeriod period) {
  using namespace std::chrono;
  if (period == ReportPeriod::month) return day.year() / day.month() / 1;
  if (period == ReportPeriod::ten_days) {
    const unsigned third = std::min((static_cast<unsigned>(day.day()) - 1) / 10, 2u);
    return day.year() / day.month() / std::chrono::day{third * 10 + 1};
  }
  const sys_days at{day};
  return Date{at - (weekday{at} - Monday)};
}

std::vector<Progress> progress_of(const std::vector<ProgrammeVessel>& vessels, Date from, Date until,
                                  ReportPeriod period) {
  const Date first = period_start(from, period);
  const Date last = period_start(until, period);
  std::map<Date, std::int64_t> done;
  for (auto day = std::chrono::sys_days{first}; day <= std::chrono::sys_days{last}; day += std::chrono::days{1}) {
    done[period_start(Date{day}, period)] += 0;
  }
  for (const auto& vessel : vessels) {
    const auto day = vessel.history.done_on(until);
    if (!day) continue;
    const auto entry = done.find(period_start(*day, period));
    if (entry != done.end()) ++entry->second;
  }
  std::vector<Progress> progress;
  for (const auto& [day, count] : done) progress.push_back({day, count});
  return progress;
}

}  // namespace quaywatt::domain
