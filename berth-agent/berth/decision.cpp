#include "berth-agent/berth/decision.h"

#include "schema/wire/line_codec.h"

namespace quaywatt::agent {

std::string vessel_label(const domain::VesselNamed& vessel) {
  return vessel.identity.empty() ? vessel.name : vessel.name + " (" + vessel.identity + ")";
}

domain::Instant instant_or_now(const std::optional<domain::Instant>& asked, const Asked& by) {
  return asked.value_or(by.now);
}

DeskRefusal unknown(RefusalCode code, const std::string& zh_what, const std::string& en_what) {
  return {code, "没有" + zh_what + "。请刷新列表后重新选择。",
          "There is no " + en_what + ". Refresh the list and choose again.", {}};
}

std::optional<DeskRefusal> refuse_future(domain::Instant instant, const Asked& by) {
  if (instant <= by.now + kFutureTolerance) return std::nullopt;
  return DeskRefusal{RefusalCode::time_in_future, "所填时间晚于本机时钟。请核对时间和本机校时状态。",
                     "The time entered lies ahead of this device's clock. Check the time and the clock's state.", {}};
}

std::optional<DeskRefusal> refuse_unknown_supply_point(const BerthState& state, const std::string& supply_point) {
  if (state.setup.supply_point(supply_point) != nullptr) return std::nullopt;
  return unknown(RefusalCode::unknown_supply_point, "岸电桩 " + supply_point, "supply point " + supply_point);
}

std::variant<const domain::Stay*, DeskRefusal> open_stay(const BerthState& state, const domain::LineRef& stay) {
  const std::string ref = wire::format_ref(stay);
  const auto found = state.journal.stays.find(stay);
  if (found == state.journal.stays.end()) return unknown(RefusalCode::unknown_stay, "靠泊 " + ref, "stay " + ref);
  if (found->second.departed_at) {
    return DeskRefusal{RefusalCode::stay_over, vessel_label(found->second.vessel) + " 的靠泊已经结束。请登记新的靠泊。",
                       "The stay of " + vessel_label(found->second.vessel) + " is over. Register a new stay.", {}};
  }
  return &found->second;
}

}  // namespace quaywatt::agent
