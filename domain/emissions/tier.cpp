#include "domain/emissions/tier.h"

#include <array>
#include <cmath>

namespace quaywatt::domain {
namespace {

using std::chrono::day;
using std::chrono::month;
using std::chrono::year;

struct DomesticStage {
  Tier tier;
  Date from;
  int from_year_alone;  ///< first year that surely counts when only the year is known
  double above_kw;
};

// Latest first. Tier II: implementation plan of ship emission control areas, MOT 2018 no. 168, in force for keels
// laid from 2015-03-01 (the year 2015 counts whole: default factors change "before 2015").
constexpr std::array kDomesticStages{
    DomesticStage{Tier::gb2, Date{year{2021}, month{7}, day{1}}, 2022, 37},
    DomesticStage{Tier::gb1, Date{year{2018}, month{7}, day{1}}, 2019, 37},
    DomesticStage{Tier::t2, Date{year{2015}, month{3}, day{1}}, 2015, 130},
};

Tier by_keel_year(const BuildDate& built) {
  const std::optional<int> known = built.known_year();
  if (!known || *known < 2000) return Tier::t0;
  if (*known < 2011) return Tier::t1;
  return *known < 2016 ? Tier::t2 : Tier::t3;
}

bool built_since(const BuildDate& built, const DomesticStage& stage) {
  if (built.keel_laid) return *built.keel_laid >= stage.from;
  return built.year && *built.year >= stage.from_year_alone;
}

Tier by_domestic_stage(const BuildDate& built, std::optional<double> rated_kw) {
  for (const DomesticStage& stage : kDomesticStages)
    if (rated_kw && *rated_kw > stage.above_kw && built_since(built, stage)) return stage.tier;
  return Tier::t0;
}

}  // namespace

std::optional<int> BuildDate::known_year() const {
  return keel_laid ? std::optional<int>(static_cast<int>(keel_laid->year())) : year;
}

Tier tier_of(TierRule rule, const EngineRecord& engine, const BuildDate& built) {
  if (!is_tiered(engine.type)) return Tier::t0;
  if (engine.certified) return *engine.certified;
  return rule == TierRule::keel_year ? by_keel_year(built) : by_domestic_stage(built, engine.rated_kw);
}

double nox_limit(const NoxLimitCurve& curve, double rpm) {
  if (rpm < 130) return curve.slow;
  return rpm < 2000 ? curve.coefficient * std::pow(rpm, curve.exponent) : curve.fast;
}

}  // namespace quaywatt::domain
