#include "domain/rules/rule_set.h"

#include <algorithm>

namespace quaywatt::domain {
namespace {

const AlternativeRule* row_of(const RuleSet& rules, AlternativeMeasure measure) {
  const auto found = std::ranges::find(rules.alternatives, measure, &AlternativeRule::measure);
  return found == rules.alternatives.end() ? nullptr : &*found;
}

const ImpedimentRule* row_of(const RuleSet& rules, ImpedimentCause cause) {
  const auto found = std::ranges::find(rules.impediments, cause, &ImpedimentRule::cause);
  return found == rules.impediments.end() ? nullptr : &*found;
}

}  // namespace

std::optional<Millis> threshold_of(const ObligationRule& rule, Waters waters) {
  const auto found = std::ranges::find(rule.thresholds, waters, &Threshold::waters);
  if (found == rule.thresholds.end()) return std::nullopt;
  return found->longer_than;
}

const ObligationRule* obligation_in_force(const RuleSet& rules, Waters waters, Date arrival) {
  const auto found = std::ranges::find_if(rules.obligations, [&](const ObligationRule& rule) {
    return rule.in_force.holds_on(arrival) && threshold_of(rule, waters);
  });
  return found == rules.obligations.end() ? nullptr : &*found;
}

ClaimRule rule_of(const RuleSet& rules, const Claim& claim) {
  if (const auto* measure = std::get_if<AlternativeMeasure>(&claim)) {
    const auto* row = row_of(rules, *measure);
    return row ? ClaimRule{row->treatment, false, row->source, row->title_zh, row->title_en} : ClaimRule{};
  }
  const auto* row = row_of(rules, std::get<ImpedimentCause>(claim));
  return row ? ClaimRule{row->treatment, row->terminal_to_answer, row->source, row->title_zh, row->title_en}
             : ClaimRule{};
}

const Source* source_named(const RuleSet& rules, std::string_view id) {
  const auto found = std::ranges::find(rules.sources, id, &Source::id);
  return found == rules.sources.end() ? nullptr : &*found;
}

}  // namespace quaywatt::domain
