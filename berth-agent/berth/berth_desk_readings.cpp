// The desk's acts that need a meter, and what it does with the readings that come by themselves.

#include <algorithm>
#include <utility>

#include "berth-agent/berth/berth_desk.h"
#include "berth-agent/berth/desk_refusals.h"
#include "berth-agent/berth/exchange_decision.h"
#include "berth-agent/berth/fault_decisions.h"
#include "berth-agent/berth/supply_decisions.h"
#include "schema/wire/line_codec.h"

namespace quaywatt::agent {

MeterReading BerthDesk::read_channel(const std::string& channel, const std::string& meter) {
  MeterReading reading = meters_.read_now(channel);
  reading.meter = meter;
  return reading;
}

/// An edge reading is seen on the screen like any other; once it stands in the ledger the schedule counts from it.
void BerthDesk::take_edge(const std::string& supply_point, const MeterReading& reading, const Outcome& outcome) {
  const bool supplying = state_.journal.running_session_at(supply_point) != nullptr;
  take_in(live_[supply_point], reading, supplying, state_.setup);
  const auto schedule = schedules_.find(supply_point);
  if (schedule == schedules_.end() || !reading.values()) return;
  if (std::holds_alternative<domain::LedgerLine>(outcome)) schedule->second.recorded(reading.at, *reading.values());
}

/// Asks the desk, then the meter outside the lock, then the desk again: what was true before the reading need not be
/// true after it.
template <typename Command, typename Obstacle, typename Decide>
Outcome BerthDesk::act_on_reading(const Asker& asker, const Command& command, const std::string& supply_point,
                                  Obstacle obstacle, Decide decide) {
  Lock lock(mutex_);
  if (auto outcome = settled(asker, command)) return *outcome;
  if (auto refusal = obstacle()) return *refusal;
  const std::string meter = meter_in_service(supply_point);
  const std::string channel = channel_of(state_, supply_point);
  lock.unlock();
  const MeterReading reading = read_channel(channel, meter);
  lock.lock();
  if (auto outcome = settled(asker, command)) return *outcome;
  if (meter_in_service(supply_point) != meter) return refuse_changed_meter();
  Outcome outcome = write(asker, decide(reading));
  take_edge(supply_point, reading, outcome);
  return answer(lock, std::move(outcome));
}

Outcome BerthDesk::start_supply(const Asker& asker, const StartSupply& command) {
  return act_on_reading(
      asker, command, command.supply_point, [&] { return start_obstacle(state_, command); },
      [&](const MeterReading& reading) { return decide_start_supply(state_, command, reading); });
}

Outcome BerthDesk::stop_supply(const Asker& asker, const StopSupply& command) {
  const std::string supply_point = look([&](const DeskLook& desk) {
    const auto session = desk.state.journal.sessions.find(command.session);
    return session == desk.state.journal.sessions.end() ? std::string{} : session->second.supply_point;
  });
  return act_on_reading(
      asker, command, supply_point, [&] { return stop_obstacle(state_, command); },
      [&](const MeterReading& reading) { return decide_stop_supply(state_, command, reading); });
}

Outcome BerthDesk::close_fault(const Asker& asker, const CloseFault& command) {
  const std::string supply_point = look([&](const DeskLook& desk) {
    const auto fault = desk.state.journal.faults.find(command.fault);
    return fault == desk.state.journal.faults.end() ? std::string{} : fault->second.supply_point;
  });
  return act_on_reading(
      asker, command, supply_point, [&] { return close_obstacle(state_, asked(asker), command); },
      [&](const MeterReading& reading) { return decide_close_fault(state_, asked(asker), command, reading); });
}

Outcome BerthDesk::read_meter(const Asker& asker, const ReadMeter& command) {
  return act_on_reading(
      asker, command, command.supply_point,
      [&] { return refuse_unknown_supply_point(state_, command.supply_point); },
      [&](const MeterReading& reading) { return decide_read_meter(state_, command, reading); });
}

Outcome BerthDesk::exchange_meter(const Asker& asker, const ExchangeMeter& command) {
  Lock lock(mutex_);
  if (auto outcome = settled(asker, command)) return *outcome;
  if (auto refusal = exchange_obstacle(state_, asked(asker), command)) return *refusal;
  const std::string old_meter = state_.meters.at(command.supply_point);
  const ExchangeChannels channels = channels_to_read(state_, command);
  lock.unlock();
  ExchangeReadings readings;
  if (!channels.old_final.empty()) readings.old_final = read_channel(channels.old_final, old_meter);
  if (!channels.new_first.empty()) readings.new_first = read_channel(channels.new_first, command.new_meter);
  lock.lock();
  if (auto outcome = settled(asker, command)) return *outcome;
  if (meter_in_service(command.supply_point) != old_meter) return refuse_changed_meter();
  Outcome outcome = write(asker, decide_exchange_meter(state_, asked(asker), command, readings));
  if (std::holds_alternative<domain::LedgerLine>(outcome)) {
    forget_old_meter(command.supply_point);
    end_alarms_of(command.supply_point);
    if (readings.new_first) take_edge(command.supply_point, *readings.new_first, outcome);
  }
  return answer(lock, std::move(outcome));
}

void BerthDesk::forget_old_meter(const std::string& supply_point) {
  live_.erase(supply_point);
  schedules_.insert_or_assign(supply_point, RecordingSchedule(recording_));
  reading_watches_.erase(supply_point);
}

void BerthDesk::take_reading(const MeterReading& sampled) {
  Lock lock(mutex_);
  const std::string supply_point = supply_point_on(state_, sampled.meter);
  if (supply_point.empty()) return;  // a spare meter, or one that an exchange took out
  MeterReading reading = sampled;
  reading.meter = state_.meters.at(supply_point);
  LivePicture& picture = live_[supply_point];
  // Taken before an edge reading, delivered after it: the register must not seem to step back.
  if (picture.newest && reading.at.mono < picture.newest->at.mono) return;
  const bool supplying = state_.journal.running_session_at(supply_point) != nullptr;
  take_in(picture, reading, supplying, state_.setup);
  auto flags = watch_reading(supply_point, reading);
  bool urgent = false;
  try {
    say_clock_step();
    watch_room();
    note_flags(supply_point, reading, flags);
    urgent = record(supply_point, reading, std::move(flags));
  } catch (const DiskFull& failure) {
    storage_trouble_ = failure.what();
    note_full_disk();
  } catch (const StorageFailure& failure) {
    storage_trouble_ = failure.what();
  }
  lock.unlock();
  if (urgent && notify_urgent_) notify_urgent_();
}

bool BerthDesk::record(const std::string& supply_point, const MeterReading& reading,
                       std::vector<domain::ReadingFlag> flags) {
  RecordingSchedule& schedule = schedules_.at(supply_point);
  const auto* values = reading.values();
  if (values == nullptr) {
    RecordingSchedule tried = schedule;
    if (!tried.silence_begins()) return false;
    append_by_device(domain::MeterSilent{reading.meter, supply_point, std::string(name_of(reading.failure()->fault))});
    schedule = tried;  // only once it is on the disk
    return false;
  }
  const auto* session = state_.journal.running_session_at(supply_point);
  if (session != nullptr && state_.interrupted.contains(session->id)) {
    append_by_device(resume_or_stop(state_, session->id, *values));
    schedule.recorded(reading.at, *values);
    return true;
  }
  const auto cause = schedule.due(reading.at, *values, session != nullptr);
  if (!cause || left_out(*cause, session != nullptr)) return false;
  if (schedule.late(reading.at, session != nullptr)) flags.push_back(domain::ReadingFlag::late);
  const auto ref = session ? std::optional{session->id} : std::nullopt;
  append_by_device(domain::Reading{reading.meter, supply_point, *cause, ref, *values, std::move(flags)});
  schedule.recorded(reading.at, *values);
  return false;
}

/// A reading no line can hold (a meter that answers nonsense) is trouble to be seen, not a reason to stop.
void BerthDesk::append_by_device(domain::LineBody body) {
  const auto refusal = journal_refusal({ledger_.device(), {}}, body);
  if (refusal) throw StorageFailure(refusal->zh + " / " + refusal->en);
  append(ledger_.device(), std::move(body), {});
}

}  // namespace quaywatt::agent
