#pragma once
// Quantities as tables print them, from whole numbers.

#include <cstdint>
#include <optional>
#include <string>

#include "domain/time/instant.h"
#include "domain/units.h"

namespace quaywatt::server {

/// "12.300": to the watt-hour.
std::string kwh_text(domain::WattHours energy);
/// "121.5": tenths, cut, so that a stay within a threshold never prints as beyond it.
std::string minutes_text(domain::Millis span);
/// "4.3": tenths of an hour, half up.
std::string hours_text(std::int64_t span_ms);
/// "33.33%", or "-" for none.
std::string percent_text(std::optional<std::int64_t> permyriad);

}  // namespace quaywatt::server
