#include "berth-agent/cli/meter_read.h"

#include <array>
#include <nlohmann/json.hpp>
#include <ostream>
#include <string_view>
#include <variant>

#include "berth-agent/meter/meter_factory.h"
#include "schema/config/strict_toml.h"

namespace quaywatt::agent {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::array<std::string_view, 3> kPhases{"a", "b", "c"};

void put_energy(Json& line, const std::string& name, const domain::EnergyRegister& energy) {
  line[name + "_wh"] = energy.value.value;
  line[name + "_resolution_wh"] = energy.resolution.value;
  line[name + "_text"] = energy.text;
  line[name + "_unit"] = energy.unit;
}

void put(Json& line, std::string_view name, const std::optional<std::int64_t>& value) {
  if (value) line[std::string(name)] = *value;
}

void put_phases(Json& line, std::string_view before, std::string_view after,
                const std::array<std::optional<std::int64_t>, 3>& values) {
  for (std::size_t i = 0; i < values.size(); ++i) {
    put(line, std::string(before) + std::string(kPhases[i]) + std::string(after), values[i]);
  }
}

void put_values(Json& line, const domain::RegisterValues& values) {
  const bool forward = values.billing_register == domain::BillingRegister::forward;
  const std::string billing = forward ? "energy_forward" : "energy_total";
  if (!values.meter_address.empty()) line["meter_address"] = values.meter_address;
  line["billing_register"] = billing;
  put_energy(line, billing, values.energy_forward);
  if (values.energy_reverse) put_energy(line, "energy_reverse", *values.energy_reverse);
  for (const auto& further : values.further_energies) put_energy(line, further.name, further.energy);
  line["multiplier"] = values.energy_forward.multiplier;
  put_phases(line, "voltage_", "_mv", values.voltage_mv);
  put_phases(line, "current_", "_ma", values.current_ma);
  put(line, "power_w", values.power_w);
  put_phases(line, "power_", "_w", values.phase_power_w);
  put(line, "reactive_power_var", values.reactive_power_var);
  put(line, "apparent_power_va", values.apparent_power_va);
  put(line, "power_factor_permille", values.power_factor_permille);
  put(line, "frequency_millihz", values.frequency_millihz);
  line["retries"] = values.retries;
}

std::vector<MeterConfig> load_meters(const std::string& file) {
  auto document = config::Document::load(file);
  config::Table root = document.root();
  auto meters = read_meter_configs(root);
  root.allow_rest();
  document.accept();
  return meters;
}

}  // namespace

std::string meter_line(const MeterConfig& config, const MeterResult& result) {
  Json line{{"meter", config.id}, {"protocol", name_of(config.protocol)}};
  if (const auto* failure = std::get_if<MeterFailure>(&result)) {
    line["error"] = {{"fault", name_of(failure->fault)}, {"zh", failure->zh}, {"en", failure->en}};
  } else {
    put_values(line, std::get<domain::RegisterValues>(result));
  }
  return line.dump(-1, ' ', false, Json::error_handler_t::replace);
}

int run_meter_read(std::span<const std::string> arguments, std::ostream& out, std::ostream& err) {
  if (arguments.size() != 2 || arguments[0] != "--config") {
    err << "用法 / usage: quaywatt-agent meter read --config FILE\n";
    return 2;
  }
  const auto configs = load_meters(arguments[1]);
  if (configs.empty()) {
    err << arguments[1] << ": 没有 [[meter]]，请补上 / no [[meter]] in it, add one\n";
    return 2;
  }
  const auto sources = make_meter_sources(configs);
  bool all_read = true;
  for (std::size_t i = 0; i < configs.size(); ++i) {
    const MeterResult result = sources[i]->read();
    all_read = all_read && std::holds_alternative<domain::RegisterValues>(result);
    out << meter_line(configs[i], result) << std::endl;
  }
  return all_read ? 0 : 1;
}

}  // namespace quaywatt::agent
