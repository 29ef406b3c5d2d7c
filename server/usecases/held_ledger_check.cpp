#include "server/usecases/held_ledger_check.h"

#include "schema/wire/chain.h"

namespace quaywatt::server {

namespace {

constexpr std::size_t kBatchesAtOnce = 20;

/// Where the chain has come to.
struct Chain {
  domain::LedgerPosition last;
  domain::Head head;
};

/// Follows one batch; the first position that does not fit, or nullopt.
std::optional<domain::LedgerPosition> follow(const StoredBatch& stored, Chain& chain) {
  const wire::Batch& batch = stored.batch;
  if (stored.epoch != chain.last.epoch) chain = {{stored.epoch, 0}, wire::epoch_start_head(stored.agent, stored.epoch)};
  const domain::LedgerPosition first_new{stored.epoch, stored.first_new_seq};
  if (stored.first_new_seq != chain.last.seq + 1) return domain::LedgerPosition{stored.epoch, chain.last.seq + 1};
  // Another body under this row would neither hold its first new line nor ever end.
  if (batch.first_seq > stored.first_new_seq || batch.last_seq < stored.first_new_seq) return first_new;
  domain::Head head = batch.head_before;
  for (std::size_t i = 0; i < batch.lines.size(); ++i) {
    const std::uint64_t seq = batch.first_seq + i;
    if (seq == stored.first_new_seq && head != chain.head) return first_new;
    head = wire::head_after(head, batch.lines[i]);
  }
  const domain::LedgerPosition last{stored.epoch, batch.last_seq};
  if (head != batch.head_after || batch.lines.size() != batch.last_seq - batch.first_seq + 1) return first_new;
  chain = {last, head};
  return std::nullopt;
}

}  // namespace

HeldLedgerCheck check_held_ledger(LedgerStore& ledgers, const HeldAgent& agent) {
  HeldLedgerCheck check;
  Chain chain;
  while (chain.last < agent.held.last) {
    const auto batches = ledgers.batches_after(agent.agent, chain.last, kBatchesAtOnce);
    if (batches.empty()) break;
    for (const auto& stored : batches) {
      check.broken_at = follow(stored, chain);
      if (check.broken_at) return check;
      check.lines += stored.batch.last_seq - stored.first_new_seq + 1;
    }
  }
  // Lines may have been added since `agent` was asked for; the head is compared where it was.
  if (chain.last < agent.held.last || (chain.last == agent.held.last && chain.head != agent.held.head)) {
    check.broken_at = domain::LedgerPosition{chain.last.epoch, chain.last.seq + 1};
  }
  return check;
}

}  // namespace quaywatt::server
