#pragma once
// What the derived tables hold beside the journal's own entries.

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "domain/berth/evidence.h"
#include "domain/berth/journal.h"
#include "domain/energy/daily_energy.h"
#include "domain/energy/hourly_energy.h"
#include "domain/rules/assessment.h"
#include "domain/rules/stay_facts.h"
#include "server/store/ledger_store.h"
#include "server/store/line_id.h"
#include "server/store/register_store.h"

namespace quaywatt::server {

/// How far an agent's ledger has been read.
struct DerivationCursor {
  domain::LedgerPosition last;     ///< {0, 0}: nothing yet
  domain::Instant newest_at{};     ///< the last line's own clock
  bool operator==(const DerivationCursor&) const = default;
};

/// A register reading of any line that carries one. An exchange makes two: part 0 the old meter, part 1 the new one.
struct StoredReading {
  domain::LineRef line;
  std::uint8_t part = 0;
  std::string supply_point;
  std::string meter;
  domain::Reading::Cause cause = domain::Reading::Cause::idle;
  std::optional<domain::LineRef> session;
  domain::Instant at{};
  std::string boot;
  domain::Millis mono{};
  domain::ClockSync sync = domain::ClockSync::unsynced;
  domain::RegisterValues registers;
  std::optional<std::int32_t> installed_digits = {};  ///< part 1: as the exchange's record says
  bool ahead_of_time = false;                         ///< its clock was ahead of its receipt (fault C9)
};

/// A line whose clock was ahead of its receipt by more than derive_ledgers allows.
struct LineAhead {
  domain::LineRef line;
  domain::Millis ahead{};
};

/// What the registers of places say of a meter at a supply point; unknown is 0.
struct MeterLimits {
  std::int32_t digits = 0;
  domain::Watts rated_power{0};
};

/// The entries of a journal that a run of lines changed.
struct ChangedEntries {
  std::set<domain::LineRef> stays;
  std::set<domain::LineRef> sessions;
  std::set<domain::LineRef> declarations;
  std::set<domain::LineRef> faults;
  std::set<domain::LineRef> checklists;
  std::set<domain::LineRef> exchanges;
};

/// A declaration with how the server came by it.
struct ReceivedDeclaration {
  domain::Declaration declaration;
  domain::LineReceipt receipt;
};

/// Another session that ran on the same meter at the same time (fault M11).
struct SharingSession {
  LineId id;
  domain::Instant started_at{};
  std::optional<domain::Instant> stopped_at;
};

/// A session with what its energy is computed from. `session.at_start` and `at_stop` are not loaded: they are among
/// the points.
struct MeteredSession {
  domain::Session session;
  std::vector<domain::RegisterPoint> points;
  std::vector<domain::MeterTraits> meters;    ///< in their order of service
  bool end_reading = false;
  LineId id = {};
  std::vector<SharingSession> sharing = {};   ///< by id
};

struct ComputedEnergy {
  domain::SessionEnergy energy;
  std::vector<domain::DayEnergy> days;
};

/// Another vessel's time at the berth.
struct NeighbourStay {
  LineId id;
  domain::Instant arrived_at{};
  std::optional<domain::Instant> departed_at;
};

/// Another vessel's supply at the berth.
struct NeighbourSession {
  std::string supply_point;
  domain::Instant started_at{};
  std::optional<domain::Instant> stopped_at;
};

enum class VesselMatch { none, identity, mmsi, name };

/// Everything one stay is judged by.
struct StayRecord {
  LineId id;
  domain::Stay stay;
  domain::Instant newest_at{};                 ///< of the agent's ledger: an open stay is judged up to then
  bool clock_ahead = false;                    ///< it was registered or ended by a clock ahead of the receipt (C9)
  std::vector<MeteredSession> sessions;        ///< by id
  std::vector<ReceivedDeclaration> declarations;
  std::optional<RegisteredBerth> berth;
  std::vector<RegisteredSupplyPoint> supply_points;
  std::vector<RegisteredVessel> vessel_candidates;  ///< sharing identity, MMSI or name with the one named
  std::optional<RegisteredVessel> vessel;      ///< of the candidates, the one it is (vessel_match.h)
  VesselMatch vessel_match = VesselMatch::none;
  std::vector<NeighbourStay> neighbours;       ///< overlapping at the berth
  std::vector<NeighbourSession> neighbour_sessions;
};

/// A verdict as kept for ever.
struct KeptAssessment {
  std::uint32_t version = 0;                   ///< 1 is the first
  bool provisional = false;                    ///< the vessel was still alongside
  domain::Assessment assessment;
  std::string facts;                           ///< JSON as `quaywatt assess` reads it
  std::string facts_hash;
};

/// What judging leaves on the stay's own row.
struct JudgedStay {
  std::optional<std::string> vessel_identity;
  VesselMatch vessel_match = VesselMatch::none;
  std::optional<domain::VesselType> vessel_type;
  std::string not_judged;                      ///< why there is no verdict; empty with one
  std::optional<std::uint32_t> version;
};

}  // namespace quaywatt::server
