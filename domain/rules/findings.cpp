#include "domain/rules/findings.h"

#include <algorithm>

#include "domain/rules/retrofit_scope.h"

namespace quaywatt::domain {
namespace {

/// Done means surveyed; the due day itself is in time.
bool retrofit_overdue(const VesselFacts& vessel, const RuleSet& rules, const Circumstances& c) {
  if (c.surveyed || !in_fleet(vessel, rules.fleet)) return false;
  return std::ranges::any_of(rules.retrofit, [&](const RetrofitLine& line) {
    return concerns(line, vessel) && c.arrival > line.due;
  });
}

bool new_build_unequipped(const VesselFacts& vessel, const RuleSet& rules, const Circumstances& c) {
  return !c.surveyed && in_fleet(vessel, rules.fleet) && vessel.keel_laid_on &&
         *vessel.keel_laid_on >= rules.new_build_from;
}

bool reviewed_for(const Decision& decision, ReviewReason reason) { return listed(decision.review, reason); }

bool terminal_to_answer(const RuleSet& rules, const Circumstances& c) {
  return std::ranges::any_of(c.claims.doubtful,
                             [&](const Claim& claim) { return rule_of(rules, claim).terminal_to_answer; });
}

void add_vessel_remarks(std::vector<Finding>& found, const VesselFacts& vessel, const RuleSet& rules,
                        const Circumstances& c) {
  if (!vessel.gross_tonnage) found.push_back(Finding::tonnage_unknown);
  if (retrofit_overdue(vessel, rules, c)) found.push_back(Finding::retrofit_overdue);
  if (new_build_unequipped(vessel, rules, c)) found.push_back(Finding::new_build_without_receiving_facility);
}

/// Of a vessel with a surveyed facility: without one the ladder ends before it asks for a supply.
void add_supply_remarks(std::vector<Finding>& found, const BerthFacts& berth, const Circumstances& c) {
  if (c.supply == SupplyState::absent) {
    if (c.stay() > c.threshold) found.push_back(Finding::berth_without_supply);
    return;
  }
  if (c.supply == SupplyState::not_inspected) found.push_back(Finding::supply_not_inspected);
  if (berth.supply_occupied == true) found.push_back(Finding::supply_occupied);
}

void add_review_remarks(std::vector<Finding>& found, const RuleSet& rules, const Circumstances& c,
                        const Decision& decision) {
  if (reviewed_for(decision, ReviewReason::supply_mismatch)) found.push_back(Finding::supply_mismatch);
  if (terminal_to_answer(rules, c)) found.push_back(Finding::terminal_did_not_supply);
}

}  // namespace

std::vector<Finding> find_remarks(const StayFacts& facts, const RuleSet& rules, const Circumstances& c,
                                  const Decision& decision) {
  using enum Outcome;
  const Outcome outcome = decision.outcome;
  if (outcome == before_rule || outcome == exempt_liquid_cargo || outcome == no_generator) return {};

  std::vector<Finding> found;
  add_vessel_remarks(found, facts.vessel, rules, c);
  if (c.claims.unrecorded_any || reviewed_for(decision, ReviewReason::clean_fuel_undeclared)) {
    found.push_back(Finding::evidence_missing);
  }
  if (facts.terminal_report.had_to_report == true && facts.terminal_report.reported == false) {
    found.push_back(Finding::terminal_did_not_report);
  }
  if (outcome == no_supply) add_supply_remarks(found, facts.berth, c);
  if (outcome == needs_review) add_review_remarks(found, rules, c, decision);
  std::ranges::sort(found);
  return found;
}

}  // namespace quaywatt::domain
