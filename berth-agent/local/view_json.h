#pragma once
// How stays, sessions, declarations, faults and tiles look as JSON. Names carry their units; absent means unknown.

#include "berth-agent/berth/overview.h"
#include "berth-agent/local/answer.h"

namespace quaywatt::agent {

Json vessel_json(const domain::VesselNamed& vessel);
Json registers_json(const domain::RegisterValues& registers);
Json parameters_json(const domain::SupplyParameters& parameters);
Json alarms_json(const std::vector<Alarm>& alarms);
Json actor_json(const domain::Actor& actor);

Json stay_json(const DeskLook& desk, const domain::Stay& stay);
Json session_json(const DeskLook& desk, const domain::Session& session);
Json declaration_json(const domain::Declaration& declaration);
Json fault_json(const domain::Fault& fault);
Json checklist_json(const domain::Checklist& checklist);
Json tile_json(const DeskLook& desk, const SupplyPointTile& tile);

}  // namespace quaywatt::agent
