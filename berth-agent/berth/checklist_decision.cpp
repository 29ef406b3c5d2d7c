#include "berth-agent/berth/checklist_decision.h"

#include <algorithm>

#include "berth-agent/berth/checklist_items.h"

namespace quaywatt::agent {

namespace {

using Item = domain::ChecklistCompleted::Item;

const Item* answer_to(const std::vector<Item>& items, std::string_view name) {
  const auto found = std::find_if(items.begin(), items.end(), [&](const Item& item) { return item.name == name; });
  return found == items.end() ? nullptr : &*found;
}

std::optional<DeskRefusal> refuse_unanswered(const CompleteChecklist& command, domain::ChecklistCompleted::List list) {
  for (const ChecklistItem& item : items_of(list)) {
    if (answer_to(command.items, item.name) != nullptr) continue;
    return DeskRefusal{RefusalCode::checklist_incomplete,
                       "确认单缺少“" + std::string(item.zh) + "”（" + std::string(item.name) + "）。请逐项确认后再提交。",
                       "The checklist lacks \"" + std::string(item.en) + "\" (" + std::string(item.name) +
                           "). Answer every item, then submit.",
                       {}};
  }
  return std::nullopt;
}

std::vector<Item> compared(const CompleteChecklist& command, const SupplyPointConfig& point) {
  const auto& vessel = command.vessel;
  const auto& supply = point.supply;
  const bool electric = vessel.voltage_v == supply.voltage_v && vessel.frequency_hz == supply.frequency_hz &&
                        vessel.phases == supply.phases;
  const bool capacity = !command.vessel_demand_w || point.rated_power_w == 0 ||
                        *command.vessel_demand_w <= point.rated_power_w;
  return {{"voltage_frequency_phases", electric},
          {"current", vessel.current_a == supply.current_a},
          {"capacity", capacity}};
}

/// What the desk compared itself comes first, then the answers in the order of the screen.
std::string proposed_reason(const std::vector<Item>& items, domain::ChecklistCompleted::List list) {
  const auto failed = [&](const ChecklistItem& asked) {
    const Item* answer = answer_to(items, asked.name);
    return answer != nullptr && !answer->passed;
  };
  for (const auto& asked : {computed_items(), items_of(list)}) {
    const auto found = std::find_if(asked.begin(), asked.end(), failed);
    if (found != asked.end()) return std::string(found->proposed_reason);
  }
  return "14";
}

}  // namespace

Decision decide_complete_checklist(const BerthState& state, const Asked&, const CompleteChecklist& command) {
  if (auto refusal = refuse_unknown_supply_point(state, command.supply_point)) return *refusal;
  const auto stay = open_stay(state, command.stay);
  if (const auto* refusal = std::get_if<DeskRefusal>(&stay)) return *refusal;
  const SupplyPointConfig& point = *state.setup.supply_point(command.supply_point);
  if (auto refusal = refuse_unanswered(command, point.checklist)) return *refusal;

  domain::ChecklistCompleted list;
  list.stay = command.stay;
  list.supply_point = command.supply_point;
  list.list = point.checklist;
  list.items = command.items;
  for (Item& item : compared(command, point)) list.items.push_back(std::move(item));
  list.vessel = command.vessel;
  list.supply = point.supply;
  list.passed = std::all_of(list.items.begin(), list.items.end(), [](const Item& item) { return item.passed; });
  if (!list.passed) list.proposed_reason = proposed_reason(list.items, point.checklist);
  return list;
}

}  // namespace quaywatt::agent
