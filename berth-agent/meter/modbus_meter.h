#pragma once
// A meter that speaks Modbus, whichever: its register map says what it is.

#include <chrono>
#include <memory>
#include <mutex>
#include <vector>

#include "berth-agent/meter/meter_source.h"
#include "berth-agent/meter/register_bus.h"
#include "berth-agent/meter/register_reading.h"
#include "berth-agent/meter/retry_policy.h"

namespace quaywatt::agent {

/// A line on which several meters hang; who talks on it holds `turn`.
struct SharedBus {
  std::unique_ptr<RegisterBus> bus;
  std::mutex turn;
};

struct ModbusSettings {
  std::uint8_t unit = 1;
  TransformerRatios ratios;
  std::chrono::milliseconds timeout{1000};
  std::int32_t retries = 2;
};

class ModbusMeter final : public MeterSource {
 public:
  ModbusMeter(std::shared_ptr<SharedBus> line, const RegisterMap& map, ModbusSettings settings);

  /// The block with the billing register decides whether the reading succeeds. Another block that the meter refuses or
  /// stays silent on is left out, and asked again only after some readings; two silences in a row end the reading.
  MeterResult read() override;

 private:
  using Outcome = std::variant<std::vector<std::uint16_t>, MeterFailure>;

  Outcome ask_with_retries(const RegisterBlock& block, std::int32_t& retries);

  std::shared_ptr<SharedBus> line_;
  std::vector<RegisterBlock> blocks_;
  ModbusSettings settings_;
  RestingQuestions resting_;
};

}  // namespace quaywatt::agent
