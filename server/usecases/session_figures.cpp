#include "server/usecases/session_figures.h"

#include <tuple>

#include "domain/energy/reading_flags.h"
#include "domain/energy/register_step.h"

namespace quaywatt::server {

namespace {

/// By the device when the power came back, or by what a berth wrote that had lost its ledger: nobody saw the end.
bool stopped_after_the_fact(const MeteredSession& metered) {
  const domain::Session& session = metered.session;
  const bool after_power_cut = session.stopped->actor.role == domain::ActorRole::device &&
                               session.stop_reason == domain::SupplyStopped::Reason::power_cut;
  const bool lapsed = !metered.end_reading && session.stopped->position.epoch > session.started.position.epoch;
  return after_power_cut || lapsed;
}

/// From the last reading to the stop; nothing while the session runs.
domain::Millis silent_end(const MeteredSession& metered) {
  const auto& session = metered.session;
  if (!session.stopped || metered.points.empty() || stopped_after_the_fact(metered)) return domain::Millis{0};
  domain::RegisterPoint stop;
  stop.at = session.stopped->at;
  stop.boot = session.stopped->boot;
  stop.mono = session.stopped->mono;
  stop.clock_trusted = session.stopped->sync != domain::ClockSync::unsynced;
  return domain::elapsed(metered.points.back(), stop).value_or(domain::Millis{0});
}

/// The points of the time in which no session that started earlier ran on the same meter.
std::vector<domain::RegisterPoint> own_points(const MeteredSession& metered) {
  const auto started = metered.session.started.at;
  std::vector<domain::RegisterPoint> own = metered.points;
  for (const SharingSession& other : metered.sharing) {
    const bool earlier = std::tie(other.started_at, other.id) < std::tie(started, metered.id);
    if (!earlier) continue;
    std::erase_if(own, [&](const domain::RegisterPoint& point) {
      return !other.stopped_at || point.at < *other.stopped_at;
    });
  }
  return own;
}

}  // namespace

ComputedEnergy computed_energy(const MeteredSession& metered) {
  const bool running = !metered.session.stopped;
  const bool end_reading = running || metered.end_reading;
  ComputedEnergy computed;
  computed.energy = domain::session_energy(metered.points, metered.meters, end_reading);
  computed.energy.connected_ms += silent_end(metered).count();
  computed.energy.notes.merge(domain::reading_flags(metered.points, metered.meters));
  computed.days = domain::daily_energy(metered.points, metered.meters, end_reading);
  if (metered.sharing.empty()) return computed;
  const auto own = own_points(metered);
  computed.energy.notes.insert(domain::EnergyNote::joint_meter);
  computed.energy.energy = domain::session_energy(own, metered.meters, end_reading).energy;
  computed.days = domain::daily_energy(own, metered.meters, end_reading);
  return computed;
}

}  // namespace quaywatt::server
