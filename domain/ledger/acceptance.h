#pragma once
// What the server says of a batch of ledger lines. Pure: facts in, verdict out (docs/architecture.md, step 7).

#include <cstdint>
#include <optional>
#include <vector>

#include "domain/ledger/ledger_line.h"
#include "domain/ledger/ledger_position.h"

namespace quaywatt::domain {

/// Verdicts in order of precedence: the first that fits is given.
enum class BatchVerdict {
  unknown_agent,       ///< no such certificate, or revoked
  awaiting_approval,   ///< enrolled, fingerprint not yet confirmed by an administrator (fault X4)
  suspended,           ///< a fork was found earlier; enrol again
  bad_signature,       ///< not signed by the key held for this agent
  bad_chain,           ///< the lines do not lead from head_before to head_after
  bad_epoch,           ///< epoch 0, or an epoch's first line does not open it, or opens it after nothing or itself
  clock_not_allowed,   ///< a shortened clock outside development
  gap_before,          ///< lines are missing between what is held and this batch: resume from `held`
  fork,                ///< other bytes at a held position, or a second writer in an epoch that a later one has closed:
                       ///< quarantine both, suspend the agent (faults A7, A8)
  already_held,        ///< every line is held with the same bytes (faults N1, X1)
  accepted             ///< the part after the held head is new; append it
};

enum class AgentStanding { unknown, revoked, awaiting_approval, suspended, enrolled };

/// What the server holds of an agent's ledger: the newest epoch's last line and head. seq 0: nothing yet.
struct HeldLedger {
  LedgerPosition last;
  Head head;
};

/// What is known of an arriving batch after decoding; all crypto is done, nothing is decided.
struct ArrivedBatch {
  std::uint32_t epoch = 0;
  std::uint64_t first_seq = 0;
  std::uint64_t last_seq = 0;
  Head head_before;
  Head epoch_start_head;                      ///< head_0 of (agent, epoch)
  std::vector<Head> heads;                    ///< after each line
  bool signature_valid = false;
  bool chain_matches = false;                 ///< heads.back() equals the signed head_after
  std::optional<EpochOpened> opening;         ///< when the first line opens the epoch (first_seq = 1)
};

/// What is held at the batch's own positions. Filled by the store for the overlap of the batch with what is held.
struct HeldOverlap {
  Head head_before_batch;                     ///< held head at first_seq - 1 of its epoch (head_0 for 0), or empty
  std::optional<std::uint64_t> last_held_seq; ///< last held line of the batch's epoch, absent: none of that epoch
  Head head_at_overlap_end;                   ///< held head at min(last_seq, last_held_seq); empty without overlap
  Head head_at_previous;                      ///< held head at opening->previous->last; empty when that is not held
};

struct Acceptance {
  BatchVerdict verdict = BatchVerdict::unknown_agent;
  std::uint64_t first_new_seq = 0;            ///< with `accepted`: lines before it were held already
  std::optional<LedgerPosition> lost_from;    ///< with `accepted` of an epoch opened for `ledger_lost`: lines from here
                                              ///< on may have existed and be lost
};

struct AcceptanceSettings {
  bool shortened_clock_allowed = false;       ///< development only
};

/// Judges one batch. Epochs are taken in the order in which they continue each other: a new one is accepted when what
/// its opening continues is held with that head, in the newest epoch held. Held lines beyond that point stay (an agent
/// that was merely behind). Where it is not held, the agent is asked for the lines before (`gap_before`), unless it
/// says that it has lost them (`ledger_lost`): then the epoch is accepted and `lost_from` says where the gap may start.
/// A server restored from an older backup is healed by that: the agents send again from what it holds, in order.
/// The chain makes comparing one head at the overlap's end as good as comparing every byte.
Acceptance judge_batch(AgentStanding standing, const HeldLedger& held, const HeldOverlap& overlap,
                       const ArrivedBatch& batch, const AcceptanceSettings& settings);

}  // namespace quaywatt::domain
