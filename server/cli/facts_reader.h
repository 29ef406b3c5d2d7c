#pragma once
// One case's "facts" as the domain's StayFacts, checked so that they keep the promises of stay_facts.h.

#include "domain/rules/stay_facts.h"
#include "server/cli/fact_fields.h"

namespace quaywatt::server {

inline constexpr std::size_t kConnectionsMax = 1000;   ///< of one stay
inline constexpr std::size_t kDeclarationsMax = 1000;  ///< of one stay

/// Members nobody knows are noted, not refused: other producers may say more than the rules ask. Meaningful only
/// when `notes.fault` is empty afterwards.
domain::StayFacts read_facts(const nlohmann::json& facts, const std::string& pointer, ReadingNotes& notes);

/// Voltage, frequency, phases and current among `fields`; each may be unknown.
domain::ElectricalParameters read_parameters(FactFields& fields);

/// The members that make a vessel's facts, among others in the same object.
domain::VesselFacts read_vessel_facts(FactFields& fields, ReadingNotes& notes);

}  // namespace quaywatt::server
