#pragma once
// Reads a ledger line by line and says whether every line is the one that was chained (faults A2, X5).

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "berth-agent/ledger/checkpoint.h"
#include "berth-agent/ledger/ledger_store.h"

namespace quaywatt::agent {

struct LedgerBreak {
  enum class Kind {
    unreadable,     ///< the file's own structure is damaged here
    line_missing,   ///< a line of the epoch is gone (or was put elsewhere)
    line_changed    ///< the line's bytes, or its head, are not those that were chained
  };
  Kind kind = Kind::line_changed;
  domain::LedgerPosition at;
  domain::LedgerPosition sound;  ///< last line before it that is as chained; epoch 0: none
  domain::Head sound_head;       ///< its head, empty when none
  std::string zh;
  std::string en;
};

/// A chained line whose text does not decode, or names another place than it stands at.
struct StrangeLine {
  domain::LedgerPosition at;
  std::string reason;
};

struct LedgerCheck {
  struct Epoch {
    std::uint32_t epoch = 0;
    std::uint64_t first_seq = 0;   ///< first line looked at
    std::uint64_t last_seq = 0;    ///< last sound line
    domain::Head head;             ///< after it
  };
  std::vector<Epoch> epochs;
  std::uint64_t lines = 0;         ///< looked at and sound
  std::optional<LedgerBreak> first_break;
  std::vector<StrangeLine> strange;  ///< at most kStrangeLinesNamed of them
  std::uint64_t strange_count = 0;
};

inline constexpr std::size_t kStrangeLinesNamed = 20;

/// Stops at the first break. `from`: begin behind this line, trusting it; nullopt: everything, and decodes each line.
/// A file the store cannot read is a break of kind `unreadable`, not an exception.
LedgerCheck verify_ledger(LedgerStore& store, const std::string& agent, const std::optional<Checkpoint>& from);

}  // namespace quaywatt::agent
