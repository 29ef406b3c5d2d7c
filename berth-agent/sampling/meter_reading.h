#pragma once
// One attempt to read one meter, stamped with the agent's time. The live picture is made of these; only some of them
// become ledger lines (recording_schedule.h).

#include <string>
#include <variant>

#include "berth-agent/clock/agent_clock.h"
#include "berth-agent/meter/meter_source.h"
#include "domain/meter/register_values.h"

namespace quaywatt::agent {

struct MeterReading {
  std::string meter;
  std::string supply_point;
  ClockReading at;  ///< when the answer (or the failure) was complete
  MeterResult result;

  /// The registers, or nullptr when the meter did not answer.
  const domain::RegisterValues* values() const { return std::get_if<domain::RegisterValues>(&result); }
  const MeterFailure* failure() const { return std::get_if<MeterFailure>(&result); }
};

/// Takes every reading, good or failed. Called from the meters' threads, one call at a time for each meter; the
/// implementation does its own locking and must not call back into the sampler while it holds its lock.
class ReadingSink {
 public:
  virtual ~ReadingSink() = default;
  virtual void take_reading(const MeterReading& reading) = 0;
};

/// A reading right now, for session edges. Blocks until the meter answered or the deadline passed; a passed deadline
/// is a MeterFailure{timeout}. The reading is not also given to the sink: whoever asks writes the line.
/// Must not be called while holding a lock that ReadingSink::take_reading needs.
class EdgeReader {
 public:
  virtual ~EdgeReader() = default;
  virtual MeterReading read_now(const std::string& meter) = 0;
};

}  // namespace quaywatt::agent
