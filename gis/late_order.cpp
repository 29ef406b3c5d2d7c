#include "gis/late_order.h"

#include <algorithm>

namespace quaywatt::gis {

bool LateOrder::put(const Fix& fix) {
  if (fix.at_ms <= released_ms_) return false;
  newest_ms_ = std::max(newest_ms_, fix.at_ms);
  if (waiting_.size() == first_ || waiting_.back() < fix) {  // the usual case: in order
    waiting_.push_back(fix);
    return true;
  }
  const auto place = std::lower_bound(waiting_.begin() + static_cast<std::ptrdiff_t>(first_), waiting_.end(), fix);
  if (place != waiting_.end() && *place == fix) {
    ++repeated_;
    return true;
  }
  waiting_.insert(place, fix);
  return true;
}

void LateOrder::compact() {
  if (first_ * 2 < waiting_.size()) return;
  waiting_.erase(waiting_.begin(), waiting_.begin() + static_cast<std::ptrdiff_t>(first_));
  first_ = 0;
}

}  // namespace quaywatt::gis
