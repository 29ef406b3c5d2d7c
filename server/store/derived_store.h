#pragma once
// The derived tables: what the ledgers say, as rows. Everything here but the verdicts can be dropped and comes out
// equal again. Rows are named by their line, never by a counter (fault D11).

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "server/store/derived_entries.h"

namespace quaywatt::server {

/// One batch on its way into rows; the agent's cursor is locked first and moved last.
class DerivationTransaction {
 public:
  virtual ~DerivationTransaction() = default;
  virtual DerivationCursor lock_cursor(const std::string& agent) = 0;
  /// Adds what the journal needs for lines with these references: the entries they name, every running session and
  /// every open fault (domain::refs_of). Registers of sessions are left empty.
  virtual void load(const std::string& agent, const std::vector<domain::LineRef>& refs,
                    domain::BerthJournal& journal) = 0;
  virtual void save(const std::string& agent, const std::string& berth, const domain::BerthJournal& journal,
                    const ChangedEntries& changed) = 0;
  virtual void save_receipt(const std::string& agent, const domain::LineRef& declaration,
                            const domain::LineReceipt& receipt) = 0;
  virtual void add_readings(const std::string& agent, const std::string& berth,
                            const std::vector<StoredReading>& readings) = 0;
  virtual void set_aside(const std::string& agent, const domain::LineRef& line, domain::LineRefusal reason) = 0;
  virtual void note_ahead(const std::string& agent, const std::vector<LineAhead>& lines) = 0;

  /// Hourly energy (domain/energy/hourly_energy.h). Meters without a kept curve are left out.
  virtual std::map<std::string, domain::EnergyCurve> curves(const std::string& agent,
                                                            const std::set<std::string>& meters) = 0;
  virtual void save_curves(const std::string& agent, const std::map<std::string, domain::EnergyCurve>& curves) = 0;
  virtual MeterLimits meter_limits(const std::string& berth, const std::string& supply_point,
                                   const std::string& meter) = 0;
  /// Added to what the hours hold.
  virtual void add_hours(const std::string& agent, const std::string& berth, const std::string& meter,
                         const domain::EnergyHours& hours) = 0;
  /// Hours and curves of the agent; it waits for no refolding any more.
  virtual void drop_hours(const std::string& agent) = 0;
  /// In ledger order, those after the given line and part, at most `max`.
  virtual std::vector<StoredReading> readings_after(const std::string& agent, const domain::LineRef& line,
                                                    std::uint8_t part, std::size_t max) = 0;

  /// The agent's first contact at or after `from` that is known and not after `until`.
  virtual std::optional<domain::Instant> first_contact(const std::string& agent, domain::Instant from,
                                                       domain::Instant until) = 0;
  /// These stays, and every other at their berths whose time they share, are to be judged (again).
  virtual void mark_with_neighbours(const std::string& agent, const std::set<domain::LineRef>& stays) = 0;
  /// Stays without a departure: time passed for them.
  virtual void mark_open(const std::string& agent) = 0;
  virtual void move_cursor(const std::string& agent, const DerivationCursor& cursor) = 0;
};

/// One stay on its way to a verdict.
class JudgingTransaction {
 public:
  virtual ~JudgingTransaction() = default;
  /// Locks the stay's agent against new lines. False: somebody else judged it meanwhile.
  virtual bool lock_waiting(const LineId& stay) = 0;
  virtual StayRecord record(const LineId& stay) = 0;
  virtual void save_energy(const LineId& session, const ComputedEnergy& energy) = 0;
  virtual std::optional<KeptAssessment> newest_assessment(const LineId& stay) = 0;
  virtual void append_assessment(const LineId& stay, const KeptAssessment& assessment, domain::Instant made_at) = 0;
  virtual void save_judged(const LineId& stay, const JudgedStay& judged) = 0;
  virtual void done(const LineId& stay) = 0;
};

struct WaitingStay {
  LineId id;
  std::string berth;
};

struct RefoldedAgent {
  std::string agent;
  std::string berth;
};

class DerivedStore {
 public:
  virtual ~DerivedStore() = default;

  /// As LedgerStore::in_transaction.
  virtual void derive(const std::function<void(DerivationTransaction&)>& work) = 0;
  virtual void judge(const std::function<void(JudgingTransaction&)>& work) = 0;

  /// By agent; an agent without one has nothing derived yet.
  virtual std::map<std::string, DerivationCursor> cursors() = 0;
  /// By id, at most `max`, none at `berths_to_wait_for`.
  virtual std::vector<WaitingStay> waiting(std::size_t max, const std::set<std::string>& berths_to_wait_for) = 0;
  /// Marks every stay when they were judged under other rules last; true when it did. `rules` names the rule set's
  /// version and whatever else a verdict hangs on that is no row.
  virtual bool judge_under(const std::string& rules) = 0;
  /// Agents whose hours are to be summed anew, and their berths: what the registers say of a meter there changed.
  virtual std::vector<RefoldedAgent> to_refold() = 0;
  /// Drops everything derived from one agent's ledger, the verdict history excepted, and sets its cursor back.
  virtual void drop(const std::string& agent) = 0;
};

}  // namespace quaywatt::server
