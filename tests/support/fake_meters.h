#pragma once
// Meters whose truth the test knows: each counts what its load draws while time passes, and shows it in steps of
// 10 Wh. A silent one answers nothing.

#include <atomic>
#include <map>
#include <string>

#include "berth-agent/sampling/meter_reading.h"
#include "domain/meter/energy_register.h"
#include "tests/support/manual_clock.h"

namespace quaywatt::test {

class FakeMeters : public agent::EdgeReader {
 public:
  struct Load {
    std::int64_t energy_milliwatt_hours = 0;
    std::int64_t power_w = 0;
    bool silent = false;
  };

  explicit FakeMeters(const ManualClock& clock) : clock_(clock) {}

  Load& operator[](const std::string& meter) { return loads_[meter]; }

  /// Every load draws its power for that long.
  void pass(domain::Millis time) {
    for (auto& [meter, load] : loads_) load.energy_milliwatt_hours += load.power_w * time.count() / 3600;
  }

  agent::MeterReading read_now(const std::string& meter) override {
    ++asked_;
    return reading_of(meter);
  }

  agent::MeterReading reading_of(const std::string& meter) const {
    agent::MeterReading reading{meter, {}, clock_.now(), {}};
    const auto load = loads_.find(meter);
    if (load == loads_.end()) {
      reading.result = agent::MeterFailure{agent::MeterFault::device_missing, "没有这只电表。", "No such meter."};
    } else if (load->second.silent) {
      reading.result = agent::MeterFailure{agent::MeterFault::timeout, "电表 1 秒内未应答。", "No answer within 1 s."};
    } else {
      reading.result = registers_at(load->second.energy_milliwatt_hours / 1000, load->second.power_w);
    }
    return reading;
  }

  static domain::RegisterValues registers_at(std::int64_t energy_wh, std::int64_t power_w) {
    domain::RegisterValues values;
    values.energy_forward = *domain::energy_register({energy_wh / 10, -2}, {1, -2}, "kWh", 1);
    values.power_w = power_w;
    return values;
  }

  int asked() const { return asked_; }

 private:
  const ManualClock& clock_;
  std::map<std::string, Load> loads_;
  std::atomic<int> asked_{0};
};

}  // namespace quaywatt::test
