#include "berth-agent/berth/supply_decisions.h"

#include <cstdlib>

#include "berth-agent/berth/reason_codes.h"
#include "schema/wire/line_codec.h"

namespace quaywatt::agent {

namespace {

/// The newest list of this stay at this supply point: a later failed one voids an earlier passed one.
const domain::Checklist* newest_checklist(const BerthState& state, const StartSupply& command) {
  const domain::Checklist* newest = nullptr;
  for (const auto& [ref, list] : state.journal.checklists) {
    if (list.stay == command.stay && list.supply_point == command.supply_point) newest = &list;
  }
  return newest;
}

std::string vessel_of(const BerthState& state, const domain::Session& session) {
  const auto stay = state.journal.stays.find(session.stay);
  return stay == state.journal.stays.end() ? wire::format_ref(session.stay) : vessel_label(stay->second.vessel);
}

std::optional<DeskRefusal> supply_point_obstacle(const BerthState& state, const std::string& supply_point) {
  if (const auto* taken = state.journal.running_session_at(supply_point)) {
    const std::string first = vessel_of(state, *taken);
    return DeskRefusal{RefusalCode::supply_point_taken,
                       "岸电桩 " + supply_point + " 正在给 " + first + " 供电。请选择其他岸电桩，或先结束该次供电。",
                       "Supply point " + supply_point + " is supplying " + first +
                           ". Choose another supply point, or stop that supply first.",
                       "13"};
  }
  if (state.journal.open_fault_at(supply_point) != nullptr) {
    return DeskRefusal{RefusalCode::supply_point_faulty,
                       "岸电桩 " + supply_point + " 有未恢复的故障。请先试读电表并恢复，或登记未使用岸电。",
                       "Supply point " + supply_point +
                           " has an open fault. Close it with a test reading, or declare why the vessel does not "
                           "connect.",
                       "05"};
  }
  return std::nullopt;
}

std::optional<DeskRefusal> checklist_obstacle(const domain::Checklist* list) {
  if (list == nullptr) {
    return DeskRefusal{RefusalCode::checklist_missing, "尚未完成接电前确认单。请先逐项确认。",
                       "The checklist before connecting is not done. Complete it first.", {}};
  }
  if (list->passed) return std::nullopt;
  const auto* reason = reason_code(list->proposed_reason);
  const std::string zh = reason ? std::string(reason->code) + " " + std::string(reason->zh) : "14";
  const std::string en = reason ? std::string(reason->code) + " " + std::string(reason->en) : "14";
  return DeskRefusal{RefusalCode::checklist_not_passed,
                     "接电前确认单未通过，不能供电。请登记未使用岸电，建议原因：" + zh + "。",
                     "The checklist did not pass; supply may not start. Declare why, proposed reason: " + en + ".",
                     list->proposed_reason};
}

std::optional<DeskRefusal> session_obstacle(const BerthState& state, const domain::LineRef& session) {
  const std::string ref = wire::format_ref(session);
  const auto found = state.journal.sessions.find(session);
  if (found == state.journal.sessions.end()) {
    return unknown(RefusalCode::unknown_session, "供电 " + ref, "session " + ref);
  }
  if (!found->second.stopped) return std::nullopt;
  return DeskRefusal{RefusalCode::session_over, "供电 " + ref + " 已经结束，无需再次停止。",
                     "Session " + ref + " is over already; nothing is left to stop.", {}};
}

}  // namespace

std::optional<DeskRefusal> start_obstacle(const BerthState& state, const StartSupply& command) {
  if (auto refusal = refuse_unknown_supply_point(state, command.supply_point)) return refusal;
  const auto stay = open_stay(state, command.stay);
  if (const auto* refusal = std::get_if<DeskRefusal>(&stay)) return *refusal;
  if (auto refusal = supply_point_obstacle(state, command.supply_point)) return refusal;
  return checklist_obstacle(newest_checklist(state, command));
}

Decision decide_start_supply(const BerthState& state, const StartSupply& command, const MeterReading& reading) {
  if (auto refusal = start_obstacle(state, command)) return *refusal;
  if (const auto* failure = reading.failure()) {
    return DeskRefusal{RefusalCode::meter_silent,
                       "电表没有应答，不能开始供电：" + failure->zh + " 请检查电表通信后重试，或报修。",
                       "The meter does not answer, supply may not start: " + failure->en +
                           " Check the meter's line and try again, or report a fault.",
                       "05"};
  }
  return domain::SupplyStarted{command.stay,
                               command.supply_point,
                               state.meters.at(command.supply_point),
                               command.source,
                               newest_checklist(state, command)->id,
                               *reading.values()};
}

std::optional<DeskRefusal> stop_obstacle(const BerthState& state, const StopSupply& command) {
  return session_obstacle(state, command.session);
}

Decision decide_stop_supply(const BerthState& state, const StopSupply& command, const MeterReading& reading) {
  if (auto refusal = session_obstacle(state, command.session)) return *refusal;
  domain::SupplyStopped stopped{command.session, command.reason, std::nullopt};
  if (const auto* values = reading.values()) stopped.registers = *values;
  return stopped;
}

Decision decide_read_meter(const BerthState& state, const ReadMeter& command, const MeterReading& reading) {
  if (auto refusal = refuse_unknown_supply_point(state, command.supply_point)) return *refusal;
  if (const auto* failure = reading.failure()) {
    return DeskRefusal{RefusalCode::meter_silent, "电表没有应答：" + failure->zh + " 请检查电表通信后重试，或报修。",
                       "The meter does not answer: " + failure->en +
                           " Check the meter's line and try again, or report a fault.",
                       {}};
  }
  const auto* session = state.journal.running_session_at(command.supply_point);
  return domain::Reading{state.meters.at(command.supply_point), command.supply_point, domain::Reading::Cause::by_hand,
                         session ? std::optional{session->id} : std::nullopt, *reading.values()};
}

namespace {

/// Nothing has flowed: the same register, but for the jitter of a re-read (fault M4). One that fell, or that of another
/// meter, proves nothing (faults M2, M3): the session goes on with it, and its energy says so.
bool stands_still(const domain::RegisterValues& last, const domain::RegisterValues& now) {
  constexpr std::int64_t kJitterSteps = 2;
  const bool other_meter =
      !last.meter_address.empty() && !now.meter_address.empty() && last.meter_address != now.meter_address;
  const std::int64_t fallen_wh = last.energy_forward.value.value - now.energy_forward.value.value;
  return !other_meter && fallen_wh >= 0 && fallen_wh <= kJitterSteps * now.energy_forward.resolution.value;
}

}  // namespace

domain::LineBody resume_or_stop(const BerthState& state, const domain::LineRef& session,
                                const domain::RegisterValues& reading) {
  const auto& last = state.last_registers.at(state.journal.sessions.at(session).supply_point);
  const bool power_flows = std::abs(reading.power_w.value_or(0)) >= state.setup.drawing_power_w;
  const bool register_stands = stands_still(last.registers, reading);
  if (power_flows || !register_stands) return domain::SupplyResumed{session, reading};
  return domain::SupplyStopped{session, domain::SupplyStopped::Reason::power_cut, last.registers};
}

}  // namespace quaywatt::agent
