#include "domain/stays/stay_comparison.h"

#include <algorithm>
#include <tuple>

namespace quaywatt::domain {
namespace {

/// An end nobody knows: the stay goes on beyond every other.
constexpr Instant kNotYet = Instant::max();

/// Time both claim; zero or less: none.
Millis shared_time(const AisStay& ais, const DeclaredStay& declared) {
  const Instant end = std::min(ais.departed_at.value_or(kNotYet), declared.departed_at.value_or(kNotYet));
  return end - std::max(ais.arrived_at, declared.arrived_at);
}

struct Match {
  std::size_t ais;
  std::size_t declared;
  bool same_berth;
  Millis shared;
};

std::vector<Match> possible_matches(const std::vector<AisStay>& ais, const std::vector<DeclaredStay>& declared) {
  std::vector<Match> matches;
  for (std::size_t a = 0; a < ais.size(); ++a) {
    for (std::size_t d = 0; d < declared.size(); ++d) {
      if (ais[a].vessel.empty() || ais[a].vessel != declared[d].vessel) continue;
      const Millis shared = shared_time(ais[a], declared[d]);
      if (shared > Millis{0}) matches.push_back({a, d, ais[a].berth == declared[d].berth, shared});
    }
  }
  std::sort(matches.begin(), matches.end(), [](const Match& x, const Match& y) {
    return std::tuple{!x.same_berth, -x.shared, x.ais, x.declared} <
           std::tuple{!y.same_berth, -y.shared, y.ais, y.declared};
  });
  return matches;
}

/// `from` to `to`: when the true instant may have been, by the positions alone.
EndDifference difference(Instant declared, Instant by_ais, Instant from, Instant to, Millis tolerance) {
  const Millis apart = declared - by_ais;
  const bool shown = apart > tolerance || apart < -tolerance;
  return {apart, shown, shown && declared >= from - tolerance && declared <= to + tolerance};
}

StayComparison compare(const Match& match, const AisStay& ais, const DeclaredStay& declared, Millis tolerance) {
  StayComparison pair;
  pair.ais = match.ais;
  pair.declared = match.declared;
  pair.arrival = difference(declared.arrived_at, ais.arrived_at, ais.arrived_earliest.value_or(ais.arrived_at),
                            ais.arrived_at, tolerance);
  if (ais.departed_at && declared.departed_at) {
    pair.departure = difference(*declared.departed_at, *ais.departed_at, *ais.departed_at,
                                ais.departed_latest.value_or(*ais.departed_at), tolerance);
  }
  pair.one_still_open = ais.departed_at.has_value() != declared.departed_at.has_value();
  const bool departure_shown = pair.departure && pair.departure->shown;
  pair.agreement = !match.same_berth                                                  ? StayAgreement::other_berth
                   : pair.arrival->shown || departure_shown || pair.one_still_open ? StayAgreement::differ
                                                                                      : StayAgreement::agree;
  return pair;
}

}  // namespace

const char* agreement_name(StayAgreement agreement) {
  constexpr const char* kNames[]{"other_berth", "differ", "agree", "only_ais", "only_declared"};
  return kNames[static_cast<std::size_t>(agreement)];
}

std::vector<StayComparison> compare_stays(const std::vector<AisStay>& ais, const std::vector<DeclaredStay>& declared,
                                          const ComparisonSettings& settings) {
  std::vector<bool> ais_paired(ais.size());
  std::vector<bool> declared_paired(declared.size());
  std::vector<StayComparison> compared;
  for (const auto& match : possible_matches(ais, declared)) {
    if (ais_paired[match.ais] || declared_paired[match.declared]) continue;
    ais_paired[match.ais] = true;
    declared_paired[match.declared] = true;
    compared.push_back(
        compare(match, ais[match.ais], declared[match.declared], settings.difference_shown_after));
  }
  for (std::size_t a = 0; a < ais.size(); ++a) {
    if (!ais_paired[a]) compared.push_back({.agreement = StayAgreement::only_ais, .ais = a});
  }
  for (std::size_t d = 0; d < declared.size(); ++d) {
    if (!declared_paired[d]) compared.push_back({.agreement = StayAgreement::only_declared, .declared = d});
  }
  const auto began = [&](const StayComparison& one) {
    return one.ais ? ais[*one.ais].arrived_at : declared[*one.declared].arrived_at;
  };
  std::stable_sort(compared.begin(), compared.end(),
                   [&](const StayComparison& x, const StayComparison& y) { return began(x) < began(y); });
  return compared;
}

}  // namespace quaywatt::domain
