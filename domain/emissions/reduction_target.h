#pragma once
// The promise of the action plan against 2020: total NOx of all operating ships down by 7 %.

#include "domain/emissions/exact_sum.h"

namespace quaywatt::domain {

/// Wuxi ozone action plan 2023-2025, item 5d.
inline constexpr int kNoxReductionPercent = 7;

/// Whether `current` is at least `percent` below `baseline`, exact in micrograms: 930.0 of 1000 is met, 930.1 is not.
/// `baseline` > 0.
constexpr bool is_reduced_by(Int128 baseline_ug, Int128 current_ug, int percent = kNoxReductionPercent) {
  return current_ug * 100 <= baseline_ug * (100 - percent);
}

/// What is still missing to the target, micrograms; 0 when it is met. Rounded up.
constexpr Int128 missing_to_target(Int128 baseline_ug, Int128 current_ug, int percent = kNoxReductionPercent) {
  const Int128 excess = current_ug * 100 - baseline_ug * (100 - percent);
  return excess <= 0 ? 0 : (excess + 99) / 100;
}

}  // namespace quaywatt::domain
