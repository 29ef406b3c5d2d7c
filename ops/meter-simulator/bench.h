#pragma once
// The meters on the test bench: one lock, one clock, each meter with its protocol and its faults.

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "ops/meter-simulator/fault_plan.h"
#include "ops/meter-simulator/meter_protocol.h"
#include "ops/meter-simulator/simulated_meter.h"

namespace quaywatt::simulator {

/// Monotonic, microseconds.
using MonotonicUs = std::function<std::int64_t()>;

struct PlacedMeter {
  MeterSettings settings;
  std::unique_ptr<MeterProtocol> protocol;
};

class Bench {
 public:
  Bench(std::vector<PlacedMeter> meters, MonotonicUs clock);

  /// What the meter answers to what its line heard; `heard` keeps an unfinished request.
  Bytes answer(const std::string& id, Bytes& heard);

  /// One line of JSON to one line of JSON; see README.md. Never throws.
  std::string command(const std::string& line);

 private:
  struct Place {
    SimulatedMeter meter;
    std::unique_ptr<MeterProtocol> protocol;
    FaultPlan faults;
  };

  void advance_all();

  MonotonicUs clock_;
  std::mutex turn_;
  std::map<std::string, Place> places_;
};

}  // namespace quaywatt::simulator
