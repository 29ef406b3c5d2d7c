#include "berth-agent/berth/berth_state.h"

#include <utility>
#include <variant>

#include "domain/energy/register_step.h"

namespace quaywatt::agent {

namespace {

using domain::LedgerLine;
using domain::LineRef;

domain::RegisterPoint point_of(const LedgerLine& line, const std::string& meter, const domain::RegisterValues& values) {
  return register_point(meter, {line.at, line.mono, line.sync}, line.boot, values);
}

domain::MeterTraits traits_at_start(const BerthState& state, const domain::SupplyStarted& started) {
  domain::MeterTraits traits;
  traits.meter = started.meter;
  traits.resolution = started.registers.energy_forward.resolution;
  traits.ratio = started.registers.energy_forward.multiplier;
  if (const auto* meter = state.setup.meter(channel_of(state, started.supply_point))) traits.digits = meter->digits;
  // An exchange's own record knows the register's width better than the settings of the line it hangs on.
  for (const auto& [ref, exchange] : state.journal.exchanges) {
    if (exchange.what.new_meter == started.meter) traits.digits = exchange.what.digits;
  }
  if (const auto* point = state.setup.supply_point(started.supply_point)) {
    traits.rated_power = domain::Watts{point->rated_power_w};
  }
  return traits;
}

domain::MeterTraits traits_of_new_meter(const domain::MeterExchanged& exchange, domain::Watts rated_power) {
  return {exchange.new_meter, exchange.digits, exchange.new_first.energy_forward.resolution, rated_power,
          exchange.new_first.energy_forward.multiplier};
}

/// Folds one kind of line each; the journal has taken the line already.
class Folder {
 public:
  Folder(BerthState& state, const LedgerLine& line) : state_(state), line_(line) {}

  void operator()(const domain::ProgramStarted& started) const {
    if (started.clean_before) return;
    for (const auto& [ref, session] : state_.running) state_.interrupted.insert(ref);
  }

  void operator()(const domain::Reading& reading) const {
    remember(reading.supply_point, reading.meter, reading.registers);
    if (reading.session) extend(*reading.session, reading.meter, reading.registers);
  }

  void operator()(const domain::SupplyStarted& started) const {
    remember(started.supply_point, started.meter, started.registers);
    SessionReadings readings;
    readings.points.push_back(point_of(line_, started.meter, started.registers));
    readings.meters.push_back(traits_at_start(state_, started));
    state_.running.emplace(line_.position, std::move(readings));
  }

  void operator()(const domain::SupplyResumed& resumed) const {
    state_.interrupted.erase(resumed.session);
    const auto& session = state_.journal.sessions.at(resumed.session);
    remember(session.supply_point, session.meter, resumed.registers);
    extend(resumed.session, session.meter, resumed.registers);
  }

  void operator()(const domain::SupplyStopped& stopped) const {
    state_.interrupted.erase(stopped.session);
    const auto& session = state_.journal.sessions.at(stopped.session);
    // After a power cut the device repeats the last good reading: the session ended when that was taken, not now.
    if (stopped.registers && line_.actor.role != domain::ActorRole::device) {
      remember(session.supply_point, session.meter, *stopped.registers);
      extend(stopped.session, session.meter, *stopped.registers);
    }
    const auto ended = state_.running.find(stopped.session);
    if (ended == state_.running.end()) return;
    auto energy = domain::session_energy(ended->second.points, ended->second.meters, stopped.registers.has_value());
    if (!stopped.registers) energy.connected_ms += since_last_point(ended->second).count();
    state_.finished[stopped.session] = std::move(energy);
    state_.running.erase(ended);
  }

  void operator()(const domain::FaultClosed& closed) const {
    const std::string& supply_point = state_.journal.faults.at(closed.fault).supply_point;
    remember(supply_point, state_.meters[supply_point], closed.test_reading);
    if (const auto* session = state_.journal.running_session_at(supply_point)) {
      extend(session->id, session->meter, closed.test_reading);
    }
  }

  void operator()(const domain::MeterExchanged& exchange) const {
    state_.meters[exchange.supply_point] = exchange.new_meter;
    remember(exchange.supply_point, exchange.new_meter, exchange.new_first);
    const auto* session = state_.journal.running_session_at(exchange.supply_point);
    if (session == nullptr) return;
    const auto readings = state_.running.find(session->id);
    if (readings == state_.running.end()) return;
    readings->second.meters.back().final_read = exchange.old_final.has_value();
    if (exchange.old_final) extend(session->id, exchange.old_meter, *exchange.old_final);
    const auto rated_power = readings->second.meters.front().rated_power;
    readings->second.meters.push_back(traits_of_new_meter(exchange, rated_power));
    extend(session->id, exchange.new_meter, exchange.new_first);
  }

  void operator()(const domain::AlarmNoted& noted) const {
    if (noted.raised) {
      state_.raised.insert(key_of(noted));
    } else {
      state_.raised.erase(key_of(noted));
    }
  }

  template <typename Other>
  void operator()(const Other&) const {}

 private:
  void remember(const std::string& supply_point, const std::string& meter, const domain::RegisterValues& values) const {
    state_.last_registers[supply_point] = {meter, line_.position, line_.at, values};
  }

  /// The meter was silent at the stop, the vessel connected all the same.
  domain::Millis since_last_point(const SessionReadings& readings) const {
    const domain::RegisterPoint stop = register_point({}, {line_.at, line_.mono, line_.sync}, line_.boot, {});
    return domain::elapsed(readings.points.back(), stop).value_or(domain::Millis::zero());
  }

  void extend(const LineRef& session, const std::string& meter, const domain::RegisterValues& values) const {
    const auto readings = state_.running.find(session);
    if (readings != state_.running.end()) readings->second.points.push_back(point_of(line_, meter, values));
  }

  BerthState& state_;
  const LedgerLine& line_;
};

}  // namespace

domain::RegisterPoint register_point(const std::string& meter, const ClockReading& at, const std::string& boot,
                                     const domain::RegisterValues& registers) {
  const bool clock_trusted = at.sync != domain::ClockSync::unsynced;
  return {meter, at.wall, boot, at.mono, registers.energy_forward.value, registers.meter_address, clock_trusted};
}

BerthState empty_berth(BerthSetup setup) {
  BerthState state;
  for (const auto& point : setup.supply_points) state.meters[point.id] = point.meter;
  state.setup = std::move(setup);
  return state;
}

void set_aside(BerthState& state, const domain::LineRef& line, std::string reason) {
  ++state.set_aside;
  if (state.set_aside_lines.size() == kSetAsideLinesNamed) state.set_aside_lines.erase(state.set_aside_lines.begin());
  state.set_aside_lines.push_back({line, std::move(reason)});
}

void fold(BerthState& state, const domain::LedgerLine& line) {
  // The request is used up even when the journal sets the line aside: the line stands in the ledger.
  if (!line.request.empty()) state.requests.emplace(line.request, line.position);
  const auto applied = domain::apply(state.journal, line);
  if (const auto* refusal = std::get_if<domain::LineRefusal>(&applied)) {
    return set_aside(state, line.position, std::string(domain::refusal_name(*refusal)));
  }
  std::visit(Folder(state, line), line.body);
}

std::string channel_of(const BerthState& state, const std::string& supply_point) {
  const auto in_service = state.meters.find(supply_point);
  if (in_service == state.meters.end()) return {};
  if (state.setup.meter(in_service->second) != nullptr) return in_service->second;
  std::string channel;
  if (const auto* point = state.setup.supply_point(supply_point)) channel = point->meter;
  for (const auto& [ref, exchange] : state.journal.exchanges) {
    const bool known = state.setup.meter(exchange.what.new_meter) != nullptr;
    if (exchange.what.supply_point == supply_point && known) channel = exchange.what.new_meter;
  }
  return channel;
}

const domain::Session* running_session_of(const BerthState& state, const domain::LineRef& stay) {
  const domain::Session* newest = nullptr;
  for (const auto& [ref, readings] : state.running) {
    const domain::Session& session = state.journal.sessions.at(ref);
    if (session.stay == stay) newest = &session;
  }
  return newest;
}

std::string supply_point_on(const BerthState& state, const std::string& channel) {
  for (const auto& [supply_point, meter] : state.meters) {
    if (channel_of(state, supply_point) == channel) return supply_point;
  }
  return {};
}

}  // namespace quaywatt::agent
