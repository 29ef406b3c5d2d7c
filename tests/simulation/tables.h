#pragma once
// What the server's database holds, as plain maps with the keys the SQL tables have.

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "server/store/derived_entries.h"
#include "server/store/ledger_store.h"

namespace quaywatt::simulation {

struct BatchRow {
  std::shared_ptr<const wire::Batch> batch;
  std::string ledger_key;
  domain::Instant received_at{};
  std::optional<domain::Instant> previous_contact_at;
};

struct AgentRow {
  std::string berth;
  domain::AgentStanding standing = domain::AgentStanding::unknown;
  std::optional<domain::Instant> last_contact_at;
  std::uint64_t replayed_lines = 0;
  std::uint32_t certificate = 0;  ///< the one that counts; earlier ones are revoked
};

/// Both sides of a fork, kept apart.
struct ForkRow {
  std::string ours_head;
  domain::Instant at{};
};

struct LedgerRows {
  std::map<int, AgentRow> agent;                                  ///< one row, key 0
  std::map<domain::LedgerPosition, std::string> keys;             ///< by the position after which one counts
  std::map<domain::LedgerPosition, BatchRow> batches;             ///< by epoch and first new line
  std::map<std::uint32_t, domain::HeldLedger> heads;              ///< by epoch
  std::map<domain::LedgerPosition, server::SetAsideLine> set_aside;
  std::map<std::string, ForkRow> forks;                           ///< by the forked batch's head
  std::map<std::pair<domain::LedgerPosition, domain::Instant>, server::LedgerRecovery> recoveries;  ///< by end, finding
};

struct SessionRow {
  domain::Session session;
  std::string berth;
  bool end_reading = false;
  std::optional<server::ComputedEnergy> energy;
};

struct ExchangeRow {
  domain::Exchange exchange;
  std::string berth;
};

struct DerivedRows {
  std::map<int, server::DerivationCursor> cursor;                 ///< one row, key 0
  std::map<domain::LineRef, domain::Stay> stays;
  std::map<domain::LineRef, SessionRow> sessions;
  std::map<domain::LineRef, server::ReceivedDeclaration> declarations;
  std::map<domain::LineRef, domain::Fault> faults;
  std::map<domain::LineRef, domain::Checklist> checklists;
  std::map<domain::LineRef, ExchangeRow> exchanges;
  std::map<std::pair<domain::LineRef, std::uint8_t>, server::StoredReading> readings;
  std::map<domain::LineRef, domain::LineRefusal> set_aside;
  std::map<domain::LineRef, domain::Millis> ahead;
  std::map<domain::LineRef, std::string> to_judge;                ///< with their berth
  std::map<domain::LineRef, server::JudgedStay> judged;
  std::map<std::string, domain::EnergyCurve> curves;              ///< by meter
  std::map<std::pair<std::string, domain::MeterHour>, domain::EnergyPart> hours;
};

struct Tables {
  std::map<std::string, LedgerRows> ledgers;
  std::map<std::string, DerivedRows> derived;
  std::map<server::LineId, std::vector<server::KeptAssessment>> assessments;
  std::map<std::string, std::uint32_t> alarms;                    ///< by kind, subject and occasion: how often
  std::map<int, std::string> rules;                               ///< one row, key 0
};

/// The first table in which the two differ, with the row; empty when they are equal.
std::string difference(const DerivedRows& a, const DerivedRows& b);

}  // namespace quaywatt::simulation
