#pragma once

#include <random>

#include "berth-agent/uplink/back_off.h"

namespace quaywatt::agent {

/// Randomness of the machine, for jitter alone.
class SystemRandom : public RandomSource {
 public:
  std::uint32_t next() override { return device_(); }

 private:
  std::random_device device_;
};

}  // namespace quaywatt::agent
