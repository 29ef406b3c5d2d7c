#include "berth-agent/local/lock_out.h"

#include <algorithm>

namespace quaywatt::agent {

domain::Millis LockOut::wait(const LoginAttempt& attempt, domain::Millis now) const {
  const auto record = records_.find(attempt);
  if (record == records_.end()) return domain::Millis::zero();
  return std::max(domain::Millis::zero(), record->second.until - now);
}

void LockOut::wrong_pin(const LoginAttempt& attempt, domain::Millis now) {
  if (!records_.contains(attempt)) make_room();
  Record& record = records_[attempt];
  // Quiet for as long as a lock lasts, or a lock that was served: the count begins anew.
  if (record.wrong >= kLockAfter || now - record.last >= kLockedFor) record.wrong = 0;
  ++record.wrong;
  record.last = now;
  const bool locked = record.wrong >= kLockAfter;
  record.until = now + (locked ? kLockedFor : kFirstDelay * (std::int64_t{1} << (record.wrong - 1)));
}

void LockOut::right_pin(const LoginAttempt& attempt) { records_.erase(attempt); }

void LockOut::make_room() {
  if (records_.size() < kMaxNames) return;
  const auto oldest = std::min_element(records_.begin(), records_.end(), [](const auto& one, const auto& other) {
    return one.second.last < other.second.last;
  });
  records_.erase(oldest);
}

}  // namespace quaywatt::agent
