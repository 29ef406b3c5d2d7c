#pragma once
// Where the sending goes on, given what the server holds: the server's head rules, backwards too. Pure.

#include <cstdint>
#include <optional>
#include <variant>

#include "domain/ledger/ledger_line.h"
#include "domain/ledger/ledger_position.h"

namespace quaywatt::agent {

/// The newest receipt: last line held and the head after it. Epoch 0: nothing.
struct ServerHolds {
  domain::LedgerPosition last;
  domain::Head head;
  bool operator==(const ServerHolds&) const = default;
};

/// What our own ledger says about that place.
struct OurSide {
  /// An epoch of ours after the one the server holds, and what its opening line says it continues.
  struct LaterEpoch {
    std::uint32_t epoch = 0;
    std::optional<domain::EpochOpened::Previous> continues;
  };
  domain::LedgerPosition last;               ///< our newest line; epoch 0: we have none
  std::optional<domain::Head> head_there;    ///< ours after the line the server holds last, if we have that line
  std::uint64_t last_seq_there = 0;          ///< our last line in the server's epoch, 0: none
  std::optional<LaterEpoch> later;           ///< the one that continues what is held, else the lowest
};

/// Everything of ours is held.
struct NothingToSend {
  bool operator==(const NothingToSend&) const = default;
};

struct SendFrom {
  domain::LedgerPosition first;
  bool operator==(const SendFrom&) const = default;
};

/// The server holds more than we have. Send our last line alone: `already_held` means we are merely behind (an older
/// disk image, all sent), `fork` that somebody else wrote there (faults A7, A8).
struct ProbeLast {
  domain::LedgerPosition position;
  bool operator==(const ProbeLast&) const = default;
};

/// We are merely behind: go on in the epoch after the server's.
struct OpenNextEpoch {
  domain::EpochOpened::Previous held;
  bool operator==(const OpenNextEpoch&) const = default;
};

using NextStep = std::variant<NothingToSend, SendFrom, ProbeLast, OpenNextEpoch>;

/// `agreed`: our last line up to which the server was found to hold our very bytes while it holds more, if so.
NextStep next_step(const ServerHolds& holds, const OurSide& ours, const std::optional<domain::LedgerPosition>& agreed);

}  // namespace quaywatt::agent
