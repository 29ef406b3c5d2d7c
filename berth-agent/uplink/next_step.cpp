#include "berth-agent/uplink/next_step.h"

namespace quaywatt::agent {

namespace {

NextStep to_later_epoch(const OurSide& ours) {
  if (!ours.later) return NothingToSend{};
  return SendFrom{{ours.later->epoch, 1}};
}

bool continues_from(const OurSide& ours, const ServerHolds& holds) {
  return ours.later && ours.later->continues && ours.later->continues->last == holds.last &&
         ours.later->continues->head == holds.head;
}

}  // namespace

NextStep next_step(const ServerHolds& holds, const OurSide& ours,
                   const std::optional<domain::LedgerPosition>& agreed) {
  if (ours.last.epoch == 0) return NothingToSend{};
  // After an enrolment or a lost ledger the server's last line may not be ours at all; our next epoch says so.
  if (holds.last.epoch == 0 || continues_from(ours, holds)) return to_later_epoch(ours);
  if (ours.head_there && *ours.head_there == holds.head) {
    if (ours.last_seq_there > holds.last.seq) return SendFrom{{holds.last.epoch, holds.last.seq + 1}};
    return to_later_epoch(ours);
  }
  // Other bytes of ours at the held position: show them, so that the server finds the fork and says so.
  if (ours.head_there) return SendFrom{holds.last};
  if (ours.later) return to_later_epoch(ours);
  if (agreed && *agreed == ours.last) return OpenNextEpoch{{holds.last, holds.head}};
  return ProbeLast{ours.last};
}

}  // namespace quaywatt::agent
