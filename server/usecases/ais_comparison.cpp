#include "server/usecases/ais_comparison.h"

#include <algorithm>

#include "domain/berth/vessel_name.h"
#include "domain/time/shanghai.h"

namespace quaywatt::server {

namespace {

/// Both sides by the register's identity; a vessel nobody registered goes by nothing that could join it to another.
std::string key_of(const StayFigure& declared) {
  if (!declared.vessel_identity.empty()) return declared.vessel_identity;
  return "name " + domain::name_key(declared.vessel_name);
}

domain::AisStay as_seen(const AisStayFigure& figure) {
  domain::AisStay stay;
  stay.vessel = figure.vessel.identity;
  stay.berth = figure.stay.name.berth;
  stay.arrived_at = figure.stay.name.arrived_at;
  stay.departed_at = figure.stay.departed_at;
  stay.arrived_earliest = figure.stay.arrived_earliest;
  stay.departed_latest = figure.stay.departed_latest;
  stay.evidence = static_cast<domain::PositionEvidence>(figure.stay.evidence);
  stay.identity_doubtful = figure.stay.identity_doubtful;
  return stay;
}

domain::DeclaredStay as_declared(const StayFigure& figure) {
  return {figure.id.text(), key_of(figure), figure.berth, figure.arrived_at, figure.departed_at};
}

std::optional<domain::Millis> threshold_at(const AisStayFigure& figure, const domain::RuleSet& rules) {
  if (!figure.place) return std::nullopt;
  const auto* rule = domain::obligation_in_force(rules, figure.place->waters,
                                                 domain::shanghai_date(figure.stay.name.arrived_at));
  return rule ? domain::threshold_of(*rule, figure.place->waters) : std::nullopt;
}

/// Up to when the meter fed the vessel: the last reading with a load, for a supply that gave energy.
std::optional<domain::Instant> load_until(const StayFigure& declared, const LoadOf& load_of) {
  std::optional<domain::Instant> until;
  for (const auto& session : declared.sessions) {
    if (session.energy.value <= 0) continue;
    const auto last = load_of(session.id).last_load_at;
    if (last && (!until || *until < *last)) until = last;
  }
  return until;
}

void propose(ComparedStay& compared, const domain::AisStay& ais, const LoadOf& load_of) {
  for (const auto& session : compared.declared->sessions) {
    if (session.stopped_at) continue;
    const SupplyLoad load = load_of(session.id);
    const auto end = domain::propose_supply_end(ais, {session.started_at, load.last_load_at, load.load_now});
    if (!end) continue;
    compared.proposed_end = end;
    compared.proposed_for = session.id;
    return;
  }
}

void doubt(ComparedStay& compared, const domain::AisStay& ais, const LoadOf& load_of, const domain::RuleSet& rules) {
  const auto threshold = threshold_at(*compared.ais, rules);
  if (!threshold) return;
  const domain::BerthEvidence other{load_until(*compared.declared, load_of), compared.declared->departed_at,
                                    !compared.declared->departed_at};
  compared.doubt = domain::doubt_departure(ais, other, *threshold);
}

}  // namespace

std::vector<ComparedStay> compare_with_positions(const std::vector<AisStayFigure>& ais,
                                                 const std::vector<StayFigure>& declared, const LoadOf& load_of,
                                                 const domain::RuleSet& rules) {
  std::vector<domain::AisStay> seen;
  std::ranges::transform(ais, std::back_inserter(seen), as_seen);
  std::vector<domain::DeclaredStay> told;
  std::ranges::transform(declared, std::back_inserter(told), as_declared);
  std::vector<ComparedStay> all;
  for (auto& comparison : domain::compare_stays(seen, told)) {
    ComparedStay compared;
    if (comparison.ais) compared.ais = &ais[*comparison.ais];
    if (comparison.declared) compared.declared = &declared[*comparison.declared];
    if (compared.ais && compared.declared && compared.ais->stay.departed_at) {
      propose(compared, seen[*comparison.ais], load_of);
      doubt(compared, seen[*comparison.ais], load_of, rules);
    }
    compared.comparison = std::move(comparison);
    all.push_back(std::move(compared));
  }
  return all;
}

}  // namespace quaywatt::server
