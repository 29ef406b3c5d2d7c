#include "gis/late_order.h"

#include <algorithm>

namespace quaywatt::gis {

LateOrder::Packed::Packed(const Fix& fix)
    : time_and_speed(static_cast<std::uint64_t>(fix.at_ms) << 20 | static_cast<std::uint64_t>(fix.sog_ckn) << 4 |
                     (fix.coarse ? 1U : 0U)),
      at(fix.at) {}

Fix LateOrder::Packed::fix() const {
  return {.at_ms = at_ms(), .at = at, .sog_ckn = static_cast<std::uint16_t>(time_and_speed >> 4 & 0xFFFFU),
          .coarse = (time_and_speed & 1U) != 0};
}

LateOrder::Put LateOrder::put(const Fix& fix) {
  if (fix.at_ms <= released_ms_ || fix.at_ms < 0) return Put::too_late;
  const Packed packed{fix};
  make_room();
  if (waiting_.size() == first_ || waiting_.back() < packed) {  // the usual case: in order
    waiting_.push_back(packed);
  } else {
    const auto place = std::lower_bound(waiting_.begin() + static_cast<std::ptrdiff_t>(first_), waiting_.end(), packed);
    if (place != waiting_.end() && *place == packed) return Put::repeated;
    waiting_.insert(place, packed);
  }
  note_newest(fix.at_ms);
  return Put::kept;
}

void LateOrder::note_newest(std::int64_t at_ms) {
  if (at_ms <= newest_ms_[2] || at_ms == newest_ms_[0] || at_ms == newest_ms_[1]) return;
  newest_ms_[2] = at_ms;
  std::sort(newest_ms_.begin(), newest_ms_.end(), std::greater<>{});
}

std::int64_t LateOrder::believed_newest_ms(domain::Millis window) const {
  if (newest_ms_[0] - newest_ms_[2] <= window.count()) return newest_ms_[0];
  return newest_ms_[1] - newest_ms_[2] <= window.count() ? newest_ms_[1] : newest_ms_[2];
}

/// Grows by a quarter: doubling would leave half of the memory of every vessel unused.
void LateOrder::make_room() {
  if (waiting_.size() < waiting_.capacity()) return;
  if (first_ > 0) compact_all();
  if (waiting_.size() == waiting_.capacity()) waiting_.reserve(waiting_.size() + waiting_.size() / 4 + 4);
}

void LateOrder::compact() {
  if (first_ * 4 >= waiting_.size()) compact_all();
}

void LateOrder::compact_all() {
  waiting_.erase(waiting_.begin(), waiting_.begin() + static_cast<std::ptrdiff_t>(first_));
  first_ = 0;
}

}  // namespace quaywatt::gis
