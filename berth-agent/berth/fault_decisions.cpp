#include "berth-agent/berth/fault_decisions.h"

#include "schema/wire/line_codec.h"

namespace quaywatt::agent {

Decision decide_open_fault(const BerthState& state, const Asked& by, const OpenFault& command) {
  if (auto refusal = refuse_unknown_supply_point(state, command.supply_point)) return *refusal;
  if (const auto* open = state.journal.open_fault_at(command.supply_point)) {
    const std::string ref = wire::format_ref(open->id);
    return DeskRefusal{RefusalCode::fault_already_open,
                       "岸电桩 " + command.supply_point + " 已有未恢复的故障 " + ref + "。请先恢复该故障。",
                       "Supply point " + command.supply_point + " has the open fault " + ref +
                           ". Close that one first.",
                       {}};
  }
  const domain::Instant from = instant_or_now(command.from, by);
  if (auto refusal = refuse_future(from, by)) return *refusal;
  return domain::FaultOpened{command.supply_point, command.part, command.symptom, from};
}

std::optional<DeskRefusal> close_obstacle(const BerthState& state, const Asked& by, const CloseFault& command) {
  const std::string ref = wire::format_ref(command.fault);
  const auto found = state.journal.faults.find(command.fault);
  if (found == state.journal.faults.end()) return unknown(RefusalCode::unknown_fault, "故障 " + ref, "fault " + ref);
  if (found->second.to) {
    return DeskRefusal{RefusalCode::fault_over, "故障 " + ref + " 已经恢复。", "Fault " + ref + " is closed already.", {}};
  }
  const domain::Instant to = instant_or_now(command.to, by);
  if (auto refusal = refuse_future(to, by)) return refusal;
  if (to < found->second.from) {
    return DeskRefusal{RefusalCode::times_out_of_order, "修复时间早于故障开始时间。请核对时间。",
                       "The repair lies before the fault. Check the times.", {}};
  }
  return std::nullopt;
}

Decision decide_close_fault(const BerthState& state, const Asked& by, const CloseFault& command,
                            const MeterReading& test_reading) {
  if (auto refusal = close_obstacle(state, by, command)) return *refusal;
  if (const auto* failure = test_reading.failure()) {
    return DeskRefusal{RefusalCode::meter_silent, "试读电表失败，不能恢复：" + failure->zh + " 请修复通信后再恢复。",
                       "The test reading failed, the supply point stays out of service: " + failure->en +
                           " Mend the meter's line, then close the fault.",
                       {}};
  }
  return domain::FaultClosed{command.fault, instant_or_now(command.to, by), command.repair, *test_reading.values()};
}

}  // namespace quaywatt::agent
