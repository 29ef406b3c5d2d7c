#pragma once
// What each kind of line does to the journal. One `take` a kind; kinds without one say nothing about the berth's state.
// Each checks in the order of LineRefusal and changes the journal only after its last check.

#include "domain/berth/journal.h"

namespace quaywatt::domain {

using Effect = std::variant<Touched, LineRefusal>;

Effect take(BerthJournal& journal, const Written& written, const StayRegistered& line);
Effect take(BerthJournal& journal, const Written& written, const StayEnded& line, Folder folder);
Effect take(BerthJournal& journal, const Written& written, const Corrected& line);

Effect take(BerthJournal& journal, const Written& written, const ChecklistCompleted& line);
Effect take(BerthJournal& journal, const Written& written, const SupplyStarted& line, Folder folder);
Effect take(BerthJournal& journal, const Written& written, const SupplyResumed& line);
Effect take(BerthJournal& journal, const Written& written, const SupplyStopped& line);

Effect take(BerthJournal& journal, const Written& written, const Declared& line);
Effect take(BerthJournal& journal, const Written& written, const DeclarationEnded& line);
Effect take(BerthJournal& journal, const Written& written, const Confirmed& line);

Effect take(BerthJournal& journal, const Written& written, const FaultOpened& line, Folder folder);
Effect take(BerthJournal& journal, const Written& written, const FaultClosed& line);
Effect take(BerthJournal& journal, const Written& written, const MeterExchanged& line);

/// Whether what `opened` opened may be unknown to the agent that wrote the line.
bool lapsed(const LineRef& opened, const Written& written, Folder folder);

/// Stops a session that the agent has lost, without a reading.
void lapse(Session& session, const Written& written);

/// The entry a line names, or nullptr.
template <typename Map>
typename Map::mapped_type* entry(Map& entries, const LineRef& ref) {
  const auto found = entries.find(ref);
  return found == entries.end() ? nullptr : &found->second;
}

}  // namespace quaywatt::domain
