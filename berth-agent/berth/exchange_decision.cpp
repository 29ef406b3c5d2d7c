#include "berth-agent/berth/exchange_decision.h"

#include <algorithm>

#include "domain/meter/energy_register.h"

namespace quaywatt::agent {

namespace {

/// "12.30" kWh off a meter's face. The text and its digits are kept (fault M16).
std::optional<domain::RegisterValues> typed_values(const TypedRegister& typed, std::int64_t resolution_wh,
                                                   std::int64_t ratio) {
  const auto figure = domain::parse_decimal(typed.kwh);
  if (!figure || figure->coefficient < 0) return std::nullopt;
  const auto energy = domain::energy_register(*figure, domain::Decimal{resolution_wh, -3}, "kWh", ratio);
  if (!energy) return std::nullopt;
  domain::RegisterValues values;
  values.energy_forward = *energy;
  return values;
}

DeskRefusal unreadable_figure(std::string_view zh_which, std::string_view en_which) {
  return {RefusalCode::reading_needed, std::string(zh_which) + "不是有效的电能示数。请按表面示数填写，单位 kWh。",
          "The " + std::string(en_which) + " is no register figure. Enter what the meter shows, in kWh.", {}};
}

/// The old register has its own ratio and step, as its last line in the ledger shows.
std::variant<std::optional<domain::RegisterValues>, DeskRefusal> old_final(const BerthState& state,
                                                                           const ExchangeMeter& command,
                                                                           const ExchangeReadings& readings) {
  if (!command.old_final) {
    const auto* values = readings.old_final ? readings.old_final->values() : nullptr;
    return values ? std::optional{*values} : std::nullopt;
  }
  const auto last = state.last_registers.find(command.supply_point);
  const bool known = last != state.last_registers.end();
  const std::int64_t ratio = known ? last->second.registers.energy_forward.multiplier : 1;
  const std::int64_t step_wh = known ? last->second.registers.energy_forward.resolution.value / ratio : 10;
  auto values = typed_values(*command.old_final, std::max<std::int64_t>(step_wh, 1), ratio);
  if (!values) return unreadable_figure("旧表止码", "old meter's last figure");
  return values;
}

std::variant<domain::RegisterValues, DeskRefusal> new_first(const ExchangeMeter& command,
                                                            const ExchangeReadings& readings) {
  if (command.new_first) {
    const std::int64_t ratio = std::int64_t{command.ct_ratio} * command.pt_ratio;
    auto values = typed_values(*command.new_first, command.resolution_wh, ratio);
    if (!values) return unreadable_figure("新表起码", "new meter's first figure");
    return *values;
  }
  if (readings.new_first && readings.new_first->values()) return *readings.new_first->values();
  const auto* failure = readings.new_first ? readings.new_first->failure() : nullptr;
  const std::string why_zh = failure ? failure->zh : "新表尚未接入本机。";
  const std::string why_en = failure ? failure->en : "The meter is not connected here.";
  return DeskRefusal{RefusalCode::reading_needed, "读不到新表起码：" + why_zh + " 请检查通信，或填写新表示数。",
                     "The new meter's first figure cannot be read: " + why_en +
                         " Check its line, or enter the figure the meter shows.",
                     {}};
}

/// Every later reading is scaled by the settings: a record with another ratio would count wrong from then on.
std::optional<DeskRefusal> refuse_other_ratio(const BerthState& state, const ExchangeMeter& command) {
  const auto* settings = state.setup.meter(command.new_meter);
  if (settings == nullptr) settings = state.setup.meter(channel_of(state, command.supply_point));
  if (settings == nullptr) return std::nullopt;
  const std::int64_t set = settings->ct_ratio * settings->pt_ratio;
  if (set == std::int64_t{command.ct_ratio} * command.pt_ratio) return std::nullopt;
  const std::string ratio = std::to_string(set);
  return DeskRefusal{RefusalCode::ratio_differs,
                     "所填倍率与本机设置不符（设置 CT×PT = " + ratio + "）。请核对倍率，或先修改设置并重启本机。",
                     "The ratios differ from the settings (CT x PT = " + ratio +
                         "). Check them, or change the settings and restart first.",
                     {}};
}

}  // namespace

std::optional<DeskRefusal> exchange_obstacle(const BerthState& state, const Asked& by, const ExchangeMeter& command) {
  if (auto refusal = refuse_unknown_supply_point(state, command.supply_point)) return refusal;
  if (domain::same_person(command.second_actor, by.actor)) {
    return DeskRefusal{RefusalCode::one_person_exchange, "换表须两人在场。请由另一名人员输入工号和PIN复核。",
                       "An exchange takes two persons. Let another one enter staff number and PIN.", {}};
  }
  if (state.meters.at(command.supply_point) == command.new_meter) {
    return DeskRefusal{RefusalCode::same_meter, "新表编号与旧表相同。请核对新表编号。",
                       "The new meter's number is the old one's. Check the number.", {}};
  }
  for (const auto& [supply_point, meter] : state.meters) {
    if (meter != command.new_meter) continue;
    return DeskRefusal{RefusalCode::meter_in_use, "电表 " + meter + " 正用于岸电桩 " + supply_point + "。请核对新表编号。",
                       "Meter " + meter + " serves supply point " + supply_point + ". Check the number.", {}};
  }
  return refuse_other_ratio(state, command);
}

ExchangeChannels channels_to_read(const BerthState& state, const ExchangeMeter& command) {
  const std::string old_channel = channel_of(state, command.supply_point);
  const bool own_channel = state.setup.meter(command.new_meter) != nullptr;
  ExchangeChannels channels;
  // On a shared line whoever answers now is the new meter.
  if (!command.new_first) channels.new_first = own_channel ? command.new_meter : old_channel;
  if (!command.old_final && own_channel) channels.old_final = old_channel;
  return channels;
}

Decision decide_exchange_meter(const BerthState& state, const Asked& by, const ExchangeMeter& command,
                               const ExchangeReadings& readings) {
  if (auto refusal = exchange_obstacle(state, by, command)) return *refusal;
  auto last = old_final(state, command, readings);
  if (const auto* refusal = std::get_if<DeskRefusal>(&last)) return *refusal;
  auto first = new_first(command, readings);
  if (const auto* refusal = std::get_if<DeskRefusal>(&first)) return *refusal;
  domain::MeterExchanged exchange;
  exchange.supply_point = command.supply_point;
  exchange.old_meter = state.meters.at(command.supply_point);
  exchange.old_final = std::get<std::optional<domain::RegisterValues>>(last);
  exchange.new_meter = command.new_meter;
  exchange.new_first = std::get<domain::RegisterValues>(first);
  exchange.ct_ratio = command.ct_ratio;
  exchange.pt_ratio = command.pt_ratio;
  exchange.digits = command.digits;
  exchange.resolution_wh = command.resolution_wh;
  exchange.calibrated_until = command.calibrated_until;
  exchange.seal = command.seal;
  exchange.second_actor = command.second_actor;
  return exchange;
}

}  // namespace quaywatt::agent
