#pragma once
// What a declaration is worth as evidence: was it recorded at the time, did the terminal confirm it, from when on may
// it claim (docs/decisions/0004-recorded-at-the-time.md; CN-MOT-MEASURES art. 18). Pure.

#include <optional>

#include "domain/berth/journal.h"

namespace quaywatt::domain {

struct EvidenceSettings {
  /// Between writing and receipt, and between what is claimed and its writing. Larger trusts more, smaller accuses
  /// berths with a poor connection and operators who finish their work first.
  Millis lag{30 * 60 * 1000};
};

/// How the server came by a line.
struct LineReceipt {
  Instant received_at{};
  /// The first contact of the agent after the line's own time (less what was on its way) that the server knows of, not
  /// after the receipt: the agent could have delivered the line then. Until then it was provably offline. Empty: the
  /// receipt itself.
  std::optional<Instant> first_contact_at;
};

/// The line reached the server within the lag of its writing, or of the first contact after it.
bool delivered_in_time(const Written& written, const LineReceipt& receipt, const EvidenceSettings& settings);

/// The line was written before the vessel was gone: by the order of the ledger, and by the clocks — the monotonic one
/// within a boot, whatever the wall clock was set to (fault C2).
bool written_before_departure(const Written& written, const Stay& stay);

bool recorded_at_the_time(const Declaration& declaration, const Stay& stay, const LineReceipt& receipt,
                          const EvidenceSettings& settings);

/// The last word from the terminal's side or an officer, by another person than the one who declared.
bool terminal_confirmed(const Declaration& declaration);

/// The earliest instant the declaration may speak of: nothing before its writing less the lag.
Instant claims_from(const Declaration& declaration, const EvidenceSettings& settings);

}  // namespace quaywatt::domain
