#include "server/log/log.h"

#include <nlohmann/json.hpp>
#include <ostream>

namespace quaywatt::server {

namespace {

std::string json_text(std::string_view text) {
  constexpr bool kAsciiOnly = false;
  return nlohmann::json(text.substr(0, kLogTextMax))
      .dump(-1, ' ', kAsciiOnly, nlohmann::json::error_handler_t::replace);
}

std::string_view level_name(LogLevel level) {
  switch (level) {
    case LogLevel::info: return "info";
    case LogLevel::warning: return "warning";
    case LogLevel::error: return "error";
  }
  return "error";
}

}  // namespace

void Log::write(LogLevel level, std::string_view event, std::initializer_list<LogField> fields) {
  std::string line = "{\"at\":" + json_text(domain::format_instant(clock_()));
  line += ",\"level\":" + json_text(level_name(level)) + ",\"event\":" + json_text(event);
  for (const LogField& field : fields) {
    line += "," + json_text(field.name) + ":";
    const auto* number = std::get_if<std::int64_t>(&field.value);
    line += number != nullptr ? std::to_string(*number) : json_text(std::get<std::string>(field.value));
  }
  line += "}\n";
  const std::lock_guard lock(mutex_);
  out_ << line << std::flush;
  if (!out_) ++lost_;
  out_.clear();
}

}  // namespace quaywatt::server
