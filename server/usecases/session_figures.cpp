#include "server/usecases/session_figures.h"

#include "domain/energy/register_step.h"

namespace quaywatt::server {

namespace {

bool stopped_after_the_fact(const domain::Session& session) {
  return session.stopped->actor.role == domain::ActorRole::device &&
         session.stop_reason == domain::SupplyStopped::Reason::power_cut;
}

/// From the last reading to the stop; nothing while the session runs.
domain::Millis silent_end(const MeteredSession& metered) {
  const auto& session = metered.session;
  if (!session.stopped || metered.points.empty() || stopped_after_the_fact(session)) return domain::Millis{0};
  domain::RegisterPoint stop;
  stop.at = session.stopped->at;
  stop.boot = session.stopped->boot;
  stop.mono = session.stopped->mono;
  stop.clock_trusted = session.stopped->sync != domain::ClockSync::unsynced;
  return domain::elapsed(metered.points.back(), stop).value_or(domain::Millis{0});
}

}  // namespace

ComputedEnergy computed_energy(const MeteredSession& metered) {
  const bool running = !metered.session.stopped;
  const bool end_reading = running || metered.end_reading;
  ComputedEnergy computed;
  computed.energy = domain::session_energy(metered.points, metered.meters, end_reading);
  computed.energy.connected_ms += silent_end(metered).count();
  computed.days = domain::daily_energy(metered.points, metered.meters, end_reading);
  return computed;
}

}  // namespace quaywatt::server
