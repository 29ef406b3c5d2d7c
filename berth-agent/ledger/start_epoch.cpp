#include "berth-agent/ledger/start_epoch.h"

#include <algorithm>

namespace quaywatt::agent {

namespace {

using Reason = domain::EpochOpened::Reason;
using Previous = domain::EpochOpened::Previous;

/// Higher than anything this cabinet or the server has ever counted.
std::uint32_t fresh_epoch(const StartFacts& facts) {
  return std::max({facts.enrolled.next_epoch, facts.last.epoch + 1, facts.highest_epoch + 1});
}

EpochStart enrolled_again(const StartFacts& facts) {
  // Lines that wait for the server still lead to ours: go on behind our own last, so that they are sent first. After
  // a fork they lead nowhere: go on behind what the server holds.
  const bool ours_goes_on = facts.last.epoch != 0 && (facts.held_is_ours || !facts.enrolled.held);
  const Previous ours = facts.leads_to.value_or(Previous{facts.last, facts.head});
  const auto previous = ours_goes_on ? std::optional(ours) : facts.enrolled.held;
  return {fresh_epoch(facts), Reason::enrolled_again, previous};
}

}  // namespace

StartDecision decide_start(const StartFacts& facts) {
  const bool empty = facts.last.epoch == 0;
  if (empty && (facts.lost || !facts.enrolment_new)) return AskServerFirst{};
  if (facts.lost) return EpochStart{fresh_epoch(facts), Reason::ledger_lost, Previous{facts.last, facts.head}};
  if (!facts.enrolment_new) return GoOn{};
  if (empty && !facts.enrolled.held) return EpochStart{1, Reason::first, std::nullopt};
  return enrolled_again(facts);
}

EpochStart start_after(const Previous& held, const StartFacts& facts) {
  const std::uint32_t epoch = std::max(held.last.epoch + 1, fresh_epoch(facts));
  if (held.last.epoch == 0) return {epoch, Reason::first, std::nullopt};
  return {epoch, Reason::ledger_lost, held};
}

}  // namespace quaywatt::agent
