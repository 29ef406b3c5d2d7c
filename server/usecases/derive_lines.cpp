#include "server/usecases/derive_lines.h"

#include <variant>

namespace quaywatt::server {

namespace {

using domain::LedgerLine;
using domain::LineRef;
using Cause = domain::Reading::Cause;

/// Takes the register readings out of a line the journal has taken. The berth agent's own fold reads them alike.
class ReadingTaker {
 public:
  ReadingTaker(const domain::BerthJournal& journal, const LedgerLine& line, std::vector<StoredReading>& into)
      : journal_(journal), line_(line), into_(into) {}

  void operator()(const domain::Reading& reading) const {
    add(0, reading.supply_point, reading.meter, reading.cause, reading.registers, running(reading.session));
  }
  void operator()(const domain::SupplyStarted& started) const {
    add(0, started.supply_point, started.meter, Cause::session_start, started.registers, line_.position);
  }
  void operator()(const domain::SupplyResumed& resumed) const {
    const auto& session = journal_.sessions.at(resumed.session);
    add(0, session.supply_point, session.meter, Cause::resumed, resumed.registers, session.id);
  }
  void operator()(const domain::SupplyStopped& stopped) const {
    // After a power cut the device repeats the last good reading: the session ended when that was taken, not now.
    if (!stopped.registers || line_.actor.role == domain::ActorRole::device) return;
    const auto& session = journal_.sessions.at(stopped.session);
    add(0, session.supply_point, session.meter, Cause::session_end, *stopped.registers, session.id);
  }
  void operator()(const domain::FaultClosed& closed) const {
    const auto& supply_point = journal_.faults.at(closed.fault).supply_point;
    const auto* session = journal_.running_session_at(supply_point);
    if (session) add(0, supply_point, session->meter, Cause::fault_test, closed.test_reading, session->id);
  }
  void operator()(const domain::MeterExchanged& exchange) const {
    const auto session = journal_.exchanges.at(line_.position).session;
    if (exchange.old_final) {
      add(0, exchange.supply_point, exchange.old_meter, Cause::exchange, *exchange.old_final, session);
    }
    add(1, exchange.supply_point, exchange.new_meter, Cause::exchange, exchange.new_first, session);
    into_.back().installed_digits = exchange.digits;
  }
  template <typename Other>
  void operator()(const Other&) const {}

 private:
  /// Energy is never attached to a session that does not run (fault M7).
  std::optional<LineRef> running(const std::optional<LineRef>& named) const {
    if (!named) return std::nullopt;
    const auto session = journal_.sessions.find(*named);
    if (session == journal_.sessions.end() || session->second.stopped) return std::nullopt;
    return named;
  }

  void add(std::uint8_t part, const std::string& supply_point, const std::string& meter, Cause cause,
           const domain::RegisterValues& registers, const std::optional<LineRef>& session) const {
    into_.push_back({line_.position, part, supply_point, meter, cause, session, line_.at, line_.boot, line_.mono,
                     line_.sync, registers});
  }

  const domain::BerthJournal& journal_;
  const LedgerLine& line_;
  std::vector<StoredReading>& into_;
};

void note_changes(DerivedLines& derived, const domain::Touched& touched) {
  derived.changed.stays.insert(touched.stays.begin(), touched.stays.end());
  derived.changed.sessions.insert(touched.sessions.begin(), touched.sessions.end());
  derived.changed.declarations.insert(touched.declarations.begin(), touched.declarations.end());
  derived.changed.faults.insert(touched.faults.begin(), touched.faults.end());
  derived.changed.checklists.insert(touched.checklists.begin(), touched.checklists.end());
  derived.changed.exchanges.insert(touched.exchanges.begin(), touched.exchanges.end());
}

void note_stays(DerivedLines& derived, const domain::BerthJournal& journal) {
  derived.to_judge = derived.changed.stays;
  for (const auto& ref : derived.changed.sessions) derived.to_judge.insert(journal.sessions.at(ref).stay);
  for (const auto& ref : derived.changed.declarations) derived.to_judge.insert(journal.declarations.at(ref).stay);
}

}  // namespace

DerivedLines derive_lines(domain::BerthJournal& journal, const std::vector<LedgerLine>& lines) {
  DerivedLines derived;
  for (const LedgerLine& line : lines) {
    const auto effect = domain::apply(journal, line, domain::Folder::server);
    if (const auto* refusal = std::get_if<domain::LineRefusal>(&effect)) {
      derived.set_aside.emplace_back(line.position, *refusal);
      continue;
    }
    note_changes(derived, std::get<domain::Touched>(effect));
    std::visit(ReadingTaker(journal, line, derived.readings), line.body);
    if (std::holds_alternative<domain::Declared>(line.body)) derived.declared.insert(line.position);
  }
  note_stays(derived, journal);
  return derived;
}

}  // namespace quaywatt::server
