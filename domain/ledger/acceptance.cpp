#include "domain/ledger/acceptance.h"

#include <algorithm>

namespace quaywatt::domain {
namespace {

using Previous = EpochOpened::Previous;

bool chain_holds(const ArrivedBatch& batch) {
  const bool ordered = batch.first_seq >= 1 && batch.last_seq >= batch.first_seq;
  const bool counted = ordered && batch.heads.size() == batch.last_seq - batch.first_seq + 1;
  const bool anchored = batch.first_seq != 1 || batch.head_before == batch.epoch_start_head;
  return counted && anchored && batch.chain_matches;
}

bool opens_new_epoch(const HeldLedger& held, const ArrivedBatch& batch) { return batch.epoch > held.last.epoch; }

/// A first line must open its epoch, after something earlier; only the very first may follow nothing.
bool opening_fits(const HeldLedger& held, const ArrivedBatch& batch) {
  if (batch.first_seq != 1) return true;
  if (!batch.opening) return false;
  if (batch.opening->previous) return batch.opening->previous->last.epoch < batch.epoch;
  return !opens_new_epoch(held, batch) || held.last.epoch == 0;
}

Acceptance judge_new_epoch(const HeldLedger& held, const HeldOverlap& overlap, const ArrivedBatch& batch) {
  if (batch.first_seq != 1) return {BatchVerdict::gap_before};
  Acceptance accepted{BatchVerdict::accepted, 1, std::nullopt};
  if (batch.opening->reason == EpochOpened::Reason::ledger_lost) {
    accepted.lost_from = LedgerPosition{std::max(held.last.epoch, 1U), held.last.seq + 1};
  }
  const std::optional<Previous>& previous = batch.opening->previous;
  if (!previous) return accepted;
  // Going on from an epoch that a later one has closed: another device opened that one with the same key (fault A8).
  if (previous->last.epoch < held.last.epoch) return {BatchVerdict::fork};
  if (overlap.head_at_previous.empty()) return accepted.lost_from ? accepted : Acceptance{BatchVerdict::gap_before};
  return overlap.head_at_previous == previous->head ? accepted : Acceptance{BatchVerdict::fork};
}

Acceptance judge_held_epoch(const HeldLedger& held, const HeldOverlap& overlap, const ArrivedBatch& batch) {
  const bool closed = batch.epoch < held.last.epoch;
  const std::uint64_t last_held = overlap.last_held_seq.value_or(0);
  // A later epoch is held, so this one was complete: whoever goes on writing in it is a second device (fault A8), and
  // what reads the ledger by cursor has long passed.
  const Acceptance not_held{closed ? BatchVerdict::fork : BatchVerdict::gap_before};
  if (batch.first_seq > last_held + 1) return not_held;
  const std::uint64_t overlap_end = std::min(batch.last_seq, last_held);
  const bool overlaps = batch.first_seq <= overlap_end;
  const bool same = overlaps ? overlap.head_at_overlap_end == batch.heads[overlap_end - batch.first_seq]
                             : overlap.head_before_batch == batch.head_before;
  if (!same) return {BatchVerdict::fork};
  if (batch.last_seq <= last_held) return {BatchVerdict::already_held};
  return closed ? not_held : Acceptance{BatchVerdict::accepted, last_held + 1, std::nullopt};
}

std::optional<BatchVerdict> refusal_of(AgentStanding standing) {
  switch (standing) {
    case AgentStanding::unknown:
    case AgentStanding::revoked: return BatchVerdict::unknown_agent;
    case AgentStanding::awaiting_approval: return BatchVerdict::awaiting_approval;
    case AgentStanding::suspended: return BatchVerdict::suspended;
    case AgentStanding::enrolled: return std::nullopt;
  }
  return BatchVerdict::unknown_agent;
}

}  // namespace

Acceptance judge_batch(AgentStanding standing, const HeldLedger& held, const HeldOverlap& overlap,
                       const ArrivedBatch& batch, const AcceptanceSettings& settings) {
  if (const auto refusal = refusal_of(standing)) return {*refusal};
  if (!batch.signature_valid) return {BatchVerdict::bad_signature};
  if (!chain_holds(batch)) return {BatchVerdict::bad_chain};
  if (batch.epoch == 0 || !opening_fits(held, batch)) return {BatchVerdict::bad_epoch};
  const bool shortened = batch.opening && batch.opening->clock_scale > 1;
  if (shortened && !settings.shortened_clock_allowed) return {BatchVerdict::clock_not_allowed};
  return opens_new_epoch(held, batch) ? judge_new_epoch(held, overlap, batch) : judge_held_epoch(held, overlap, batch);
}

}  // namespace quaywatt::domain
