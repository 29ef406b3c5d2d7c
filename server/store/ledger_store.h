#pragma once
// The server's keeping of the agents' ledgers: batches as they came, heads, forks. Primary facts, never rebuilt.
// Implemented by server/store/mysql; a transaction is one use case.

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/ledger/acceptance.h"
#include "schema/wire/batch.h"
#include "server/store/alarm_store.h"

namespace quaywatt::server {

struct HeldAgent {
  std::string agent;
  std::string berth;
  domain::AgentStanding standing = domain::AgentStanding::unknown;
  std::string ledger_key;                 ///< base64 Ed25519 that signs now
  domain::HeldLedger held;
  std::optional<domain::Instant> last_contact_at;
};

/// A held batch as jobs read it back.
struct StoredBatch {
  std::string agent;
  std::uint32_t epoch = 0;
  std::uint64_t first_new_seq = 0;        ///< lines before it were held by an earlier batch
  wire::Batch batch;
  domain::Instant received_at{};
  std::optional<domain::Instant> previous_contact_at;  ///< the agent's contact before this one: proof of being offline
};

struct SetAsideLine {
  domain::LedgerPosition position;
  std::string reason;
  std::string text;
};

/// A batch on its way into the store. Views what the caller holds.
struct IncomingBatch {
  const wire::Batch& batch;
  std::string_view body_gzip;             ///< the bytes as they came
  std::string ledger_key;                 ///< the key its signature was verified with
  domain::Instant received_at{};
  std::optional<domain::Instant> previous_contact_at;
};

/// Lines that were held once, by the server's own receipt, and were not any more: a restored backup, a failover to a
/// replica without the last commits (faults D8, D9). The agents bring them again.
struct LedgerRecovery {
  std::string agent;
  domain::LedgerPosition from;             ///< the first missing line
  domain::LedgerPosition to;               ///< the receipt's
  domain::Head head;                       ///< the receipt's
  domain::Instant receipted_at{};
  domain::Instant found_at{};
  std::optional<domain::Instant> whole_at; ///< when they were all held again
};

/// One transaction over one agent's ledger; the agent's row is locked FOR UPDATE until commit or destruction.
class LedgerTransaction {
 public:
  virtual ~LedgerTransaction() = default;
  virtual std::optional<HeldAgent> lock_agent(const std::string& agent) = 0;
  /// The key in force for a batch that ends at `last`: an older one for old lines sent again.
  virtual std::string key_for(const std::string& agent, const domain::LedgerPosition& last) = 0;
  virtual domain::HeldOverlap overlap(const std::string& agent, const domain::ArrivedBatch& batch) = 0;
  /// Appends lines from `first_new_seq` on and moves the head to the batch's end.
  virtual void append(const IncomingBatch& incoming, std::uint64_t first_new_seq) = 0;
  virtual void set_aside(const std::string& agent, const std::vector<SetAsideLine>& lines) = 0;
  /// A new key signs what comes after `changed_at`.
  virtual void change_key(const std::string& agent, const domain::LedgerPosition& changed_at,
                          const std::string& ledger_key, domain::Instant at) = 0;
  /// Keeps the batch apart and suspends the agent.
  virtual void quarantine_fork(const IncomingBatch& incoming, const domain::HeldOverlap& overlap) = 0;
  virtual void note_contact(const std::string& agent, domain::Instant at) = 0;
  virtual void note_replay(const std::string& agent, std::uint64_t lines) = 0;  ///< fault X1: counted
  /// Head after a held line; empty when it is not held.
  virtual domain::Head head_at(const std::string& agent, const domain::LedgerPosition& position) = 0;
  /// The newest that is not whole yet.
  virtual std::optional<LedgerRecovery> open_recovery(const std::string& agent) = 0;
  /// Adds it, or updates the one with the same agent, `to` and `found_at`.
  virtual void note_recovery(const LedgerRecovery& recovery) = 0;
  virtual void raise(const Alarm& alarm) = 0;
};

class LedgerStore {
 public:
  virtual ~LedgerStore() = default;

  /// Runs `work` in a transaction and commits it; `work` may run several times (deadlock), so its effects outside
  /// must be assignments. Throws the classes of store_error.h; after a return it is on disk.
  virtual void in_transaction(const std::function<void(LedgerTransaction&)>& work) = 0;

  virtual std::vector<HeldAgent> agents() = 0;
  /// Batches holding lines after `cursor`, in ledger order (epoch, seq), at most `max_batches`.
  virtual std::vector<StoredBatch> batches_after(const std::string& agent, const domain::LedgerPosition& cursor,
                                                 std::size_t max_batches) = 0;
};

}  // namespace quaywatt::server
