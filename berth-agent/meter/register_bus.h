#pragma once
// A line on which Modbus meters answer: a TCP connection, an RS-485 bus, or a made-up one in tests.

#include <chrono>
#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "berth-agent/meter/meter_source.h"

namespace quaywatt::agent {

struct RegisterRequest {
  std::uint8_t unit = 1;
  std::uint8_t function = 3;  ///< 3 holding, 4 input registers
  std::uint16_t address = 0;
  std::uint16_t count = 1;    ///< 1–125
};

class RegisterBus {
 public:
  RegisterBus() = default;
  RegisterBus(const RegisterBus&) = delete;
  RegisterBus& operator=(const RegisterBus&) = delete;
  virtual ~RegisterBus() = default;

  /// Asks once; opens the line if it is closed. Exactly `count` registers, or why not.
  virtual std::variant<std::vector<std::uint16_t>, MeterFailure> read(const RegisterRequest& request,
                                                                      std::chrono::milliseconds timeout) = 0;
};

}  // namespace quaywatt::agent
