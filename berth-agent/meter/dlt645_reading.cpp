#include "berth-agent/meter/dlt645_reading.h"

#include <array>
#include <string_view>

#include "domain/meter/energy_register.h"
#include "domain/meter/unit.h"

namespace quaywatt::agent::dlt645 {
namespace {

constexpr std::uint32_t kReverseEnergy = 0x00020000;
constexpr std::uint32_t kVoltages = 0x0201FF00;
constexpr std::uint32_t kVoltageA = 0x02010100;
constexpr std::uint32_t kCurrents = 0x0202FF00;
constexpr std::uint32_t kCurrentA = 0x02020100;
constexpr std::uint32_t kPower = 0x02030000;
constexpr std::uint32_t kPowerFactor = 0x02060000;
constexpr std::uint32_t kFrequency = 0x02800002;

constexpr std::array kOptional{
    OptionalIdentifier{kReverseEnergy, 0},  OptionalIdentifier{kVoltages, kVoltageA},
    OptionalIdentifier{kCurrents, kCurrentA}, OptionalIdentifier{kPower, 0},
    OptionalIdentifier{kPowerFactor, 0},    OptionalIdentifier{kFrequency, 0},
};

std::optional<domain::EnergyRegister> energy(const Answers& answers, std::uint32_t identifier, Ratios ratios) {
  const auto found = answers.find(identifier);
  if (found == answers.end() || found->second.items.empty() || !found->second.items[0].number) return std::nullopt;
  const domain::Decimal figure = *found->second.items[0].number;
  return domain::energy_register(figure, {1, figure.exponent}, found->second.unit, ratios.ct * ratios.pt);
}

// A number an answer gave, with its unit.
struct Given {
  domain::Decimal number;
  std::string_view unit;
};

std::optional<Given> given(const Answers& answers, std::uint32_t identifier, std::size_t index) {
  const auto found = answers.find(identifier);
  if (found == answers.end() || index >= found->second.items.size()) return std::nullopt;
  const auto& number = found->second.items[index].number;
  return number ? std::optional(Given{*number, found->second.unit}) : std::nullopt;
}

// Item `index` of an answer in steps of 10^step_exponent of its base unit.
std::optional<std::int64_t> steps(const Answers& answers, std::uint32_t identifier, std::size_t index,
                                  std::int64_t multiplier, std::int32_t step_exponent) {
  const auto item = given(answers, identifier, index);
  return item ? domain::in_steps(item->number, item->unit, multiplier, step_exponent) : std::nullopt;
}

constexpr std::int32_t kMilli = -3;

}  // namespace

std::span<const OptionalIdentifier> optional_identifiers() { return kOptional; }

std::optional<domain::RegisterValues> register_values(const Answers& answers, Ratios ratios) {
  const auto forward = energy(answers, kForwardEnergy, ratios);
  if (!forward) return std::nullopt;
  domain::RegisterValues values;
  values.energy_forward = *forward;
  values.energy_reverse = energy(answers, kReverseEnergy, ratios);
  for (std::size_t phase = 0; phase < 3; ++phase) {
    values.voltage_mv[phase] = steps(answers, kVoltages, phase, ratios.pt, kMilli);
    values.current_ma[phase] = steps(answers, kCurrents, phase, ratios.ct, kMilli);
  }
  if (!values.voltage_mv[0]) values.voltage_mv[0] = steps(answers, kVoltageA, 0, ratios.pt, kMilli);
  if (!values.current_ma[0]) values.current_ma[0] = steps(answers, kCurrentA, 0, ratios.ct, kMilli);
  values.power_w = steps(answers, kPower, 0, ratios.ct * ratios.pt, 0);
  if (const auto factor = given(answers, kPowerFactor, 0)) {
    values.power_factor_permille = domain::power_factor_permille(factor->number, factor->unit);
  }
  values.frequency_millihz = steps(answers, kFrequency, 0, 1, kMilli);
  return values;
}

}  // namespace quaywatt::agent::dlt645
