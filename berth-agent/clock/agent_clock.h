#pragma once
// The agent's sense of time, injected everywhere: wall clock, monotonic counter of this boot, and what
// the clock is worth.

#include <string>

#include "domain/ledger/ledger_line.h"
#include "domain/time/instant.h"

namespace quaywatt::agent {

struct ClockReading {
  domain::Instant wall{};
  domain::Millis mono{};         ///< since an arbitrary start of this boot; never steps back
  domain::ClockSync sync = domain::ClockSync::unsynced;
};

class AgentClock {
 public:
  virtual ~AgentClock() = default;
  virtual ClockReading now() const = 0;
  virtual std::string boot() const = 0;          ///< 16 lower-case hex digits, new at every start
  virtual std::uint32_t scale() const = 0;       ///< 1, or clock seconds per real second of a demonstration clock
};

}  // namespace quaywatt::agent
