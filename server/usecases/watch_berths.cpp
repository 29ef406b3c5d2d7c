#include "server/usecases/watch_berths.h"

#include "server/store/store_error.h"
#include "server/usecases/session_figures.h"
#include "server/usecases/stay_facts_of.h"
#include "server/usecases/vessel_match.h"

namespace quaywatt::server {

namespace {

WarningChange change_of(const WatchedStay& stay, const domain::WarningStep& step, domain::Instant now) {
  WarningChange change;
  change.stay = stay.stay;
  change.raise = step.raise;
  change.end = step.end;
  change.last_alongside_at = stay.alongside ? stay.alongside->last_alongside_at : stay.stay.arrived_at;
  change.at = now;
  return change;
}

/// Gone: whatever it was warned of is over.
WarningChange departed(const WatchedStay& stay, domain::Instant now) {
  return change_of(stay, {std::nullopt, domain::WarningEnd::departed}, now);
}

}  // namespace

std::optional<WarningChange> WatchBerths::look_at(const WatchedStay& stay, domain::Instant now) {
  if (!stay.alongside) return departed(stay, now);
  StayRecord record = store_.record(*stay.alongside, now);
  match_vessel(record);
  domain::StayFacts facts;
  if (record.berth) {  // nobody registered the berth: nothing is known of its supply, nobody is warned
    std::vector<domain::SessionEnergy> energies;
    for (const auto& session : record.sessions) energies.push_back(computed_energy(session).energy);
    facts = stay_facts_of(record, energies, rules_, evidence_);
  }
  const auto due = record.berth ? domain::warning_due(facts, now, rules_, settings_) : std::nullopt;
  const auto step = domain::warning_step(facts, due, stay.raised_before, stay.any_stands);
  if (!step.raise && !step.end) return std::nullopt;
  WarningChange change = change_of(stay, step, now);
  if (record.vessel) {
    change.vessel_identity = record.vessel->identity;
    change.vessel_name = record.vessel->name;
  }
  return change;
}

WatchBerths::Step WatchBerths::step() {
  Step step;
  const auto now = store_.picture_at();
  if (!now) return step;
  std::vector<WarningChange> changes;
  for (const auto& stay : store_.watched(*now - settings_.first_after)) {
    try {
      if (auto change = look_at(stay, *now)) changes.push_back(std::move(*change));
    } catch (const StoreFault& fault) {
      step.failures.push_back(std::to_string(stay.stay.mmsi) + ": " + fault.what());
    }
  }
  store_.save(changes);
  for (const auto& change : changes) {
    step.raised += change.raise ? 1U : 0U;
    step.ended += change.end ? 1U : 0U;
  }
  return step;
}

}  // namespace quaywatt::server
