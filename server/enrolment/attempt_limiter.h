#pragma once
// Slows down whoever tries codes (fault X4).

#include <chrono>
#include <map>
#include <mutex>
#include <string>

#include "domain/time/instant.h"

namespace quaywatt::server {

inline constexpr int kWrongCodesMax = 10;                    ///< from one address within the window
inline constexpr std::chrono::seconds kWrongCodeWindow{600};

/// Thread-safe. Kept in memory: a restart forgives, the codes' 80 bits are the real guard.
class AttemptLimiter {
 public:
  bool allowed(const std::string& source, domain::Instant now);
  /// True when this wrong attempt used up what the source may try.
  bool failed(const std::string& source, domain::Instant now);

 private:
  struct Window {
    domain::Instant begun{};
    int failures = 0;
  };
  void forget_old(domain::Instant now);

  std::mutex mutex_;
  std::map<std::string, Window> windows_;
};

}  // namespace quaywatt::server
