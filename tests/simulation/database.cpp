#include "tests/simulation/database.h"

#include <algorithm>

#include "schema/wire/chain.h"

namespace quaywatt::simulation {

namespace {

constexpr int kAttempts = 5;  // as server/store/mysql/transaction.h

}  // namespace

Database::Database(Random random) : random_(random) {
  history.before_write = [this] { before_write(); };
}

void Database::before_write() {
  if (writes_left_ > 0 && --writes_left_ == 0) {
    writes_left_ = -1;
    throw ServerCrash{};
  }
  if (deadlocks > 0 && random_.chance(deadlocks)) throw Deadlock{};
}

/// What was said to be committed, and was not yet.
void Database::settle() {
  if (undecided_) history.commit();
  undecided_ = false;
}

void Database::crash() {
  if (undecided_) history.roll_back();
  undecided_ = false;
}

void Database::transaction(const std::function<void()>& work) {
  settle();
  for (int attempt = 1; attempt <= kAttempts; ++attempt) {
    history.begin();
    try {
      work();
    } catch (const Deadlock&) {
      history.roll_back();
      continue;
    } catch (...) {
      history.roll_back();
      throw;
    }
    if (unknown_commits > 0 && random_.chance(unknown_commits)) {
      if (random_.chance(0.5)) {
        history.commit();
      } else {
        history.roll_back();
      }
      throw server::CommitOutcomeUnknown("the connection was lost during COMMIT");
    }
    if (acks_early) {
      undecided_ = true;
    } else {
      history.commit();
    }
    return;
  }
  throw server::StoreContention("deadlocks outlasted the retries");
}

void Database::forget(std::size_t transactions) {
  settle();
  history.go_back(history.mark() - std::min(history.mark(), transactions));
}

void Database::restore(std::size_t dump) {
  settle();
  history.go_back(std::min(dump, history.mark()));
}

domain::Head Database::head_at(const std::string& agent, const domain::LedgerPosition& position) const {
  if (position.seq == 0) return wire::epoch_start_head(agent, position.epoch);
  const auto ledger = tables.ledgers.find(agent);
  if (ledger == tables.ledgers.end()) return {};
  auto after = ledger->second.batches.upper_bound(position);
  if (after == ledger->second.batches.begin()) return {};
  const auto& [key, row] = *std::prev(after);
  const wire::Batch& batch = *row.batch;
  if (key.epoch != position.epoch || batch.last_seq < position.seq) return {};
  if (batch.last_seq == position.seq) return batch.head_after;
  domain::Head head = batch.head_before;
  for (std::uint64_t seq = batch.first_seq; seq <= position.seq; ++seq) {
    head = wire::head_after(head, batch.lines[seq - batch.first_seq]);
  }
  return head;
}

}  // namespace quaywatt::simulation
