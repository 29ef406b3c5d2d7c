#pragma once
// Reads every meter at its interval, each in a thread of its own, so that a dead meter never delays another
// (fault M10), and gives each reading to the sink. Reads at once when a session begins or ends.

#include <memory>
#include <string>
#include <vector>

#include "berth-agent/clock/agent_clock.h"
#include "berth-agent/meter/meter_source.h"
#include "berth-agent/sampling/meter_reading.h"

namespace quaywatt::agent {

/// Real pause between two readings of one meter, for a wanted interval of clock time: a shortened clock asks more
/// often, but never without a pause that lets the meter's line breathe.
domain::Millis sampling_pause(domain::Millis clock_interval, std::uint32_t clock_scale);

inline constexpr domain::Millis kShortestSamplingPause{100};
inline constexpr domain::Millis kDefaultEdgeDeadline{10'000};

/// One meter with the supply point it serves.
struct SampledMeter {
  std::string meter;
  std::string supply_point;
  std::unique_ptr<MeterSource> source;
};

class Sampler : public EdgeReader {
 public:
  struct Settings {
    domain::Millis pause{10'000};                       ///< real time, see sampling_pause
    domain::Millis edge_deadline = kDefaultEdgeDeadline;///< real time `read_now` waits for an answer
  };

  /// The clock is not owned. Nothing is read before `start`.
  Sampler(std::vector<SampledMeter> meters, const AgentClock& clock, Settings settings);
  ~Sampler() override;  ///< stops
  Sampler(const Sampler&) = delete;
  Sampler& operator=(const Sampler&) = delete;

  /// One thread a meter begins to read and to give to `sink`, which must outlive the sampler or `stop`.
  void start(ReadingSink& sink);
  /// Returns when every thread ended; a reading under way is waited for.
  void stop();

  /// From any thread once started. An unknown meter is a MeterFailure{device_missing}.
  MeterReading read_now(const std::string& meter) override;

 private:
  class Reader;
  const AgentClock& clock_;
  Settings settings_;
  std::vector<std::unique_ptr<Reader>> readers_;
};

}  // namespace quaywatt::agent
