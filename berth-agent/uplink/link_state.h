#pragma once
// What the screens say of the connection to the server, and the little the rest of the agent may ask of the uplink.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "berth-agent/uplink/set_aside_lines.h"
#include "domain/ledger/ledger_line.h"
#include "domain/time/instant.h"

namespace quaywatt::agent {

struct LinkState {
  enum class Phase {
    starting,           ///< nothing tried yet
    online,             ///< the last contact brought a valid receipt
    offline,            ///< the last contact failed; lines are kept and sent later
    awaiting_approval,  ///< enrolled, an administrator has not confirmed the fingerprint yet
    stopped             ///< the server refuses this ledger for good (fork, revoked); recording goes on
  };
  Phase phase = Phase::starting;
  std::optional<domain::Instant> since;              ///< agent's wall clock, of the last change of phase
  std::optional<domain::Instant> last_receipt_at;    ///< agent's wall clock
  std::optional<domain::LedgerPosition> receipted;   ///< our last line known to be held, by a valid receipt
  std::string error_zh;                              ///< last error, empty when there is none
  std::string error_en;
  std::uint64_t unsent = 0;                          ///< lines behind it
  std::optional<domain::Instant> oldest_unsent;      ///< the first of them, by its own clock
  std::uint64_t set_aside = 0;                       ///< lines whose meaning the server refused, ever (A10)
  std::vector<SetAsideByServer> set_aside_lines;     ///< the newest of them, with reasons
  std::optional<domain::Millis> server_offset;       ///< server's clock minus ours at the last contact (fault C3)
};

/// Phase names of the local interface: "starting", "online", "offline", "awaiting_approval", "stopped".
std::string_view phase_name(LinkState::Phase phase);

/// The uplink as seen by the desk and the local interface. Safe from any thread, never blocks on the network.
class LinkMonitor {
 public:
  virtual ~LinkMonitor() = default;
  virtual LinkState state() const = 0;
  /// Send now instead of at the next interval (an urgent line, or 立即重试).
  virtual void wake() = 0;
};

/// Opens the next epoch when the server turns out to hold more than this ledger does. Implemented by the ledger's
/// one owner, under its lock. Throws StorageFailure.
class EpochOpener {
 public:
  virtual ~EpochOpener() = default;
  virtual void open_epoch_behind_server(const domain::EpochOpened::Previous& held) = 0;
};

/// Lines that do not wait for the sending interval: start and stop of supply, faults, declarations and the like.
bool is_urgent(const domain::LineBody& body);

}  // namespace quaywatt::agent
