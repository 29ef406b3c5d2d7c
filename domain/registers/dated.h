#pragma once
// An attribute with its history: a vessel's name, tonnage or operator as they were on a day. A change never rewrites
// the past, so the class of a stay is the one at the time of the stay (faults V9, V14).

#include <algorithm>
#include <utility>
#include <vector>

#include "domain/time/instant.h"

namespace quaywatt::domain {

template <typename Value>
struct DatedValue {
  Date from;  ///< the first day (Asia/Shanghai) on which it holds
  Value value;
  bool operator==(const DatedValue&) const = default;
};

/// Values in order of their first day, at most one a day.
template <typename Value>
class Dated {
 public:
  Dated() = default;
  Dated(Date from, Value value) : values_{{from, std::move(value)}} {}

  /// What holds on `day`; null before the first value.
  const Value* on(Date day) const {
    auto after = std::ranges::upper_bound(values_, day, {}, &DatedValue<Value>::from);
    return after == values_.begin() ? nullptr : &std::prev(after)->value;
  }

  /// Adds what holds from `from` on until the next value. False, and nothing changed, when a value already begins on
  /// that day: putting another in its place is a correction, which needs a reason and a second person.
  [[nodiscard]] bool change(Date from, Value value) {
    auto after = std::ranges::upper_bound(values_, from, {}, &DatedValue<Value>::from);
    if (after != values_.begin() && std::prev(after)->from == from) return false;
    values_.insert(after, {from, std::move(value)});
    return true;
  }

  const std::vector<DatedValue<Value>>& history() const { return values_; }
  bool operator==(const Dated&) const = default;

 private:
  std::vector<DatedValue<Value>> values_;
};

}  // namespace quaywatt::domain
