#include "domain/rules/wording.h"

#include <algorithm>
#include <array>
#include <cstdio>

namespace quaywatt::domain {
namespace {

std::string thousandths(std::int64_t value, int whole_digits) {
  std::array<char, 32> out{};
  std::snprintf(out.data(), out.size(), "%0*lld.%03lld", whole_digits, static_cast<long long>(value / 1000),
                static_cast<long long>(value % 1000));
  return out.data();
}

/// "59.999", or "59" for whole seconds.
std::string seconds(std::int64_t millis) {
  return millis % 1000 == 0 ? std::to_string(millis / 1000) : thousandths(millis, 1);
}

constexpr std::int64_t kMinuteMs = 60'000;

}  // namespace

std::string minutes_zh(Millis span) {
  const std::string minutes = std::to_string(span.count() / kMinuteMs);
  const std::int64_t rest = span.count() % kMinuteMs;
  return rest == 0 ? minutes + "分钟" : minutes + "分" + seconds(rest) + "秒";
}

std::string minutes_en(Millis span) {
  const std::string minutes = std::to_string(span.count() / kMinuteMs) + " min";
  const std::int64_t rest = span.count() % kMinuteMs;
  return rest == 0 ? minutes : minutes + " " + seconds(rest) + " s";
}

std::string kilowatt_hours(WattHours energy) { return thousandths(energy.value, 1); }

std::string joined(const std::vector<std::string>& parts, std::string_view separator) {
  std::string out;
  for (auto part = parts.begin(); part != parts.end(); ++part) {
    if (std::find(parts.begin(), part, *part) != part) continue;
    if (!out.empty()) out += separator;
    out += *part;
  }
  return out;
}

}  // namespace quaywatt::domain
