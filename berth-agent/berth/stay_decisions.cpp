#include "berth-agent/berth/stay_decisions.h"

#include "schema/wire/line_codec.h"

namespace quaywatt::agent {

namespace {

/// The strongest identity both name decides: 船舶识别号, then MMSI, then the name (fault V9: names change).
bool same_vessel(const domain::VesselNamed& a, const domain::VesselNamed& b) {
  if (!a.identity.empty() && !b.identity.empty()) return a.identity == b.identity;
  if (a.mmsi && b.mmsi) return a.mmsi == b.mmsi;
  return a.name == b.name;
}

const domain::Stay* open_stay_of(const BerthState& state, const domain::VesselNamed& vessel) {
  for (const auto& [ref, stay] : state.journal.stays) {
    if (!stay.departed_at && same_vessel(stay.vessel, vessel)) return &stay;
  }
  return nullptr;
}

}  // namespace

Decision decide_register_stay(const BerthState& state, const Asked& by, const RegisterStay& command) {
  const domain::Instant arrived_at = instant_or_now(command.arrived_at, by);
  if (auto refusal = refuse_future(arrived_at, by)) return *refusal;
  if (const auto* already = open_stay_of(state, command.vessel)) {
    const std::string label = vessel_label(already->vessel);
    return DeskRefusal{RefusalCode::vessel_already_alongside,
                       label + " 已登记靠泊（" + wire::format_ref(already->id) + "）。请直接选用，或先结束原靠泊。",
                       label + " is registered alongside already (" + wire::format_ref(already->id) +
                           "). Use that stay, or end it first.",
                       {}};
  }
  return domain::StayRegistered{state.setup.berth, command.vessel,  arrived_at,
                                command.source,    command.purpose, command.raft_position};
}

Decision decide_end_stay(const BerthState& state, const Asked& by, const EndStay& command) {
  const auto found = open_stay(state, command.stay);
  if (const auto* refusal = std::get_if<DeskRefusal>(&found)) return *refusal;
  const domain::Stay& stay = *std::get<const domain::Stay*>(found);
  const domain::Instant departed_at = instant_or_now(command.departed_at, by);
  if (auto refusal = refuse_future(departed_at, by)) return *refusal;
  if (departed_at < stay.arrived_at) {
    return DeskRefusal{RefusalCode::times_out_of_order, "离泊时间早于靠泊时间。请核对离泊时间。",
                       "The departure lies before the arrival. Check the time of departure.", {}};
  }
  if (const auto* session = running_session_of(state, command.stay)) {
    return DeskRefusal{RefusalCode::session_running,
                       vessel_label(stay.vessel) + " 仍在岸电桩 " + session->supply_point + " 用电。请先断电结束。",
                       vessel_label(stay.vessel) + " is still supplied at " + session->supply_point +
                           ". Stop the supply first.",
                       {}};
  }
  return domain::StayEnded{command.stay, departed_at, command.source};
}

}  // namespace quaywatt::agent
