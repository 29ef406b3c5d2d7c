#pragma once
// How often a meter is asked (fault M10): again after noise, not after a clear no; and questions it never answers
// rest for a while, so that they do not hold up every reading.

#include <cstdint>
#include <map>

#include "berth-agent/meter/meter_source.h"

namespace quaywatt::agent {

/// Asking again helps against noise and silence, not against a meter that said no or a line that is not there.
bool worth_another_try(MeterFault fault);

/// Did the meter itself answer, if not with what was wanted?
bool came_from_meter(MeterFault fault);

/// Of questions whose answer a reading can do without: the line counts as dead after so many silences in a row.
inline constexpr int kSilencesUntilDead = 2;

/// The questions a meter refused or stayed silent on. A key is a DL/T 645 identifier or a Modbus register.
class RestingQuestions {
 public:
  /// Is the question to be left out of this reading? Counts the reading.
  bool rests(std::uint32_t question);
  void failed(std::uint32_t question, MeterFault fault);

 private:
  std::map<std::uint32_t, int> readings_left_;
};

}  // namespace quaywatt::agent
