#pragma once
// Figures as people read them: stays with their verdicts, sessions with their energy, ledgers with how far they are
// read. Reads only.

#include <optional>
#include <string>
#include <vector>

#include "server/store/derived_entries.h"

namespace quaywatt::server {

struct SessionFigure {
  LineId id;
  std::string supply_point;
  domain::Instant started_at{};
  std::optional<domain::Instant> stopped_at;
  domain::WattHours energy{};
  domain::WattHours uncertainty{};
  std::int64_t connected_ms = 0;
  std::string notes;                              ///< names of EnergyNote, comma between
  std::vector<domain::DayEnergy> days;
};

struct StayFigure {
  LineId id;
  std::string vessel_name;                        ///< as the operator said it
  std::string vessel_identity;                    ///< of the register; empty: not found there
  std::optional<domain::VesselType> vessel_type;  ///< that it was judged as
  std::string berth;
  std::optional<RegisteredBerth> place;           ///< empty: a berth nobody registered
  domain::Instant arrived_at{};
  std::optional<domain::Instant> departed_at;     ///< empty: still there
  domain::Instant newest_at{};                    ///< of its agent's ledger
  std::optional<KeptAssessment> assessment;       ///< the newest
  std::string not_judged;                         ///< why there is none; empty also while it waits
  std::vector<SessionFigure> sessions;            ///< by id
};

/// Bounds of the departure, half open. Stays that last are of no period: they come without `until` only.
struct StayQuery {
  std::optional<domain::Instant> from;
  std::optional<domain::Instant> until;
};

struct LedgerFigure {
  std::string agent;
  std::string berth;
  domain::AgentStanding standing = domain::AgentStanding::unknown;
  domain::LedgerPosition held;
  domain::LedgerPosition derived;
  std::uint64_t unreadable_lines = 0;             ///< refused when they arrived
  std::uint64_t contradicting_lines = 0;          ///< refused by the journal
  std::optional<domain::Instant> last_contact_at;
};

/// Bounds of the hour's first instant, half open.
struct HourQuery {
  std::optional<domain::Instant> from;
  std::optional<domain::Instant> until;
};

/// The energy that a supply point's meters measured in a clock hour.
struct HourFigure {
  std::string berth;
  std::string supply_point;
  domain::Instant hour{};
  domain::EnergyPart energy;
};

class FiguresStore {
 public:
  virtual ~FiguresStore() = default;
  /// By arrival, then id.
  virtual std::vector<StayFigure> stays(const StayQuery& query) = 0;
  /// By berth, supply point and hour. Hours in which nothing was measured are left out.
  virtual std::vector<HourFigure> energy_hours(const HourQuery& query) = 0;
  /// By agent.
  virtual std::vector<LedgerFigure> ledgers() = 0;
  /// What came back after the database had lost it, newest first.
  virtual std::vector<LedgerRecovery> recoveries() = 0;
  /// Stays that wait to be judged: figures may still change.
  virtual std::uint64_t waiting() = 0;
};

}  // namespace quaywatt::server
