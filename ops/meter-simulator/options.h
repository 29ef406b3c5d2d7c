#pragma once
// The simulator's command line.

#include <cstdint>
#include <span>
#include <stdexcept>
#include <string>
#include <vector>

#include "ops/meter-simulator/bench.h"

namespace quaywatt::simulator {

struct MeterOption {
  PlacedMeter placed;
  std::uint16_t tcp_port = 0;  ///< 0 takes a free one
};

struct Options {
  std::string bind_host = "127.0.0.1";
  std::uint16_t control_port = 0;
  std::vector<MeterOption> meters;
};

/// The command line makes no sense; what() says where, Chinese and English.
struct BadOptions : std::runtime_error {
  using std::runtime_error::runtime_error;
};

Options parse_options(std::span<const std::string> arguments);

extern const char* const kUsage;

}  // namespace quaywatt::simulator
