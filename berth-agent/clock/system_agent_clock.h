#pragma once
// The agent's clock as shipped: the machine's wall clock and a monotonic counter since the program's start. A
// demonstration clock runs `scale` times as fast; its ledger says so in `epoch_opened` (refused outside development).

#include <atomic>
#include <optional>
#include <string>

#include "berth-agent/clock/agent_clock.h"

namespace quaywatt::agent {

/// Hears what the server's signed time is worth against ours.
class ServerTimeListener {
 public:
  virtual ~ServerTimeListener() = default;
  /// Server's clock minus ours, halfway through an exchange whose receipt was valid.
  virtual void server_offset(domain::Millis offset) = 0;
};

/// Judges a real clock. `kernel_synced`: the kernel is disciplined by NTP. `server_offset`: at the last contact.
/// A server that disagrees by more than a minute outweighs the kernel (faults C3, C8).
domain::ClockSync judge_clock(bool kernel_synced, std::optional<domain::Millis> server_offset);

class SystemAgentClock : public AgentClock, public ServerTimeListener {
 public:
  /// `scale` 1 = real time. Otherwise wall = anchor + scale × (real time − anchor), so that several agents, and one
  /// agent before and after a restart, agree; without an anchor the program's start is taken.
  explicit SystemAgentClock(std::uint32_t scale = 1, std::optional<domain::Instant> anchor = std::nullopt);

  ClockReading now() const override;
  std::string boot() const override { return boot_; }
  std::uint32_t scale() const override { return scale_; }
  void server_offset(domain::Millis offset) override;

 private:
  std::uint32_t scale_;
  std::string boot_;
  domain::Millis start_mono_;
  domain::Instant start_wall_;  ///< of the shortened clock at start_mono_
  std::atomic<std::int64_t> server_offset_ms_;
};

}  // namespace quaywatt::agent
