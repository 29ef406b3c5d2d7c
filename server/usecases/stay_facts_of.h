#pragma once
// From rows to the facts a stay is judged by. Pure; what nobody knows stays unknown.

#include <vector>

#include "domain/berth/evidence.h"
#include "domain/energy/session_energy.h"
#include "domain/rules/rule_set.h"
#include "server/store/derived_entries.h"

namespace quaywatt::server {

/// `energies` are those of `record.sessions`, in their order; `record.berth` is there.
domain::StayFacts stay_facts_of(const StayRecord& record, const std::vector<domain::SessionEnergy>& energies,
                                const domain::RuleSet& rules, const domain::EvidenceSettings& settings);

}  // namespace quaywatt::server
