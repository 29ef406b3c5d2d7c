#include "domain/emissions/low_load.h"

#include <cmath>

namespace quaywatt::domain {
namespace {

// R(L) of SO2 = a (p/L + q) S% + b, EPA C3 RIA 2009 eq. 3-26: the fuel consumption curve times sulphur.
constexpr double kSulphurPerLoad = 14.1205;
constexpr double kSulphurBase = 205.7169;

}  // namespace

LowLoad::LowLoad(const By<Pollutant, std::optional<LowLoadCurve>>& curves, double sulphur_percent) {
  for (Pollutant pollutant : all_of<Pollutant>()) {
    const auto& given = curves[pollutant];
    if (!given) continue;
    Curve& curve = curves_[pollutant];
    double exponent = given->x;
    if (given->of_sulphur) {
      curve.a = given->a * kSulphurPerLoad * sulphur_percent;
      curve.b = given->a * kSulphurBase * sulphur_percent + given->b;
      exponent = 1;
    } else {
      curve.a = given->a;
      curve.b = given->b;
    }
    curve.at_low_load = curve.a * std::pow(kLowLoad, -exponent) + curve.b;
    while (curve.power < exponent_count_ && exponents_[curve.power] != exponent) ++curve.power;
    if (curve.power == exponent_count_) exponents_[exponent_count_++] = exponent;
  }
}

Masses LowLoad::at(double load) const {
  Masses factors;
  if (!(load > 0) || load > kLowLoad) {
    factors.items.fill(1);
    return factors;
  }
  std::array<double, kCountOf<Pollutant>> powers{};
  for (std::size_t i = 0; i < exponent_count_; ++i)
    powers[i] = exponents_[i] == 1 ? 1 / load : std::pow(load, -exponents_[i]);
  for (Pollutant pollutant : all_of<Pollutant>()) {
    const Curve& curve = curves_[pollutant];
    factors[pollutant] = (curve.a * powers[curve.power] + curve.b) / curve.at_low_load;
  }
  return factors;
}

}  // namespace quaywatt::domain
