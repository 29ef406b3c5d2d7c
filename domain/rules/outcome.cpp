#include "domain/rules/outcome.h"

namespace quaywatt::domain {
namespace {

/// What no use of shore power changes.
std::optional<Outcome> outside_the_rules(const StayFacts& facts, const RuleSet& rules, const Circumstances& c) {
  if (!c.obligation) return Outcome::before_rule;
  if (listed(rules.exempt_types, facts.vessel.type)) return Outcome::exempt_liquid_cargo;
  if (facts.vessel.has_generator == false) return Outcome::no_generator;
  return std::nullopt;
}

std::optional<Outcome> unsupplied(const Circumstances& c) {
  switch (c.supply) {
    case SupplyState::usable: return std::nullopt;
    case SupplyState::reach_unknown: return Outcome::insufficient_data;
    case SupplyState::absent:
    case SupplyState::not_inspected:
    case SupplyState::out_of_reach:
    case SupplyState::occupied: return Outcome::no_supply;
  }
  return std::nullopt;
}

/// Only proven minutes accuse; a stay of exactly the threshold is within it. A vessel that used shore power is not
/// accused of anything, so an unknown departure stops nothing there.
std::optional<Outcome> too_short(const Circumstances& c) {
  if (!c.proven) return c.used ? std::nullopt : std::optional{Outcome::insufficient_data};
  if (c.stay() > c.threshold) return std::nullopt;
  if (c.possible > c.threshold && !c.used) return Outcome::insufficient_data;
  return Outcome::below_threshold;
}

/// CN-MOT-MEASURES art. 11: the first condition of the duty that does not hold.
std::optional<Outcome> not_obliged(const StayFacts& facts, const RuleSet& rules, const Circumstances& c) {
  if (!listed(rules.obliged_berths, facts.berth.kind)) return Outcome::not_a_port_berth;
  if (!c.surveyed) return Outcome::no_receiving_facility;
  if (const auto outcome = unsupplied(c)) return outcome;
  return too_short(c);
}

bool partly_connected(const Circumstances& c, const RuleSet& rules) {
  return c.connected * 1000 < c.left_of_claims() * rules.partial_use_permille;
}

/// The duty stands; how was it met? Claims cover only their time.
Outcome how_met(const RuleSet& rules, const Circumstances& c, bool to_review) {
  if (c.proven && c.left_of_alternatives() <= c.threshold) return Outcome::alternative;
  if (c.used) return partly_connected(c, rules) ? Outcome::compliant_partial : Outcome::compliant;
  if (to_review) return Outcome::needs_review;
  return c.left_of_claims() <= c.threshold ? Outcome::excused : Outcome::not_connected;
}

}  // namespace

std::vector<ReviewReason> review_reasons(const StayFacts& facts, const RuleSet& rules, const Circumstances& c) {
  std::vector<ReviewReason> reasons;
  if (!c.claims.unconfirmed.empty()) reasons.push_back(ReviewReason::unconfirmed_claim);
  if (!c.claims.doubtful.empty()) reasons.push_back(ReviewReason::doubtful_claim);
  if (c.parameters_differ) reasons.push_back(ReviewReason::supply_mismatch);
  if (c.plugged && !c.used) reasons.push_back(ReviewReason::no_energy_drawn);
  const bool clean = facts.vessel.fuel && listed(rules.clean_fuels, *facts.vessel.fuel);
  if (clean && !c.claims.recorded_any()) reasons.push_back(ReviewReason::clean_fuel_undeclared);
  return reasons;
}

Decision decide(const StayFacts& facts, const RuleSet& rules, const Circumstances& c) {
  if (const auto outcome = outside_the_rules(facts, rules, c)) return {*outcome, {}, {}};
  if (const auto outcome = not_obliged(facts, rules, c)) {
    if (c.used) return {Outcome::encouraged_use, outcome, {}};
    return {*outcome, {}, {}};
  }
  auto review = review_reasons(facts, rules, c);
  const Outcome outcome = how_met(rules, c, !review.empty());
  if (outcome != Outcome::needs_review) review.clear();
  return {outcome, {}, std::move(review)};
}

Duty duty_of(const Decision& decision, const Circumstances& c) {
  switch (decision.outcome) {
    case Outcome::insufficient_data: return Duty::under_review;
    // Plugging in shows that vessel and berth were able: the duty stands, the use is in question.
    case Outcome::needs_review: return c.plugged ? Duty::required : Duty::under_review;
    case Outcome::alternative:
    case Outcome::compliant:
    case Outcome::compliant_partial:
    case Outcome::excused:
    case Outcome::not_connected: return Duty::required;
    case Outcome::before_rule:
    case Outcome::exempt_liquid_cargo:
    case Outcome::no_generator:
    case Outcome::encouraged_use:
    case Outcome::not_a_port_berth:
    case Outcome::no_receiving_facility:
    case Outcome::no_supply:
    case Outcome::below_threshold: return Duty::not_required;
  }
  return Duty::under_review;
}

}  // namespace quaywatt::domain
