#include "server/usecases/usage_stays.h"

namespace quaywatt::server {

namespace {

domain::AssessedStay assessed(const StayFigure& figure) {
  const domain::Assessment& assessment = figure.assessment->assessment;
  domain::AssessedStay stay;
  stay.id = figure.id.text();
  stay.port = figure.place->port;
  stay.waterway = figure.place->waterway;
  stay.vessel_type = figure.vessel_type.value_or(domain::VesselType::other);
  stay.berth_kind = figure.place->kind;
  stay.alongside = {figure.arrived_at, *figure.departed_at};
  for (const auto& session : figure.sessions) {
    stay.connected.push_back({session.started_at, session.started_at + domain::Millis{session.connected_ms}});
    stay.energy.insert(stay.energy.end(), session.days.begin(), session.days.end());
  }
  stay.duty = assessment.duty;
  stay.outcome = assessment.outcome;
  stay.statutory = assessment.statutory;
  stay.city_kpi_literal = assessment.city_kpi_literal;
  stay.city_kpi_strict = assessment.city_kpi_strict;
  return stay;
}

}  // namespace

UsageStays usage_stays(const std::vector<StayFigure>& figures) {
  UsageStays usage;
  for (const auto& figure : figures) {
    if (!figure.departed_at) {
      ++usage.still_there;
    } else if (!figure.assessment || figure.assessment->provisional || !figure.place) {
      ++usage.not_judged;
    } else {
      usage.stays.push_back(assessed(figure));
    }
  }
  return usage;
}

}  // namespace quaywatt::server
