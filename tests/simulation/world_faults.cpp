// What each kind of fault does to the port when it begins and when it ends.

#include <algorithm>

#include "tests/simulation/world.h"

namespace quaywatt::simulation {

namespace {

using namespace std::chrono_literals;
using domain::Millis;

constexpr std::int64_t kResettableWh = 5'000'000;  // a register below it would not be told from one that was reset
constexpr double kSpikesMax = 0.3;

double per_mille(const Fault& fault) { return static_cast<double>(fault.amount) / 1000; }

}  // namespace

void World::set_way(const Fault& fault, double probability) {
  for (const int number : {fault.berth, kCloneNumber + fault.berth}) {
    const auto speaker = network_->speakers.find(number);
    if (speaker == network_->speakers.end()) continue;
    Way& way = speaker->second.way;
    switch (fault.kind) {
      case FaultKind::partition: way.partition = probability > 0 ? 1 : 0; break;
      case FaultKind::one_way_block: way.one_way_block = probability > 0 ? 1 : 0; break;
      case FaultKind::drop: way.drop = probability; break;
      case FaultKind::duplicate: way.duplicate = probability; break;
      case FaultKind::delay: way.delay = probability; break;
      case FaultKind::lost_reply: way.lost_reply = probability; break;
      case FaultKind::captive_portal: way.captive_portal = probability; break;
      case FaultKind::busy: way.busy = probability; break;
      default: break;
    }
  }
}

void World::begin(const Fault& fault) {
  if (fault.berth >= plan_.berths) return;
  ++injected_[static_cast<std::size_t>(fault.kind)];
  trace_.event(now_, "fault", name_of(fault.kind), std::to_string(fault.berth) + " " + std::to_string(fault.amount));
  Cabinet& cabinet = *berth(fault.berth).cabinet;
  set_way(fault, per_mille(fault));
  switch (fault.kind) {
    case FaultKind::clock_jump: cabinet.clock.set_wrong(fault.amount * 1s, 0, false); break;
    case FaultKind::clock_drift: cabinet.clock.set_wrong(0ms, fault.amount, false); break;
    case FaultKind::clock_spoof: cabinet.clock.set_wrong(0ms, fault.amount, true); break;
    case FaultKind::clock_unset:
      cabinet.clock.unset();
      restart(cabinet, true);
      break;
    default: break;
  }
  begin_disk(fault);
  begin_server(fault);
  begin_meter(fault);
  after(fault.duration, [this, fault] {
    if (!quiet_) end(fault);
  });
}

void World::begin_disk(const Fault& fault) {
  const int number = fault.berth;
  Cabinet& cabinet = *berth(number).cabinet;
  Disk& disk = cabinet.disk;
  switch (fault.kind) {
    case FaultKind::kill:
    case FaultKind::power_cut:
      power_at_stake_[number] = fault.kind == FaultKind::power_cut;
      disk.die_after(std::max<std::int64_t>(fault.amount, 1));
      break;
    case FaultKind::disk_full: disk.full = true; break;
    case FaultKind::disk_read_only: disk.read_only = true; break;
    case FaultKind::disk_write_errors: disk.write_errors = per_mille(fault); break;
    case FaultKind::disk_sync_errors: disk.sync_errors = per_mille(fault); break;
    case FaultKind::disk_rollback:
      after(fault.duration, [this, number, image = cabinet.image()] {
        Cabinet& old = *berth(number).cabinet;
        old.die(false);
        old.restore(image);
        enter(old);
        weigh_promises(berth(number).agent);
        come_up(number);
      });
      break;
    case FaultKind::clone:
      after(fault.duration, [this, fault, image = cabinet.image()] { start_clone(fault, image); });
      break;
    case FaultKind::ledger_removed:
      cabinet.die(false);
      cabinet.lose_ledger();
      weigh_promises(berth(number).agent);
      come_up(number);
      break;
    case FaultKind::poison_line:
      cabinet.stop();
      cabinet.write_strange_line();
      if (cabinet.is_struck()) cabinet.die(power_at_stake_[number]);
      come_up(number);
      break;
    default: break;
  }
}

void World::start_clone(const Fault& fault, const CabinetImage& image) {
  Berth& here = berth(fault.berth);
  if (quiet_ || here.clone != nullptr) return;
  const int number = kCloneNumber + fault.berth;
  Random random = random_.fork("clone " + std::to_string(fault.at.count()));
  here.clone_socket = std::make_unique<Socket>(now_, random.fork("socket"), "2103000999" + std::to_string(fault.berth),
                                               random.between(20'000'000, 800'000'000) / 10 * 10);
  here.clone = std::make_unique<Cabinet>(
      CabinetSettings{number, folder_ / ("clone-" + std::to_string(fault.berth)), plan_.uplink_interval},
      image.identity, Surroundings{now_, trace_, record_, *network_}, random.fork("cabinet"), *here.clone_socket);
  here.clone->restore(image);
  here.had_clone = true;
  enter(*here.clone);
  network_->speakers[number].way = network_->speakers[fault.berth].way;
  come_up(number);
  sample_on(number);
}

void World::begin_server(const Fault& fault) {
  Database& database = server_->database;
  switch (fault.kind) {
    case FaultKind::server_crash:
      if (fault.amount == 0) {
        server_->crash();
      } else {
        database.crash_after(fault.amount);
      }
      break;
    case FaultKind::deadlocks: database.deadlocks = per_mille(fault); break;
    case FaultKind::unknown_commits: database.unknown_commits = per_mille(fault); break;
    case FaultKind::failover:
      database.forget(static_cast<std::size_t>(fault.amount));
      for (const auto& here : berths_) weigh_promises(here.agent);
      break;
    case FaultKind::restore_dump:
      after(fault.duration, [this, dump = database.history.mark()] {
        server_->database.restore(dump);
        trace_.event(now_, "server", "is restored");
        for (const auto& here : berths_) weigh_promises(here.agent);
      });
      break;
    case FaultKind::server_clock_back: server_->clock_wrong_by = -fault.amount * 1s; break;
    default: break;
  }
}

void World::begin_meter(const Fault& fault) {
  Berth& here = berth(fault.berth);
  Socket& socket = *here.socket;
  Random chance = random_.fork("meter " + std::to_string(fault.at.count()));
  const std::int64_t other_wh = chance.between(20'000'000, 800'000'000) / 10 * 10;
  const auto next_address = [&] { return "2103" + std::to_string(1000 * ++here.meters + fault.berth); };
  switch (fault.kind) {
    case FaultKind::meter_silence: socket.silent = true; break;
    case FaultKind::meter_spikes: socket.spikes = std::min(per_mille(fault), kSpikesMax); break;
    case FaultKind::meter_jitter: socket.jitter = per_mille(fault); break;
    case FaultKind::meter_reset:
      if (socket.shown_wh() >= kResettableWh) socket.install(socket.address(), chance.between(0, 5) * 10);
      break;
    case FaultKind::meter_swap: socket.install(next_address(), other_wh); break;
    case FaultKind::meter_exchange:
      visit(fault.berth,
            [&](Cabinet& cabinet) { here.operators->exchange_meter(cabinet, next_address(), other_wh); });
      break;
    case FaultKind::load_unexplained:
      if (socket.power_w() == 0) socket.draw(chance.between(2, 20) * 1000);
      break;
    default: break;
  }
}

void World::end(const Fault& fault) {
  if (fault.berth >= plan_.berths) return;
  set_way(fault, 0);
  Cabinet& cabinet = *berth(fault.berth).cabinet;
  Socket& socket = *berth(fault.berth).socket;
  Disk& disk = cabinet.disk;
  switch (fault.kind) {
    case FaultKind::kill:
    case FaultKind::power_cut: disk.die_after(-1); break;
    case FaultKind::disk_full: disk.full = false; break;
    case FaultKind::disk_read_only: disk.read_only = false; break;
    case FaultKind::disk_write_errors: disk.write_errors = 0; break;
    case FaultKind::disk_sync_errors: disk.sync_errors = 0; break;
    case FaultKind::server_crash:
      server_->database.crash_after(-1);
      server_->start();
      break;
    case FaultKind::deadlocks: server_->database.deadlocks = 0; break;
    case FaultKind::unknown_commits: server_->database.unknown_commits = 0; break;
    case FaultKind::server_clock_back: server_->clock_wrong_by = 0ms; break;
    case FaultKind::clock_jump:
    case FaultKind::clock_drift:
    case FaultKind::clock_spoof:
    case FaultKind::clock_unset: cabinet.clock.set_right(); break;
    case FaultKind::meter_silence: socket.silent = false; break;
    case FaultKind::meter_spikes: socket.spikes = 0; break;
    case FaultKind::meter_jitter: socket.jitter = 0; break;
    case FaultKind::load_unexplained:
      if (cabinet.runs() && !Operators::look(cabinet).session) socket.draw(0);
      break;
    default: break;
  }
}

}  // namespace quaywatt::simulation
