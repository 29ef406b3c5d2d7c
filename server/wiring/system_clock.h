#pragma once
// The real wall clock.

#include <chrono>

#include "server/store/wall_clock.h"

namespace quaywatt::server {

inline domain::Instant system_now() {
  return std::chrono::floor<domain::Millis>(std::chrono::system_clock::now());
}

}  // namespace quaywatt::server
