#pragma once
// What a person must look at: kept until cleared, the same occasion counted instead of repeated.

#include <string>
#include <vector>

#include "domain/time/instant.h"

namespace quaywatt::server {

struct Alarm {
  std::string kind;      ///< "ledger_fork", "enrolment_code_reused", ...
  std::string subject;   ///< the agent, berth or address concerned
  std::string occasion;  ///< what makes this one different from the next of its kind and subject
  std::string zh;
  std::string en;
  domain::Instant at{};
};

struct RaisedAlarm {
  Alarm alarm;           ///< `at`: when it was first raised
  domain::Instant last_at{};
  std::uint32_t occurrences = 1;
};

class AlarmStore {
 public:
  virtual ~AlarmStore() = default;
  virtual void raise(const Alarm& alarm) = 0;
  /// Not cleared, newest first, at most `max`.
  virtual std::vector<RaisedAlarm> open_alarms(std::size_t max) = 0;
};

}  // namespace quaywatt::server
