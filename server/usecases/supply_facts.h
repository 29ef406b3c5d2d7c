#pragma once
// What the berth could have given this vessel: which supply, within reach, free.

#include <optional>

#include "domain/rules/rule_set.h"
#include "server/store/derived_entries.h"

namespace quaywatt::server {

/// The supply the vessel was connected to; else the best for it: inspected by the day of arrival and fitting its
/// facility, then inspected, then the first by id. Empty: the berth has none.
std::optional<domain::ShoreSupply> supply_for(const StayRecord& record);

/// Quay side or alone at the berth: yes. A second or later place in a raft, or a raft whose order nobody recorded:
/// unknown.
std::optional<bool> supply_reaches(const StayRecord& record);

/// Whether others used every supply point so that none was free for longer than the rule's threshold within the stay
/// (ending at `until`). A stay no longer than that is only blocked when nothing was free at all.
bool supply_taken(const StayRecord& record, domain::Instant until, const domain::RuleSet& rules);

}  // namespace quaywatt::server
