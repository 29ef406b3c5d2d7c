#include "server/cli/quantity_text.h"

#include <cstdlib>

namespace quaywatt::server {

namespace {

/// `value` counted in units of which `scale` (a power of ten) make one.
std::string decimal(std::int64_t value, std::int64_t scale) {
  std::string fraction = std::to_string(std::llabs(value % scale) + scale).substr(1);
  return (value < 0 ? "-" : "") + std::to_string(std::llabs(value / scale)) + "." + fraction;
}

}  // namespace

std::string kwh_text(domain::WattHours energy) { return decimal(energy.value, 1'000); }

std::string minutes_text(domain::Millis span) { return decimal(span.count() / 6'000, 10); }

std::string hours_text(std::int64_t span_ms) { return decimal((span_ms + 180'000) / 360'000, 10); }

std::string percent_text(std::optional<std::int64_t> permyriad) {
  return permyriad ? decimal(*permyriad, 100) + "%" : "-";
}

}  // namespace quaywatt::server
