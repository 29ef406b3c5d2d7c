#include "domain/rules/basis.h"
#include "domain/rules/explanation.h"
#include "domain/rules/wording.h"

namespace quaywatt::domain {
namespace {

std::string duty_title(const Grounds& g) {
  if (!g.c.obligation) return {};
  const Source* source = source_named(g.rules, g.c.obligation->source);
  return " (" + (source ? source->title_en : g.c.obligation->source) + ")";
}

std::string claims_text(const Grounds& g, const std::vector<Claim>& claims) {
  std::vector<std::string> names;
  for (const Claim& claim : claims) names.emplace_back(rule_of(g.rules, claim).title_en);
  return joined(names, ", ");
}

std::string before_rule(const Grounds& g) {
  const auto* first = first_obligation(g.rules, g.facts.berth.waters);
  if (!first) return "No rule asks for shore power in these waters.";
  const Source* source = source_named(g.rules, first->source);
  return "Arrival on " + format_date(g.c.arrival) + " is before " + format_date(first->in_force.from) + ", from when " +
         (source ? source->title_en : first->source) + " applies in these waters; nothing was required.";
}

std::string supply_text(SupplyState supply) {
  switch (supply) {
    case SupplyState::absent: return "the berth has no shore-power supply";
    case SupplyState::not_inspected: return "the berth's supply had not been inspected by the day of arrival";
    case SupplyState::out_of_reach: return "the supply could not reach the vessel";
    case SupplyState::occupied: return "all sockets were taken by other vessels";
    case SupplyState::usable:  // hinders nothing; nobody asks
    case SupplyState::reach_unknown: return "nobody recorded whether the supply could reach the vessel";
  }
  return {};
}

std::string stay_against_threshold(const Grounds& g) {
  const std::string stay = minutes_en(g.c.stay()) + " alongside";
  return stay + (g.c.stay() > g.c.threshold ? ", longer than " : ", not longer than ") + minutes_en(g.c.threshold);
}

/// Why there was no duty, or why that is unknown.
std::string not_obliged_text(const Grounds& g, Outcome outcome) {
  switch (outcome) {
    case Outcome::not_a_port_berth: return "the place is no port berth";
    case Outcome::no_receiving_facility:
      return g.facts.vessel.receiving_facility
                 ? "the vessel's receiving facility had not been surveyed by the day of arrival"
                 : "the vessel has no receiving facility";
    case Outcome::no_supply: return supply_text(g.c.supply);
    default: return stay_against_threshold(g);  // below_threshold
  }
}

std::string insufficient(const Grounds& g) {
  if (g.c.supply == SupplyState::reach_unknown) return "Not judged: " + supply_text(g.c.supply) + ".";
  if (!g.c.proven) return "Not judged: the departure is unknown and there is no time to judge up to.";
  return "Not judged: " + stay_against_threshold(g) + " is proven, " + minutes_en(g.c.possible) + " is possible.";
}

std::string review_text(const Grounds& g, ReviewReason reason) {
  switch (reason) {
    case ReviewReason::unconfirmed_claim:
      return "the terminal did not confirm what was recorded at the time: " + claims_text(g, g.c.claims.unconfirmed);
    case ReviewReason::doubtful_claim:
      return "a person must decide on the recorded reason: " + claims_text(g, g.c.claims.doubtful);
    case ReviewReason::supply_mismatch:
      return "supply and receiving facility differ in voltage, frequency or phases";
    case ReviewReason::no_energy_drawn: return "the vessel was plugged in but the register did not move";
    case ReviewReason::clean_fuel_undeclared:
      return "the vessel runs on clean fuel or power but declared no alternative";
  }
  return {};
}

std::string needs_review(const Grounds& g) {
  std::vector<std::string> reasons;
  for (const ReviewReason reason : g.decision.review) reasons.push_back(review_text(g, reason));
  return "To be reviewed: " + stay_against_threshold(g) + "; " + joined(reasons, "; ") + duty_title(g) + ".";
}

std::string use_text(const Grounds& g) {
  const std::string energy = kilowatt_hours(g.c.energy) + " kWh";
  if (!g.c.proven) return "departure unknown; shore power used, " + energy;
  return stay_against_threshold(g) + "; connected for " + minutes_en(g.c.connected) + ", " + energy;
}

std::string partial(const Grounds& g) {
  return "Used in part: " + use_text(g) + ", which is less than " + std::to_string(g.rules.partial_use_permille / 10) +
         " % of the " + minutes_en(g.c.left_of_claims()) + " to be connected" + duty_title(g) + ".";
}

std::string covered_text(const Grounds& g, const std::vector<Claim>& claims, Millis covered) {
  return minutes_en(g.c.stay()) + " alongside, of which " + minutes_en(covered) +
         " are covered by what was recorded at the time and confirmed (" + claims_text(g, claims) + "); the other " +
         minutes_en(g.c.stay() - covered) + " are not longer than " + minutes_en(g.c.threshold) + duty_title(g) + ".";
}

std::string not_connected(const Grounds& g) {
  const Claims& claims = g.c.claims;
  std::string text = "Suspected of not connecting: " + stay_against_threshold(g);
  if (claims.covered_time > Millis{0}) {
    text += ", of which " + minutes_en(g.c.left_of_claims()) + " remain after " + minutes_en(claims.covered_time) +
            " of " + claims_text(g, claims.accepted);
  }
  text += "; vessel and berth were able, shore power was not used";
  if (!claims.refused.empty()) text += ", " + claims_text(g, claims.refused) + " is neither impediment nor alternative";
  return text + ", and no impediment or alternative holds for that time" + duty_title(g) + ". An officer decides.";
}

std::string verdict(const Grounds& g) {
  const Outcome outcome = g.decision.outcome;
  switch (outcome) {
    case Outcome::before_rule: return before_rule(g);
    case Outcome::exempt_liquid_cargo: return "No duty: liquid-cargo vessels are outside it" + duty_title(g) + ".";
    case Outcome::no_generator: return "No duty: the vessel has no generator" + duty_title(g) + ".";
    case Outcome::encouraged_use:
      return "Used without being obliged: " + not_obliged_text(g, *g.decision.not_obliged_because) + "; " +
             kilowatt_hours(g.c.energy) + " kWh counted.";
    case Outcome::insufficient_data: return insufficient(g);
    case Outcome::alternative:
      return "Alternative used: " +
             covered_text(g, alternatives_of(g.c.claims.accepted), g.c.claims.alternative_time);
    case Outcome::needs_review: return needs_review(g);
    case Outcome::compliant: return "Complied: " + use_text(g) + duty_title(g) + ".";
    case Outcome::compliant_partial: return partial(g);
    case Outcome::excused:
      return "Excused: " + covered_text(g, g.c.claims.accepted, g.c.claims.covered_time);
    case Outcome::not_connected: return not_connected(g);
    default: return "No duty: " + not_obliged_text(g, outcome) + duty_title(g) + ".";
  }
}

}  // namespace

std::string explain_en(const Grounds& grounds) {
  std::string text = verdict(grounds);
  if (grounds.c.claims.unrecorded_any && listed(grounds.findings, Finding::evidence_missing)) {
    text += " A further claim has no record of the time and was not heeded.";
  }
  return text;
}

}  // namespace quaywatt::domain
