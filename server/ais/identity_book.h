#pragma once
// Who the radios say their vessels are, and since when. Pure.

#include <unordered_map>
#include <vector>

#include "server/store/ais_entries.h"

namespace quaywatt::server {

/// Two vessels that share an MMSI (fault V1) contradict each other with every message: a new entry at most so often.
inline constexpr domain::Millis kIdentityChangeMin = std::chrono::hours{1};
/// How far `last_at` may lag behind, so that not every message is a row.
inline constexpr domain::Millis kIdentityLagMax = std::chrono::hours{1};

class IdentityBook {
 public:
  void load(std::vector<AisIdentityEntry> newest);

  /// Adds to `changed` what is to be kept: a first word, more of it, another name (V9), or the same long after.
  void take(const gis::AisIdentity& heard, domain::Instant at, std::vector<AisIdentityEntry>& changed);

 private:
  struct Known {
    AisIdentityEntry entry;
    domain::Instant kept_at{};   ///< last_at as it was kept
  };
  std::unordered_map<std::uint32_t, Known> known_;
};

}  // namespace quaywatt::server
