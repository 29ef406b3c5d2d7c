#include "berth-agent/meter/register_reading.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>

#include "domain/meter/energy_register.h"
#include "domain/meter/unit.h"

namespace quaywatt::agent {
namespace {

constexpr std::int32_t kMilli = -3;

std::uint64_t joined(const MapEntry& entry, std::span<const std::uint16_t> words) {
  std::uint64_t bits = 0;
  for (std::size_t i = 0; i < words.size(); ++i) {
    bits = bits << 16U | words[entry.low_word_first ? words.size() - 1 - i : i];
  }
  return bits;
}

std::optional<std::int64_t> as_integer(RegisterType type, std::uint64_t bits) {
  switch (type) {
    case RegisterType::int16: return static_cast<std::int16_t>(bits);
    case RegisterType::int32: return static_cast<std::int32_t>(bits);
    case RegisterType::int64: return static_cast<std::int64_t>(bits);
    default:
      if (bits > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max())) return std::nullopt;
      return static_cast<std::int64_t>(bits);
  }
}

std::optional<RegisterFigure> scaled(const MapEntry& entry, domain::Decimal raw, domain::Decimal raw_step) {
  const auto figure = domain::multiply(raw, entry.scale);
  const auto step = domain::multiply(raw_step, entry.scale);
  if (!figure || !step) return std::nullopt;
  return RegisterFigure{*figure, *step};
}

std::int64_t multiplier(RegisterRatio ratio, TransformerRatios ratios) {
  switch (ratio) {
    case RegisterRatio::none: return 1;
    case RegisterRatio::pt: return ratios.pt;
    case RegisterRatio::ct: return ratios.ct;
    case RegisterRatio::pt_ct: return ratios.pt * ratios.ct;
  }
  return 1;
}

bool put_energy(domain::RegisterValues& values, const MapEntry& entry, const RegisterFigure& figure,
                std::int64_t ratio) {
  auto energy = domain::energy_register(figure.figure, figure.step, entry.unit, ratio);
  if (!energy) return false;
  if (entry.billing) {
    values.energy_forward = std::move(*energy);
    values.billing_register = entry.quantity->name == "energy_total" ? domain::BillingRegister::total
                                                                     : domain::BillingRegister::forward;
    return true;
  }
  if (entry.quantity->name == "energy_reverse") {
    values.energy_reverse = std::move(*energy);
  } else {
    values.further_energies.push_back({std::string(entry.quantity->name), std::move(*energy)});
  }
  return false;
}

void put_moment(domain::RegisterValues& values, const MapEntry& entry, const RegisterFigure& figure,
                std::int64_t ratio) {
  const Quantity& quantity = *entry.quantity;
  const auto phase = static_cast<std::size_t>(quantity.phase);
  const auto steps = [&](std::int32_t exponent) {
    return domain::in_steps(figure.figure, entry.unit, ratio, exponent);
  };
  switch (quantity.kind) {
    case QuantityKind::energy: break;
    case QuantityKind::voltage: values.voltage_mv[phase] = steps(kMilli); break;
    case QuantityKind::current: values.current_ma[phase] = steps(kMilli); break;
    case QuantityKind::active_power:
      (quantity.phase < 0 ? values.power_w : values.phase_power_w[phase]) = steps(0);
      break;
    case QuantityKind::reactive_power: values.reactive_power_var = steps(0); break;
    case QuantityKind::apparent_power: values.apparent_power_va = steps(0); break;
    case QuantityKind::power_factor:
      values.power_factor_permille = domain::power_factor_permille(figure.figure, entry.unit);
      break;
    case QuantityKind::frequency: values.frequency_millihz = steps(kMilli); break;
  }
}

}  // namespace

bool RegisterBlock::billing() const {
  return std::any_of(entries.begin(), entries.end(), [](const MapEntry& entry) { return entry.billing; });
}

std::vector<RegisterBlock> plan_blocks(const RegisterMap& map) {
  std::vector<RegisterBlock> blocks;
  for (const MapEntry& entry : map.entries) {
    const std::uint16_t size = registers_of(entry.type);
    const bool joins = !blocks.empty() && blocks.back().function == entry.function &&
                       blocks.back().address + blocks.back().count == entry.address &&
                       blocks.back().count + size <= kMaxRegistersPerRequest;
    if (!joins) blocks.push_back({entry.function, entry.address, 0, {}});
    blocks.back().count = static_cast<std::uint16_t>(blocks.back().count + size);
    blocks.back().entries.push_back(entry);
  }
  std::stable_partition(blocks.begin(), blocks.end(), [](const RegisterBlock& block) { return block.billing(); });
  return blocks;
}

std::optional<RegisterFigure> decode_registers(const MapEntry& entry, std::span<const std::uint16_t> words) {
  const std::uint64_t bits = joined(entry, words);
  if (entry.type != RegisterType::float32) {
    const auto whole = as_integer(entry.type, bits);
    return whole ? scaled(entry, {*whole, 0}, {1, 0}) : std::nullopt;
  }
  const auto number = std::bit_cast<float>(static_cast<std::uint32_t>(bits));
  const auto figure = domain::shortest_decimal(number);
  if (!figure) return std::nullopt;
  const float size = std::fabs(number);
  const auto step = domain::shortest_decimal(std::nextafter(size, std::numeric_limits<float>::infinity()) - size);
  return step ? scaled(entry, *figure, *step) : std::nullopt;
}

std::optional<domain::RegisterValues> register_values(const Figures& figures, TransformerRatios ratios) {
  domain::RegisterValues values;
  bool billing_found = false;
  for (const auto& [entry, figure] : figures) {
    const std::int64_t ratio = multiplier(entry.ratio, ratios);
    if (entry.quantity->kind == QuantityKind::energy) {
      billing_found = put_energy(values, entry, figure, ratio) || billing_found;
    } else {
      put_moment(values, entry, figure, ratio);
    }
  }
  return billing_found ? std::optional(values) : std::nullopt;
}

}  // namespace quaywatt::agent
