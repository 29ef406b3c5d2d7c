#pragma once
// What the desk knows, and knows from its ledger alone: fold the stored lines and it is there again. Pure.

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "berth-agent/berth/berth_setup.h"
#include "berth-agent/berth/standing_alarms.h"
#include "berth-agent/clock/agent_clock.h"
#include "domain/berth/journal.h"
#include "domain/energy/session_energy.h"
#include "domain/ledger/ledger_line.h"

namespace quaywatt::agent {

/// The newest register values of a supply point that stand in the ledger, of whatever kind the line was.
struct RecordedRegisters {
  std::string meter;
  domain::LineRef line;
  domain::Instant at{};
  domain::RegisterValues registers;
  bool operator==(const RecordedRegisters&) const = default;
};

/// The readings of one session that its energy is computed from, in the order of the ledger.
struct SessionReadings {
  std::vector<domain::RegisterPoint> points;
  std::vector<domain::MeterTraits> meters;  ///< in their order of service
};

/// A line of ours that means nothing, and why (fault A10).
struct SetAsideLine {
  domain::LineRef line;
  std::string reason;  ///< a LineRefusal's or a codec's word
};

inline constexpr std::size_t kSetAsideLinesNamed = 20;

struct BerthState {
  BerthSetup setup;
  domain::BerthJournal journal;
  std::map<std::string, std::string> meters;                  ///< by supply point: the meter in service
  std::map<std::string, RecordedRegisters> last_registers;    ///< by supply point, of the meter in service
  std::map<domain::LineRef, SessionReadings> running;         ///< of sessions that run
  std::map<domain::LineRef, domain::SessionEnergy> finished;  ///< of sessions that stopped
  std::set<domain::LineRef> interrupted;  ///< ran when the power went; wait for the first good reading (flow 4)
  std::map<std::string, domain::LineRef> requests;            ///< by request id: the line it made
  std::set<AlarmKey> raised;              ///< alarms that stand
  std::vector<SetAsideLine> set_aside_lines;  ///< the newest of them, at most kSetAsideLinesNamed
  std::uint64_t set_aside = 0;            ///< own lines the journal would not take (fault A10)
};

/// A berth before its first line: every supply point has the meter of the settings.
BerthState empty_berth(BerthSetup setup);

void set_aside(BerthState& state, const domain::LineRef& line, std::string reason);

/// Folds one line in. Lines that say nothing about the berth leave it as it is.
void fold(BerthState& state, const domain::LedgerLine& line);

/// Where the meter in service of a supply point is read: its own entry in the settings, or, when an exchange put in
/// a meter the settings do not know, the line of the meter before it. Empty for an unknown supply point.
std::string channel_of(const BerthState& state, const std::string& supply_point);

/// A session of the stay that runs, the newest where a vessel uses two sockets; nullptr when none does.
const domain::Session* running_session_of(const BerthState& state, const domain::LineRef& stay);

/// The supply point whose meter in service is read under that name; empty when none is.
std::string supply_point_on(const BerthState& state, const std::string& channel);

/// The point a reading makes on a session's register curve.
domain::RegisterPoint register_point(const std::string& meter, const ClockReading& at, const std::string& boot,
                                     const domain::RegisterValues& registers);

}  // namespace quaywatt::agent
