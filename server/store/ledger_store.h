#pragma once
// The server's keeping of the agents' ledgers: batches as they came, heads, forks. Primary facts, never rebuilt.
// Implemented by server/store/mysql; a transaction is one use case.

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "domain/ledger/acceptance.h"
#include "schema/wire/batch.h"

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

/// One transaction over one agent's ledger; the agent's row is locked FOR UPDATE until commit or destruction.
class LedgerTransaction {
 public:
  virtual ~LedgerTransaction() = default;
  virtual std::optional<HeldAgent> lock_agent(const std::string& agent) = 0;
  virtual domain::HeldOverlap overlap(const std::string& agent, const domain::ArrivedBatch& batch) = 0;
  virtual void append(const wire::Batch& batch, std::uint64_t first_new_seq, const std::vector<domain::Head>& heads,
                      domain::Instant received_at) = 0;
  virtual void set_aside(const std::string& agent, const std::vector<SetAsideLine>& lines) = 0;
  virtual void change_key(const std::string& agent, const std::string& ledger_key) = 0;
  virtual void quarantine_fork(const wire::Batch& batch, domain::Instant received_at) = 0;   ///< and suspend
  virtual void note_contact(const std::string& agent, domain::Instant at) = 0;
  virtual void note_replay(const std::string& agent, std::uint64_t lines) = 0;               ///< fault X1: counted
  virtual void commit() = 0;
};

class LedgerStore {
 public:
  virtual ~LedgerStore() = default;
  virtual std::unique_ptr<LedgerTransaction> begin() = 0;
  virtual std::vector<HeldAgent> agents() = 0;
  /// Batches holding lines after `cursor`, in ledger order (epoch, seq), at most `max_batches`.
  virtual std::vector<StoredBatch> batches_after(const std::string& agent, const domain::LedgerPosition& cursor,
                                                 std::size_t max_batches) = 0;
};

}  // namespace quaywatt::server
