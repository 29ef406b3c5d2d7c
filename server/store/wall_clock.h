#pragma once
// The wall clock, handed in through constructors; only the mains know the real one.

#include <functional>

#include "domain/time/instant.h"

namespace quaywatt::server {

using WallClock = std::function<domain::Instant()>;

}  // namespace quaywatt::server
