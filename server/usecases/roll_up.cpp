#include "server/usecases/roll_up.h"

#include <utility>

namespace quaywatt::server {

namespace {

constexpr std::size_t kReadingsAtOnce = 2'000;

domain::CurveReading curve_reading(const StoredReading& stored) {
  domain::CurveReading reading;
  reading.point.meter = stored.meter;
  reading.point.at = stored.at;
  reading.point.boot = stored.boot;
  reading.point.mono = stored.mono;
  reading.point.energy_forward = stored.registers.energy_forward.value;
  reading.point.address = stored.registers.meter_address;
  reading.point.clock_trusted = stored.sync != domain::ClockSync::unsynced && !stored.ahead_of_time;
  reading.point.multiplier = stored.registers.energy_forward.multiplier;
  reading.supply_point = stored.supply_point;
  reading.session = stored.session;
  reading.installed_digits = stored.installed_digits;
  return reading;
}

/// Looked up once for each meter and supply point of a run of readings.
class KnownLimits {
 public:
  KnownLimits(DerivationTransaction& transaction, const std::string& berth)
      : transaction_(transaction), berth_(berth) {}

  /// As the meter's own reading and the registers describe it.
  domain::MeterTraits traits(const StoredReading& reading) {
    const std::pair key(reading.supply_point, reading.meter);
    auto found = limits_.find(key);
    if (found == limits_.end()) {
      found = limits_.emplace(key, transaction_.meter_limits(berth_, key.first, key.second)).first;
    }
    domain::MeterTraits traits;
    traits.meter = reading.meter;
    traits.digits = found->second.digits;
    traits.resolution = reading.registers.energy_forward.resolution;
    traits.rated_power = found->second.rated_power;
    traits.ratio = reading.registers.energy_forward.multiplier;
    return traits;
  }

 private:
  DerivationTransaction& transaction_;
  const std::string& berth_;
  std::map<std::pair<std::string, std::string>, MeterLimits> limits_;
};

}  // namespace

void roll_up(DerivationTransaction& transaction, const std::string& agent, const std::string& berth,
             const std::vector<StoredReading>& readings) {
  if (readings.empty()) return;
  std::set<std::string> meters;
  for (const auto& reading : readings) meters.insert(reading.meter);
  auto curves = transaction.curves(agent, meters);
  std::map<std::string, domain::EnergyHours> hours;
  KnownLimits limits(transaction, berth);
  for (const auto& reading : readings) {
    domain::add_reading(curves[reading.meter], curve_reading(reading), limits.traits(reading), hours[reading.meter]);
  }
  transaction.save_curves(agent, curves);
  for (const auto& [meter, of_meter] : hours) transaction.add_hours(agent, berth, meter, of_meter);
}

std::size_t refold_waiting(DerivedStore& derived) {
  const auto agents = derived.to_refold();
  for (const auto& [agent, berth] : agents) {
    derived.derive([&](DerivationTransaction& transaction) {
      transaction.lock_cursor(agent);
      transaction.drop_hours(agent);
      domain::LineRef line;
      std::uint8_t part = 0;
      while (true) {
        const auto readings = transaction.readings_after(agent, line, part, kReadingsAtOnce);
        if (readings.empty()) break;
        roll_up(transaction, agent, berth, readings);
        line = readings.back().line;
        part = readings.back().part;
      }
    });
  }
  return agents.size();
}

}  // namespace quaywatt::server
