#pragma once
// What a run is: berths, length and a list of faults. Faults are data, drawn from the seed; a failing run is cut down
// to the few that matter and kept as a file.

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/time/instant.h"
#include "tests/simulation/random.h"

namespace quaywatt::simulation {

enum class FaultKind {
  // On the way between agent and server. `amount`: per mille of the messages.
  partition,          ///< nothing passes
  one_way_block,      ///< questions arrive, answers do not (N12)
  drop,
  duplicate,          ///< the server hears some questions again, up to an hour later (N2, X1)
  delay,              ///< questions arrive after their sender gave up, in any order (N2)
  lost_reply,         ///< N1
  captive_portal,     ///< N6
  busy,               ///< 503 with Retry-After (S4)
  // The cabinet's machine and its disk.
  kill,               ///< the program dies before its `amount`-th write from then on (A1)
  power_cut,          ///< likewise, and what was not synced may be lost or torn (A2)
  disk_full,          ///< A3
  disk_read_only,     ///< A4
  disk_write_errors,  ///< EIO, per mille of the writes
  disk_sync_errors,   ///< EIO of fsync (A4)
  disk_rollback,      ///< after `duration` the disk is as it was at the beginning (A7)
  clone,              ///< a copy of the disk in a second cabinet, started after `duration` (A8)
  ledger_removed,     ///< somebody deletes the ledger's folder
  poison_line,        ///< a line no server knows, as a later program might have written (A10)
  // The server and its database.
  server_crash,       ///< before the `amount`-th write, or at once with 0; back after `duration` (S3)
  deadlocks,          ///< per mille of the writes (D4)
  unknown_commits,    ///< per mille of the commits (D5)
  failover,           ///< the last `amount` transactions are forgotten (D8)
  restore_dump,       ///< after `duration` the database is as it was at the beginning (D9, N11)
  server_clock_back,  ///< by `amount` s (S7)
  // The cabinet's clock.
  clock_jump,         ///< by `amount` s (C2)
  clock_drift,        ///< `amount` ms too fast an hour
  clock_unset,        ///< 1970 from the next start on (C1)
  clock_spoof,        ///< as drift, while the kernel believes in it (C8)
  // The meter and the load.
  meter_silence,      ///< M10
  meter_spikes,       ///< 100 times the figure, per mille of the readings (M5)
  meter_jitter,       ///< a step back now and then (M4)
  meter_reset,        ///< M3
  meter_swap,         ///< another meter, recorded by nobody (M2)
  meter_exchange,     ///< another meter, recorded by two people
  meter_rollover,     ///< the register comes to its end (M1)
  load_unexplained    ///< power flows without a session (M7)
};

inline constexpr int kFaultKinds = static_cast<int>(FaultKind::load_unexplained) + 1;

std::string_view name_of(FaultKind kind);
std::optional<FaultKind> fault_kind_named(std::string_view name);

struct Fault {
  FaultKind kind = FaultKind::partition;
  domain::Millis at{0};
  domain::Millis duration{0};
  int berth = 0;              ///< which; of no meaning for the server's
  std::int64_t amount = 0;    ///< see FaultKind
  bool operator==(const Fault&) const = default;
};

struct Plan {
  std::uint64_t seed = 0;
  int berths = 1;
  domain::Millis length{std::chrono::hours{24}};          ///< the faults' time; quiet follows until all is drained
  domain::Millis uplink_interval{std::chrono::minutes{1}};
  domain::Millis between_acts{std::chrono::minutes{20}};  ///< of the operators, on average; 0: nobody comes by himself
  std::vector<Fault> faults;

  double berth_days() const;
};

/// `berth_days` 0: as the seed says, most runs short and dense, some long and quiet.
Plan draw_plan(std::uint64_t seed, int berth_days);

/// As kept in regressions/, and back; throws std::runtime_error saying what is wrong with it.
std::string to_json(const Plan& plan);
Plan plan_from_json(const std::string& text);

}  // namespace quaywatt::simulation
