#pragma once
// The desk of one berth: the single owner of its ledger. Operators' acts, meters' readings and the server's wish for
// a new epoch all come through here, one at a time. What it answers is on the disk.

#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <variant>

#include "berth-agent/berth/berth_state.h"
#include "berth-agent/berth/commands.h"
#include "berth-agent/berth/decision.h"
#include "berth-agent/berth/live_picture.h"
#include "berth-agent/berth/standing_alarms.h"
#include "berth-agent/clock/clock_watch.h"
#include "berth-agent/clock/server_time_watch.h"
#include "berth-agent/clock/system_agent_clock.h"
#include "berth-agent/ledger/ledger.h"
#include "berth-agent/ledger/ledger_room.h"
#include "berth-agent/sampling/meter_reading.h"
#include "berth-agent/sampling/reading_watch.h"
#include "berth-agent/sampling/recording_schedule.h"
#include "berth-agent/uplink/link_state.h"

namespace quaywatt::agent {

/// The line as it stands in the ledger, or why there is none.
using Outcome = std::variant<domain::LedgerLine, DeskRefusal>;

/// Everything a view may look at, valid while the desk is held still.
struct DeskLook {
  const BerthState& state;
  const std::map<std::string, LivePicture>& live;  ///< by supply point
  ClockReading now;
  std::string boot;
  domain::LedgerPosition position;
  domain::Head head;
  std::string storage_trouble;  ///< why readings cannot be written just now; empty when they can
};

/// Safe from any thread. Acts throw StorageFailure when the disk refuses: nothing was recorded then.
/// An act that reads a meter waits for it outside the desk's lock, at most the EdgeReader's deadline a meter.
class BerthDesk : public ReadingSink, public EpochOpener, public ServerTimeListener {
 public:
  struct Parts {
    Ledger& ledger;        ///< recovered and open; from now on only the desk appends to it
    LedgerStore& store;    ///< the ledger's own
    const AgentClock& clock;
    EdgeReader& meters;
    LedgerRoom* room = nullptr;  ///< nullptr: the disk is never short
  };
  /// Nothing in `parts` is owned.
  BerthDesk(BerthSetup setup, Parts parts, RecordingSettings recording = {});

  /// Folds the stored lines and writes `program_started`. To be called once, before anything else.
  void open(const std::string& program_version);
  /// Notes that the program stops in order; the next start is no power cut then.
  void close();

  /// Called after an urgent line is on the disk, without the desk's lock (LinkMonitor::wake). Set before `open`.
  void when_urgent(std::function<void()> notify);

  Outcome register_stay(const Asker& asker, const RegisterStay& command);
  Outcome end_stay(const Asker& asker, const EndStay& command);
  Outcome complete_checklist(const Asker& asker, const CompleteChecklist& command);
  Outcome start_supply(const Asker& asker, const StartSupply& command);      // reads the meter
  Outcome stop_supply(const Asker& asker, const StopSupply& command);        // reads the meter
  Outcome declare(const Asker& asker, const Declare& command);
  Outcome end_declaration(const Asker& asker, const EndDeclaration& command);
  Outcome confirm(const Asker& asker, const Confirm& command);
  Outcome open_fault(const Asker& asker, const OpenFault& command);
  Outcome close_fault(const Asker& asker, const CloseFault& command);        // reads the meter
  Outcome exchange_meter(const Asker& asker, const ExchangeMeter& command);  // reads both meters
  Outcome read_meter(const Asker& asker, const ReadMeter& command);          // reads the meter

  /// Never throws for the disk: a reading that cannot be written is shown as trouble and tried again with the next.
  void take_reading(const MeterReading& reading) override;
  void open_epoch_behind_server(const domain::EpochOpened::Previous& held) override;
  /// What the server's signed time says of ours becomes an alarm, never a shift (faults C3, C8). Not before `open`.
  void server_offset(domain::Millis offset) override;

  /// A stored line with its head; nullopt when there is none.
  std::optional<StoredLine> stored_line(const domain::LineRef& ref);
  /// The head before the line at `ref`.
  domain::Head head_before(const domain::LineRef& ref);

  template <typename View>
  auto look(View view) const {
    const std::lock_guard lock(mutex_);
    return view(DeskLook{state_, live_, clock_.now(), clock_.boot(), ledger_.position(), ledger_.head(),
                         storage_trouble_});
  }

 private:
  using Lock = std::unique_lock<std::mutex>;
  void replay();
  Asked asked(const Asker& asker) const;
  std::string meter_in_service(const std::string& supply_point) const;

  /// What needs no decision any more: a role that may not, or a request that was answered before (fault O1).
  std::optional<Outcome> settled(const Asker& asker, DeskAct act,
                                 const std::function<bool(const domain::LineBody&)>& same_act);
  template <typename Command>
  std::optional<Outcome> settled(const Asker& asker, const Command& command) {
    return settled(asker, Command::kAct, [&](const domain::LineBody& line) { return asked_for(command, line); });
  }
  template <typename Command>
  Outcome act(const Asker& asker, const Command& command,
              Decision (*decide)(const BerthState&, const Asked&, const Command&));
  template <typename Command, typename Obstacle, typename Decide>
  Outcome act_on_reading(const Asker& asker, const Command& command, const std::string& supply_point,
                         Obstacle obstacle, Decide decide);

  Outcome write(const Asker& asker, Decision decision);
  domain::LedgerLine append(const domain::Actor& actor, const domain::LineBody& body, const std::string& request);
  std::optional<DeskRefusal> journal_refusal(const Asker& asker, const domain::LineBody& body) const;
  /// Leaves the lock, then wakes whoever waits for urgent lines: he may ask the desk.
  Outcome answer(Lock& lock, Outcome outcome) const;

  MeterReading read_channel(const std::string& channel, const std::string& meter);
  void take_edge(const std::string& supply_point, const MeterReading& reading, const Outcome& outcome);
  void forget_old_meter(const std::string& supply_point);

  /// Writes the line that this reading calls for, if any; says whether it is urgent.
  bool record(const std::string& supply_point, const MeterReading& reading, std::vector<domain::ReadingFlag> flags);
  void append_by_device(domain::LineBody body);

  domain::LedgerLine store_line(const domain::Actor& actor, const domain::LineBody& body, const std::string& request);
  void say_clock_step();
  void watch_alarm(const AlarmKey& key, bool holds, domain::Millis quiet, const std::string& remark);
  void watch_room();
  void note_full_disk();
  std::vector<domain::ReadingFlag> watch_reading(const std::string& supply_point, const MeterReading& reading);
  void note_flags(const std::string& supply_point, const MeterReading& reading,
                  const std::vector<domain::ReadingFlag>& flags);
  void end_alarms_of(const std::string& supply_point);
  bool left_out(domain::Reading::Cause cause, bool supplying) const;

  Ledger& ledger_;
  LedgerStore& store_;
  const AgentClock& clock_;
  EdgeReader& meters_;
  LedgerRoom* room_;
  RecordingSettings recording_;
  std::function<void()> notify_urgent_;
  std::string program_version_;

  mutable std::mutex mutex_;  ///< guards all below, and the ledger
  BerthState state_;
  std::map<std::string, LivePicture> live_;
  std::map<std::string, RecordingSchedule> schedules_;
  std::map<std::string, ReadingWatch> reading_watches_;
  AlarmQuiet alarm_quiet_;
  ClockWatch clock_watch_;
  ServerTimeWatch server_time_;
  Room room_now_ = Room::ample;
  std::string storage_trouble_;
};

}  // namespace quaywatt::agent
