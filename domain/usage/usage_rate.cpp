#include "domain/usage/usage_rate.h"

#include <algorithm>
#include <map>

#include "domain/usage/stay_parts.h"

namespace quaywatt::domain {

namespace {

/// Where a stay stands in one rate.
struct Standing {
  bool raw = false;  ///< in the denominator before excuses
  bool after_excuses = false;
  bool used = false;
  bool under_review = false;
  bool plugged = false;
};

bool is_under_review(const AssessedStay& stay) {
  return stay.outcome == Outcome::needs_review || stay.outcome == Outcome::insufficient_data;
}

/// The assessment's word where it counted the stay; of one it left out, whether energy was drawn.
bool is_used(const AssessedStay& stay, const std::optional<UsageShare>& share) {
  if (share) return share->numerator > 0;
  return std::ranges::any_of(stay.energy, [](const DayEnergy& day) { return day.energy.value > 0; });
}

/// Raw are all stays with a duty. A duty under review may turn out to be none: such a stay is in no denominator yet.
Standing in_statutory(const AssessedStay& stay) {
  return {stay.duty == Duty::required, stay.statutory.has_value(), is_used(stay, stay.statutory),
          is_under_review(stay), !stay.connected.empty()};
}

/// The target counts whether or not there was a duty; its definition leaves alternatives out already.
Standing in_city_kpi(const AssessedStay& stay, const std::optional<UsageShare>& share) {
  return {share.has_value(), share && stay.outcome != Outcome::excused, is_used(stay, share),
          stay.city_kpi_literal && is_under_review(stay), !stay.connected.empty()};
}

void add(RateTally& tally, const StayPart& part, bool used) {
  if (part.counts_visit) {
    ++tally.visits;
    if (used) ++tally.visits_used;
  }
  tally.connected_ms += part.connected_ms;
  tally.alongside_ms += part.alongside_ms;
  tally.energy += part.energy;
}

/// The visits under review, by the decision that would raise or lower the rate most.
struct Undecided {
  std::int64_t may_be_used = 0;  ///< counted and plugged in: may turn out to have been supplied
  std::int64_t may_fall = 0;     ///< counted, not plugged in: may be excused
  std::int64_t may_enter = 0;    ///< not counted: may turn out to be a duty not met
};

void add(UsageRate& rate, Undecided& undecided, const StayPart& part, const Standing& standing) {
  if (standing.raw) add(rate.raw, part, standing.used);
  if (standing.after_excuses) add(rate.after_excuses, part, standing.used);
  if (!standing.under_review || !part.counts_visit) return;
  ++rate.under_review;
  if (!standing.after_excuses) {
    ++undecided.may_enter;
  } else {
    ++(standing.plugged ? undecided.may_be_used : undecided.may_fall);
  }
}

/// A counted visit not used raises a rate more by turning out used than by falling away: (n+1)/d ≥ n/(d−1).
void bound(UsageRate& rate, const Undecided& undecided) {
  const RateTally& now = rate.after_excuses;
  rate.lowest = in_permyriad(now.visits_used, now.visits + undecided.may_enter);
  rate.highest = in_permyriad(now.visits_used + undecided.may_be_used, now.visits - undecided.may_fall);
}

struct Group {
  UsageFigures figures;
  Undecided statutory;
  Undecided literal;
  Undecided strict;
};

void add(Group& group, const AssessedStay& stay, const StayPart& part) {
  UsageFigures& figures = group.figures;
  figures.key = part.key;
  if (part.counts_visit) ++figures.stays;
  figures.connected_ms += part.connected_ms;
  figures.alongside_ms += part.alongside_ms;
  figures.energy += part.energy;
  add(figures.statutory, group.statutory, part, in_statutory(stay));
  add(figures.city_kpi_literal, group.literal, part, in_city_kpi(stay, stay.city_kpi_literal));
  add(figures.city_kpi_strict, group.strict, part, in_city_kpi(stay, stay.city_kpi_strict));
}

/// Compares two rates by cross-multiplication, so that equal shares are equal.
bool higher(const RateTally& a, const RateTally& b) { return a.visits_used * b.visits > b.visits_used * a.visits; }

void rank(std::vector<UsageFigures>& figures, UsageRate UsageFigures::* which) {
  const auto ranked = [&](const UsageFigures& f) { return (f.*which).after_excuses.visits >= kRankedStaysMin; };
  for (auto& one : figures) {
    if (!ranked(one)) continue;
    const auto above = std::ranges::count_if(figures, [&](const UsageFigures& other) {
      return ranked(other) && higher((other.*which).after_excuses, (one.*which).after_excuses);
    });
    (one.*which).rank = above + 1;
  }
}

}  // namespace

std::optional<std::int64_t> in_permyriad(std::int64_t part, std::int64_t whole) {
  if (whole <= 0) return std::nullopt;
  return (part * 20'000 + whole) / (2 * whole);
}

std::string month_key(Date day) { return format_date(day).substr(0, 7); }

std::vector<UsageFigures> usage_figures(const std::vector<AssessedStay>& stays, const UsageQuery& query) {
  std::map<std::string, Group> groups;
  if (query.by == UsageGroup::all) groups[""];
  for (const auto& stay : stays) {
    if (!query.with_service_areas && stay.berth_kind == BerthKind::service_area) continue;
    for (const auto& part : parts_of(stay, query.by)) add(groups[part.key], stay, part);
  }
  std::vector<UsageFigures> figures;
  for (auto& [key, group] : groups) {
    bound(group.figures.statutory, group.statutory);
    bound(group.figures.city_kpi_literal, group.literal);
    bound(group.figures.city_kpi_strict, group.strict);
    figures.push_back(std::move(group.figures));
  }
  for (const auto which :
       {&UsageFigures::statutory, &UsageFigures::city_kpi_literal, &UsageFigures::city_kpi_strict}) {
    rank(figures, which);
  }
  return figures;
}

}  // namespace quaywatt::domain
