#include "server/enrolment/attempt_limiter.h"

namespace quaywatt::server {

namespace {

constexpr std::size_t kSourcesMax = 10'000;

}  // namespace

bool AttemptLimiter::allowed(const std::string& source, domain::Instant now) {
  const std::lock_guard lock(mutex_);
  const auto window = windows_.find(source);
  if (window == windows_.end()) return true;
  return window->second.failures < kWrongCodesMax || now >= window->second.begun + kWrongCodeWindow;
}

bool AttemptLimiter::failed(const std::string& source, domain::Instant now) {
  const std::lock_guard lock(mutex_);
  forget_old(now);
  Window& window = windows_.try_emplace(source, Window{now, 0}).first->second;
  return ++window.failures == kWrongCodesMax;
}

void AttemptLimiter::forget_old(domain::Instant now) {
  std::erase_if(windows_, [&](const auto& entry) { return now >= entry.second.begun + kWrongCodeWindow; });
  // A flood from made-up addresses must not eat the memory; forgetting one source is the lesser evil.
  if (windows_.size() >= kSourcesMax) windows_.erase(windows_.begin());
}

}  // namespace quaywatt::server
