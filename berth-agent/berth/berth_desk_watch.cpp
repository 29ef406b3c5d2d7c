// What the desk notices by itself: its clock, its disk, and what is strange about the meters.

#include <algorithm>

#include "berth-agent/berth/berth_desk.h"
#include "berth-agent/berth/standing_alarms.h"

namespace quaywatt::agent {

namespace {

/// Sampled by the clock: the next one tells nearly the same.
bool is_routine(const domain::LineBody& body) {
  using Cause = domain::Reading::Cause;
  const auto* reading = std::get_if<domain::Reading>(&body);
  if (reading == nullptr) return false;
  return reading->cause == Cause::quarter_hour || reading->cause == Cause::supplying ||
         reading->cause == Cause::idle || reading->cause == Cause::power_change;
}

}  // namespace

/// The reserve is for everything but routine readings, the alarm included (fault A3). A disk that fails otherwise is
/// never tried again with the same line (fault A4).
domain::LedgerLine BerthDesk::store_line(const domain::Actor& actor, const domain::LineBody& body,
                                         const std::string& request) {
  try {
    return ledger_.append(actor, body, request);
  } catch (const DiskFull&) {
    room_now_ = Room::exhausted;
    if (room_ == nullptr || !room_->release() || is_routine(body)) throw;
    return ledger_.append(actor, body, request);
  }
}

/// Before any line: readers map the lines before it by what it says (faults C1, C2).
void BerthDesk::say_clock_step() {
  ClockWatch watched = clock_watch_;
  const auto adjusted = watched.look(clock_.now());
  if (adjusted) fold(state_, store_line(ledger_.device(), *adjusted, {}));
  clock_watch_ = watched;  // only once it is on the disk
}

void BerthDesk::watch_alarm(const AlarmKey& key, bool holds, domain::Millis quiet, const std::string& remark) {
  const bool raised = state_.raised.contains(key);
  if (!alarm_quiet_.due(key, holds, raised, clock_.now().mono, quiet)) return;
  append(ledger_.device(), domain::AlarmNoted{key.code, !raised, key.meter, key.supply_point, remark}, {});
}

void BerthDesk::watch_room() {
  if (room_ == nullptr) return;
  room_now_ = room_->look();
  watch_alarm({"disk_full", {}, {}}, room_now_ == Room::exhausted, domain::Millis::zero(), {});
  watch_alarm({"disk_short", {}, {}}, room_now_ == Room::scarce, domain::Millis::zero(), {});
}

/// A write found what the disk did not tell; what is left of the reserve is for saying so.
void BerthDesk::note_full_disk() {
  try {
    watch_alarm({"disk_full", {}, {}}, true, domain::Millis::zero(), {});
  } catch (const StorageFailure& failure) {
    storage_trouble_ = failure.what();
  }
}

std::vector<domain::ReadingFlag> BerthDesk::watch_reading(const std::string& supply_point,
                                                          const MeterReading& reading) {
  if (!reading.values()) return {};
  const auto& point = *state_.setup.supply_point(supply_point);
  auto watch = reading_watches_.find(supply_point);
  if (watch == reading_watches_.end()) {
    const ReadingLimits limits{point.rated_power_w, state_.setup.drawing_power_w, recording_.supplying};
    watch = reading_watches_.emplace(supply_point, ReadingWatch(limits)).first;
  }
  return watch->second.look(reading.at, *reading.values());
}

/// A meter that is silent says neither that it is well nor that it is not.
void BerthDesk::note_flags(const std::string& supply_point, const MeterReading& reading,
                           const std::vector<domain::ReadingFlag>& flags) {
  using domain::ReadingFlag;
  if (!reading.values()) return;
  for (const auto flag : {ReadingFlag::spike, ReadingFlag::stuck, ReadingFlag::above_rating, ReadingFlag::reverse_flow,
                          ReadingFlag::phase_reversed}) {
    const bool holds = std::find(flags.begin(), flags.end(), flag) != flags.end();
    watch_alarm({alarm_code(flag), reading.meter, supply_point}, holds, kAlarmQuiet, {});
  }
}

/// What was wrong with a meter left the berth with it.
void BerthDesk::end_alarms_of(const std::string& supply_point) {
  const auto raised = state_.raised;
  for (const AlarmKey& key : raised) {
    if (key.supply_point == supply_point) watch_alarm(key, false, domain::Millis::zero(), "换表 / meter exchanged");
  }
}

void BerthDesk::server_offset(domain::Millis offset) {
  const std::lock_guard lock(mutex_);
  server_time_.measured(offset);
  const std::string remark = "与服务器相差 / from the server's time: " + std::to_string(offset.count()) + " ms";
  try {
    watch_alarm({"clock_drift", {}, {}}, server_time_.drifting(), domain::Millis::zero(), remark);
    watch_alarm({"clock_offset", {}, {}}, server_time_.now() != ServerTime::agrees, domain::Millis::zero(), remark);
  } catch (const StorageFailure& failure) {
    storage_trouble_ = failure.what();
  }
}

/// With little room only what a session's curve cannot do without; with none, nothing sampled (fault A3).
bool BerthDesk::left_out(domain::Reading::Cause cause, bool supplying) const {
  if (room_now_ == Room::ample) return false;
  return room_now_ == Room::exhausted || !supplying || cause != domain::Reading::Cause::quarter_hour;
}

}  // namespace quaywatt::agent
