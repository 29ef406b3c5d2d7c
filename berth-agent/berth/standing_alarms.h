#pragma once
// Alarms that stand in the ledger as lines `alarm`: what raised them, in words, and when they may be called over.

#include <compare>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "domain/ledger/ledger_line.h"

namespace quaywatt::agent {

/// An alarm at one place; `meter` and `supply_point` are empty where it is of the cabinet.
struct AlarmKey {
  std::string code;
  std::string meter;
  std::string supply_point;
  auto operator<=>(const AlarmKey&) const = default;
};

AlarmKey key_of(const domain::AlarmNoted& noted);

/// "meter_" and the flag's word.
std::string alarm_code(domain::ReadingFlag flag);

struct AlarmWords {
  std::string_view code;
  std::string_view severity;  ///< "alarm" (red): somebody must come · "warning" (yellow): to be looked at
  std::string_view zh, en;    ///< what it is and what to do
};

/// nullptr for a code of a later program.
const AlarmWords* alarm_words(std::string_view code);

/// What passes for over must have been over this long, so that a restless meter does not fill the ledger.
inline constexpr std::chrono::minutes kAlarmQuiet{5};

/// Decides which changes are worth a line. Pure; what is raised is known from the ledger.
class AlarmQuiet {
 public:
  /// Whether a line is due now that `key` is seen to hold or not. `quiet`: how long it must not hold to be over.
  bool due(const AlarmKey& key, bool holds, bool raised, domain::Millis now, domain::Millis quiet);

 private:
  std::map<AlarmKey, domain::Millis> quiet_since_;
};

}  // namespace quaywatt::agent
