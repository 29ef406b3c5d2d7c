#include "berth-agent/clock/system_agent_clock.h"

#include <sys/random.h>
#include <sys/timex.h>
#include <time.h>

#include <cstdlib>
#include <limits>
#include <stdexcept>

#include "berth-agent/clock/server_time_watch.h"

namespace quaywatt::agent {

namespace {

constexpr std::int64_t kNoContact = std::numeric_limits<std::int64_t>::min();

domain::Millis read_clock(clockid_t id) {
  timespec now{};
  clock_gettime(id, &now);
  return std::chrono::duration_cast<domain::Millis>(std::chrono::seconds{now.tv_sec} +
                                                    std::chrono::nanoseconds{now.tv_nsec});
}

// CLOCK_BOOTTIME goes on counting while the machine is suspended, CLOCK_MONOTONIC does not.
domain::Millis counter() { return read_clock(CLOCK_BOOTTIME); }

domain::Instant machine_wall() { return domain::Instant{read_clock(CLOCK_REALTIME)}; }

bool kernel_synced() {
  timex query{};
  return adjtimex(&query) != TIME_ERROR && (query.status & STA_UNSYNC) == 0;
}

std::string random_boot_id() {
  unsigned char bytes[8];
  if (getrandom(bytes, sizeof bytes, 0) != static_cast<ssize_t>(sizeof bytes)) {
    throw std::runtime_error("no randomness from the kernel");
  }
  static constexpr char kHex[] = "0123456789abcdef";
  std::string id;
  for (const unsigned char byte : bytes) {
    id += kHex[byte >> 4];
    id += kHex[byte & 15];
  }
  return id;
}

}  // namespace

domain::ClockSync judge_clock(bool kernel, std::optional<domain::Millis> server_offset) {
  const bool agrees = server_offset && server_time(*server_offset) == ServerTime::agrees;
  const bool contradicts = server_offset && server_time(*server_offset) == ServerTime::contradicts;
  return agrees || (kernel && !contradicts) ? domain::ClockSync::synced : domain::ClockSync::unsynced;
}

SystemAgentClock::SystemAgentClock(std::uint32_t scale, std::optional<domain::Instant> anchor)
    : scale_(scale),
      boot_(random_boot_id()),
      start_mono_(counter()),
      start_wall_(machine_wall()),
      server_offset_ms_(kNoContact) {
  if (scale_ == 0) throw std::invalid_argument("clock scale 0");
  if (scale_ != 1 && anchor) start_wall_ = *anchor + (start_wall_ - *anchor) * scale_;
}

ClockReading SystemAgentClock::now() const {
  const domain::Millis elapsed = counter() - start_mono_;
  if (scale_ != 1) return {start_wall_ + elapsed * scale_, elapsed * scale_, domain::ClockSync::shortened};
  const std::int64_t offset = server_offset_ms_.load(std::memory_order_relaxed);
  const auto known = offset == kNoContact ? std::nullopt : std::optional{domain::Millis{offset}};
  return {machine_wall(), elapsed, judge_clock(kernel_synced(), known)};
}

void SystemAgentClock::server_offset(domain::Millis offset) {
  server_offset_ms_.store(offset.count(), std::memory_order_relaxed);
}

}  // namespace quaywatt::agent
