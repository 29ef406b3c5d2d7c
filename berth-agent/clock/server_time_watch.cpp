#include "berth-agent/clock/server_time_watch.h"

namespace quaywatt::agent {

namespace {

/// Less than this between two contacts is the network's delay.
constexpr domain::Millis kJitter{200};

bool moved_away(domain::Millis from, domain::Millis to) {
  if (to > kJitter && from > -kJitter) return to - from >= kJitter;
  if (to < -kJitter && from < kJitter) return from - to >= kJitter;
  return false;
}

}  // namespace

ServerTime server_time(domain::Millis offset) {
  const domain::Millis apart = std::chrono::abs(offset);
  if (apart <= kServerAgrees) return ServerTime::agrees;
  return apart <= kServerContradicts ? ServerTime::differs : ServerTime::contradicts;
}

void ServerTimeWatch::measured(domain::Millis offset) {
  growing_ = any_ && moved_away(offset_, offset) ? growing_ + 1 : 0;
  any_ = true;
  offset_ = offset;
  now_ = server_time(offset);
  if (now_ == ServerTime::agrees) {
    drifting_ = false;
  } else if (growing_ >= kDriftContacts) {
    drifting_ = true;
  }
}

}  // namespace quaywatt::agent
