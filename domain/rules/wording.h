#pragma once
// Figures as the explanations print them: exact, because a millisecond may decide.

#include <string>
#include <string_view>
#include <vector>

#include "domain/time/instant.h"
#include "domain/units.h"

namespace quaywatt::domain {

/// "121分钟", "119分59.999秒".
std::string minutes_zh(Millis span);

/// "121 min", "119 min 59.999 s".
std::string minutes_en(Millis span);

/// "18.000" (kWh), the last digit being a watt-hour. Not negative.
std::string kilowatt_hours(WattHours energy);

/// The parts, each once, with `separator` between.
std::string joined(const std::vector<std::string>& parts, std::string_view separator);

}  // namespace quaywatt::domain
