#include "ops/meter-simulator/bench.h"

#include <nlohmann/json.hpp>
#include <optional>
#include <stdexcept>
#include <utility>

namespace quaywatt::simulator {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::int64_t kMostPowerW = 2'000'000;
constexpr std::int64_t kBeforeTheEndWh = 500;

/// A command that makes no sense; the text goes back as {"error"}.
struct BadCommand : std::runtime_error {
  using std::runtime_error::runtime_error;
};

// Watt-hours to the thousandth, exact, as a JSON number: a double would round a large register.
std::string watt_hours(std::int64_t wus) {
  const std::int64_t thousandths = wus / (SimulatedMeter::kPerWattHour / 1000);
  std::string fraction = std::to_string(thousandths % 1000);
  fraction.insert(0, 3 - fraction.size(), '0');
  return std::to_string(thousandths / 1000) + "." + fraction;
}

std::string state_of(const SimulatedMeter& meter, const MeterProtocol& protocol) {
  return "{\"meter\": " + Json(meter.settings().id).dump() +
         ", \"connected\": " + (meter.connected() ? "true" : "false") +
         ", \"power_w\": " + std::to_string(meter.moment().power_total_w) +
         ", \"register_wh\": " + watt_hours(meter.register_wus()) +
         ", \"session_wh\": " + watt_hours(meter.session_wus()) +
         ", \"delivered_wh\": " + watt_hours(meter.delivered_wus()) +
         ", \"shown_kwh\": " + Json(protocol.shown_energy(meter)).dump() + "}";
}

std::int64_t number(const Json& arguments, const char* key, std::int64_t lowest, std::int64_t highest,
                    std::optional<std::int64_t> fallback = std::nullopt) {
  const auto found = arguments.find(key);
  if (found == arguments.end() && fallback) return *fallback;
  if (found == arguments.end() || !found->is_number_integer())
    throw BadCommand(std::string(key) + ": whole number wanted");
  const auto value = found->get<std::int64_t>();
  if (value < lowest || value > highest) {
    throw BadCommand(std::string(key) + ": " + std::to_string(lowest) + "–" + std::to_string(highest));
  }
  return value;
}

std::string text(const Json& arguments, const char* key) {
  const auto found = arguments.find(key);
  if (found == arguments.end()) return {};
  if (!found->is_string()) throw BadCommand(std::string(key) + ": text wanted");
  return found->get<std::string>();
}

void set_fault(const Json& arguments, SimulatedMeter& meter, MeterProtocol& protocol, FaultPlan& faults) {
  const std::string kind = text(arguments, "kind");
  const std::int64_t end_wh = meter.register_end_wh();
  if (const auto fault = line_fault(kind)) {
    faults.set(*fault, number(arguments, "answers", 0, 1'000'000, 0));
  } else if (kind == "exchange") {
    meter.set_register(number(arguments, "register_wh", 0, end_wh - 1, 0));
    protocol.exchanged(text(arguments, "address"));
  } else if (kind == "reset") {
    meter.set_register(number(arguments, "register_wh", 0, end_wh - 1, 0));
  } else if (kind == "rollover") {
    meter.set_register(end_wh - number(arguments, "before_wh", 1, end_wh, kBeforeTheEndWh));
  } else {
    throw BadCommand("kind: none, silent, garbled, wrong_address, refusing, exchange, reset or rollover");
  }
}

void act(const std::string& verb, const Json& arguments, SimulatedMeter& meter, MeterProtocol& protocol,
         FaultPlan& faults) {
  if (verb == "connect") {
    if (meter.connected()) throw BadCommand("already connected");
    meter.connect(number(arguments, "power_w", 0, kMostPowerW));
  } else if (verb == "power") {
    if (!meter.connected()) throw BadCommand("not connected");
    meter.change_power(number(arguments, "power_w", 0, kMostPowerW));
  } else if (verb == "disconnect") {
    if (!meter.connected()) throw BadCommand("not connected");
    meter.disconnect();
  } else if (verb == "fault") {
    set_fault(arguments, meter, protocol, faults);
  } else if (verb != "state") {
    throw BadCommand("unknown command " + verb + "; connect, power, disconnect, state or fault");
  }
}

std::string error_line(const std::string& what) {
  return "{\"error\": " + Json(what).dump(-1, ' ', false, Json::error_handler_t::replace) + "}";
}

}  // namespace

Bench::Bench(std::vector<PlacedMeter> meters, MonotonicUs clock) : clock_(std::move(clock)) {
  for (PlacedMeter& placed : meters) {
    const std::string id = placed.settings.id;
    places_.emplace(id, Place{SimulatedMeter(placed.settings, clock_()), std::move(placed.protocol), {}});
  }
}

void Bench::advance_all() {
  const std::int64_t now = clock_();
  for (auto& [id, place] : places_) place.meter.advance(now);
}

Bytes Bench::answer(const std::string& id, Bytes& heard) {
  const std::lock_guard turn(turn_);
  advance_all();
  Place& place = places_.at(id);
  return place.protocol->answer(heard, place.meter, place.faults);
}

std::string Bench::command(const std::string& line) {
  const std::lock_guard turn(turn_);
  advance_all();
  try {
    const Json command = Json::parse(line);
    if (!command.is_object() || command.size() != 1 || !command.front().is_object()) {
      throw BadCommand("one command wanted: {\"connect\": {\"meter\": …, \"power_w\": …}}");
    }
    const std::string verb = command.begin().key();
    const Json& arguments = command.front();
    const std::string id = text(arguments, "meter");
    if (verb == "state" && id.empty()) {
      std::string states;
      for (const auto& [name, place] : places_) {
        states += (states.empty() ? "" : ", ") + state_of(place.meter, *place.protocol);
      }
      return "{\"meters\": [" + states + "]}";
    }
    const auto place = places_.find(id);
    if (place == places_.end()) throw BadCommand("no meter \"" + id + "\"");
    act(verb, arguments, place->second.meter, *place->second.protocol, place->second.faults);
    return state_of(place->second.meter, *place->second.protocol);
  } catch (const std::exception& failure) {
    return error_line(failure.what());
  }
}

}  // namespace quaywatt::simulator
