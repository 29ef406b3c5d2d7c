#include "server/usecases/judge_stays.h"

#include "domain/rules/assess.h"
#include "schema/wire/chain.h"
#include "server/usecases/facts_json.h"
#include "server/usecases/session_figures.h"
#include "server/usecases/stay_facts_of.h"
#include "server/usecases/vessel_match.h"

namespace quaywatt::server {

namespace {

constexpr const char* kBerthNotRegistered = "berth_not_registered";

JudgedStay judged_of(const StayRecord& record) {
  JudgedStay judged;
  judged.vessel_match = record.vessel_match;
  if (record.vessel) judged.vessel_identity = record.vessel->identity;
  return judged;
}

bool same_outcome(const domain::Assessment& a, const domain::Assessment& b) {
  return a.outcome == b.outcome && a.duty == b.duty && a.responsible == b.responsible && a.findings == b.findings &&
         a.rule_set == b.rule_set && a.statutory == b.statutory && a.city_kpi_literal == b.city_kpi_literal &&
         a.city_kpi_strict == b.city_kpi_strict;
}

}  // namespace

bool says_something_new(const KeptAssessment& newest, const KeptAssessment& next) {
  if (newest.provisional != next.provisional || !same_outcome(newest.assessment, next.assessment)) return true;
  return !next.provisional && newest.facts_hash != next.facts_hash;
}

KeptAssessment JudgeStays::assess(const StayRecord& record, const domain::StayFacts& facts) const {
  KeptAssessment kept;
  kept.provisional = !record.stay.departed_at;
  kept.assessment = domain::assess(facts, rules_);
  kept.facts = facts_json(facts);
  kept.facts_hash = wire::sha256_hex(kept.facts);
  return kept;
}

void JudgeStays::judge(JudgingTransaction& transaction, const LineId& id) const {
  if (!transaction.lock_waiting(id)) return;
  StayRecord record = transaction.record(id);
  match_vessel(record);
  std::vector<domain::SessionEnergy> energies;
  for (const auto& session : record.sessions) {
    const ComputedEnergy computed = computed_energy(session);
    transaction.save_energy({id.agent, session.session.id}, computed);
    energies.push_back(computed.energy);
  }
  JudgedStay judged = judged_of(record);
  if (record.berth) {
    const auto facts = stay_facts_of(record, energies, rules_, settings_);
    KeptAssessment next = assess(record, facts);
    const auto newest = transaction.newest_assessment(id);
    judged.version = next.version = newest ? newest->version : 0;
    if (!newest || says_something_new(*newest, next)) {
      judged.version = ++next.version;
      transaction.append_assessment(id, next, clock_());
    }
    judged.vessel_type = facts.vessel.type;
  } else {
    judged.not_judged = kBerthNotRegistered;
  }
  transaction.save_judged(id, judged);
  transaction.done(id);
}

JudgeStays::Step JudgeStays::step(std::size_t max, const std::set<std::string>& berths_to_wait_for) {
  const auto waiting = derived_.waiting(max, berths_to_wait_for);
  Step step;
  for (const WaitingStay& stay : waiting) {
    try {
      derived_.judge([&](JudgingTransaction& transaction) { judge(transaction, stay.id); });
      ++step.judged;
    } catch (const StoreFault& fault) {
      step.failures.push_back(stay.id.text() + ": " + fault.what());
    }
  }
  return step;
}

}  // namespace quaywatt::server
