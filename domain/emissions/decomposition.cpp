#include "domain/emissions/decomposition.h"

#include <cmath>

namespace quaywatt::domain {
namespace {

/// Up to here log1p of the relative difference keeps the digits that the logarithm of a quotient near 1 loses.
constexpr double kAlike = 0.5;

bool both_positive(double before, double after) { return before > 0 && after > 0; }

/// A cell with emission on one side only: `change` goes to the factors that are 0 on the other side.
void share_out(CellFactors& parts, const CellChange& cell, double change) {
  std::size_t vanishing = 0;
  for (ChangeFactor factor : all_of<ChangeFactor>())
    if (!both_positive(cell.before[factor], cell.after[factor])) ++vanishing;
  const double share = change / static_cast<double>(vanishing);
  for (ChangeFactor factor : all_of<ChangeFactor>())
    if (!both_positive(cell.before[factor], cell.after[factor])) parts[factor] += share;
}

void add_cell(CellFactors& parts, const CellChange& cell) {
  const double before = emission_of(cell.before);
  const double after = emission_of(cell.after);
  if (before == 0 && after == 0) return;
  if (!both_positive(before, after)) return share_out(parts, cell, after - before);
  const double mean = logarithmic_mean(after, before);
  for (ChangeFactor factor : all_of<ChangeFactor>())
    parts[factor] += mean * std::log(cell.after[factor] / cell.before[factor]);
}

}  // namespace

double emission_of(const CellFactors& factors) {
  double product = 1;
  for (double factor : factors.items) product *= factor;
  return product;
}

double logarithmic_mean(double a, double b) {
  const double relative = (a - b) / b;
  if (relative == 0) return a;
  return (a - b) / (std::abs(relative) < kAlike ? std::log1p(relative) : std::log(a / b));
}

CellFactors decompose_change(const std::vector<CellChange>& cells) {
  CellFactors parts;
  for (const CellChange& cell : cells) add_cell(parts, cell);
  return parts;
}

}  // namespace quaywatt::domain
