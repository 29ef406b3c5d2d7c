#pragma once
// Whether a program start begins a new epoch, and which. Pure.

#include <cstdint>
#include <optional>
#include <string>
#include <variant>

#include "domain/ledger/ledger_line.h"

namespace quaywatt::agent {

/// What the enrolment says of this cabinet's ledger at the server.
struct EnrolledAt {
  std::uint32_t next_epoch = 1;
  std::optional<domain::EpochOpened::Previous> held;  ///< at enrolment; absent for a first one
};

struct StartFacts {
  domain::LedgerPosition last;   ///< our newest sound line; epoch 0: none
  domain::Head head;
  EnrolledAt enrolled;
  bool enrolment_new = true;     ///< no epoch was opened under this enrolment yet
  bool held_is_ours = false;     ///< our ledger has the line `enrolled.held` names, with that head
  /// With `held_is_ours`: our newest line that the held one leads to without a gap. Absent: `last`. Before it lies what
  /// an epoch of ours continues and nobody has any more (server and disk lost the same hours).
  std::optional<domain::EpochOpened::Previous> leads_to = {};
  bool lost = false;             ///< lines behind `last` were lost with a damaged or missing file
  std::uint32_t highest_epoch = 0;  ///< ever seen here, in a damaged file as well
};

struct EpochStart {
  std::uint32_t epoch = 0;
  domain::EpochOpened::Reason reason = domain::EpochOpened::Reason::first;
  std::optional<domain::EpochOpened::Previous> previous;
  bool operator==(const EpochStart&) const = default;
};

/// Everything was lost here: only the server knows where to go on.
struct AskServerFirst {
  bool operator==(const AskServerFirst&) const = default;
};

/// Go on in the epoch that is open.
struct GoOn {
  bool operator==(const GoOn&) const = default;
};

using StartDecision = std::variant<GoOn, EpochStart, AskServerFirst>;

StartDecision decide_start(const StartFacts& facts);

/// After AskServerFirst, with what the server holds.
EpochStart start_after(const domain::EpochOpened::Previous& held, const StartFacts& facts);

}  // namespace quaywatt::agent
