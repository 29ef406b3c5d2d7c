#pragma once
// The agent's clock against the server's signed time, contact by contact: how far they are apart, and whether they
// move apart (faults C3, C8). A time source that is spoofed slowly fools the kernel, but not the server's signature.
// Pure; nothing is ever shifted by it.

#include <cstdint>

#include "domain/time/instant.h"

namespace quaywatt::agent {

inline constexpr domain::Millis kServerAgrees{5'000};        ///< fault C3: within 5 s is agreement
inline constexpr domain::Millis kServerContradicts{60'000};  ///< fault C3: beyond 60 s the time is in doubt (时间存疑)
inline constexpr std::int32_t kDriftContacts = 3;            ///< growing at so many contacts in a row is a drift

enum class ServerTime {
  agrees,
  differs,       ///< beyond kServerAgrees: warn
  contradicts    ///< beyond kServerContradicts: lines are marked `unsynced`
};

ServerTime server_time(domain::Millis offset);

class ServerTimeWatch {
 public:
  /// `offset`: server's clock minus ours, at one contact more.
  void measured(domain::Millis offset);

  ServerTime now() const { return now_; }
  /// The offset left agreement by growing the same way contact by contact (fault C8), and has not come back since.
  bool drifting() const { return drifting_; }
  domain::Millis offset() const { return offset_; }

 private:
  domain::Millis offset_{0};
  bool any_ = false;
  std::int32_t growing_ = 0;
  bool drifting_ = false;
  ServerTime now_ = ServerTime::agrees;
};

}  // namespace quaywatt::agent
