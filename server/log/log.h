#pragma once
// What happened, one JSON object a line: {"at":"…Z","level":"info","event":"batch","request":"…",…}. Everything from
// outside is escaped, so that no text can forge a line (fault X10); secrets have no way in (config/secret.h).

#include <atomic>
#include <cstdint>
#include <initializer_list>
#include <iosfwd>
#include <mutex>
#include <string>
#include <string_view>
#include <variant>

#include "server/store/wall_clock.h"

namespace quaywatt::server {

enum class LogLevel { info, warning, error };

struct LogField {
  std::string_view name;
  std::variant<std::string, std::int64_t> value;

  LogField(std::string_view field, std::string_view text) : name(field), value(std::string(text)) {}
  LogField(std::string_view field, const std::string& text) : name(field), value(text) {}
  LogField(std::string_view field, const char* text) : name(field), value(std::string(text)) {}
  template <std::integral Integer>
  LogField(std::string_view field, Integer number) : name(field), value(static_cast<std::int64_t>(number)) {}
};

/// Thread-safe. A stream that fails is no reason to stop (fault S12).
class Log {
 public:
  Log(std::ostream& out, WallClock clock) : out_(out), clock_(std::move(clock)) {}

  void write(LogLevel level, std::string_view event, std::initializer_list<LogField> fields);
  void info(std::string_view event, std::initializer_list<LogField> fields) { write(LogLevel::info, event, fields); }
  void warning(std::string_view event, std::initializer_list<LogField> fields) {
    write(LogLevel::warning, event, fields);
  }
  void error(std::string_view event, std::initializer_list<LogField> fields) { write(LogLevel::error, event, fields); }

  /// Lines that could not be written: a full disk, a closed pipe.
  std::uint64_t lost() const { return lost_; }

 private:
  std::atomic<std::uint64_t> lost_{0};
  std::ostream& out_;
  WallClock clock_;
  std::mutex mutex_;
};

inline constexpr std::size_t kLogTextMax = 2000;  ///< bytes of one text; the rest is cut

}  // namespace quaywatt::server
