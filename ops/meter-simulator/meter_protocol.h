#pragma once
// How a simulated meter answers on its line: bytes in, bytes out. Written anew, not shared with the agent, so that a
// mistake in one does not hide in the other.

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "ops/meter-simulator/fault_plan.h"
#include "ops/meter-simulator/simulated_meter.h"

namespace quaywatt::simulator {

using Bytes = std::vector<std::uint8_t>;

class MeterProtocol {
 public:
  virtual ~MeterProtocol() = default;

  /// Takes whole requests off the front of `heard` (and what is no request); the answers to them, in order.
  virtual Bytes answer(Bytes& heard, const SimulatedMeter& meter, FaultPlan& faults) = 0;

  /// The energy register as the meter shows it now, in kWh: "1234.56".
  virtual std::string shown_energy(const SimulatedMeter& meter) const = 0;

  /// A new meter in the old one's place has a number of its own; empty keeps the address.
  virtual void exchanged(const std::string& address) = 0;
};

/// DL/T 645-2007; `address` are 12 digits as printed on the meter.
std::unique_ptr<MeterProtocol> make_dlt645(const std::string& address);

/// Modbus TCP; `model` is "sdm630" or "iem3000".
std::unique_ptr<MeterProtocol> make_modbus_tcp(const std::string& model, std::uint8_t unit);

}  // namespace quaywatt::simulator
