#include "tests/simulation/world.h"

#include <algorithm>

#include "tests/simulation/checkers.h"
#include "tests/simulation/disk_vfs.h"
#include "tests/simulation/keys.h"

namespace quaywatt::simulation {

namespace {

using namespace std::chrono_literals;
using domain::Millis;

constexpr Millis kBusySampling = 5min;     // while power flows or a session runs
constexpr Millis kSupplyLasts = 90min;     // on average, on quiet berths
constexpr Millis kRestart = 1min;          // the service manager tries again
constexpr Millis kWatchWhenQuiet = 30s;
constexpr Millis kDrain = 10min;
constexpr Millis kTail = 65min;            // until the last message that strays on the way has arrived

}  // namespace

World::World(Plan plan, const Breaks& breaks, std::filesystem::path folder, std::ostream* out)
    : plan_(std::move(plan)), trace_(out), random_(Random(plan_.seed).fork("world")), folder_(std::move(folder)),
      breaks_syncs_(breaks.synchronous_off) {
  put_sqlite_on_simulated_disks();
  reseed_sqlite(random_.fork("sqlite"));
  std::vector<std::string> names;
  for (int number = 0; number < plan_.berths; ++number) names.push_back("B" + std::to_string(number + 1));
  places_ = places_with(names);
  server_ = std::make_unique<HarbourServer>(now_, trace_, record_, places_, key_pem(random_.fork("receipt key")),
                                            random_.fork("database"));
  server_->database.acks_early = breaks.ack_before_commit;
  server_->ledgers.finds_no_fork = breaks.no_fork_check;
  server_->derived.adds_hours_apart = breaks.roll_up_twice;
  network_ = std::make_unique<HarbourNetwork>(
      *server_, random_.fork("network"),
      [this](Millis time, std::function<void()> what) { after(time, std::move(what)); });
  network_->only_forwards = breaks.resume_only_forwards;
  berths_.resize(static_cast<std::size_t>(plan_.berths));
  for (int number = 0; number < plan_.berths; ++number) build(berth(number), number);
  derive_on();
  for (const auto& fault : plan_.faults) at(fault.at, [this, fault] { begin(fault); });
}

World::~World() = default;

void World::build(Berth& berth, int number) {
  Random random = random_.fork("berth " + std::to_string(number));
  berth.agent = "agent-" + std::to_string(number + 1);
  const bool near_end = std::ranges::any_of(plan_.faults, [&](const Fault& fault) {
    return fault.kind == FaultKind::meter_rollover && fault.berth == number;
  });
  const std::int64_t shown_wh = near_end ? 1'000'000'000 - random.between(1, 60'000) * 10
                                         : random.between(20'000'000, 800'000'000) / 10 * 10;
  berth.socket =
      std::make_unique<Socket>(now_, random.fork("socket"), "21030001000" + std::to_string(number), shown_wh);
  berth.operators = std::make_unique<Operators>(random.fork("operators"));
  berth.cabinet = std::make_unique<Cabinet>(
      CabinetSettings{number, folder_ / ("cabinet-" + std::to_string(number)), plan_.uplink_interval},
      new_identity(berth, number), Surroundings{now_, trace_, record_, *network_}, random.fork("cabinet"),
      *berth.socket);
  enter(*berth.cabinet);
  come_up(number);
  sample_on(number);
  watch_on(number);
  if (plan_.between_acts > 0ms) acts_on(number);
}

/// As an enrolment does it, at both ends.
CabinetIdentity World::new_identity(const Berth& berth, int number) {
  CabinetIdentity identity;
  identity.agent = berth.agent;
  identity.berth = "B" + std::to_string(number + 1);
  identity.certificate = berth.certificate + 1;
  identity.key_pem = key_pem(random_.fork("key " + berth.agent + std::to_string(identity.certificate)));
  identity.receipt_keys = {server_->receipt_key()};
  enrol(server_->database, berth.agent, identity.berth,
        wire::SigningKey::from_pem(identity.key_pem).public_key().base64(), identity.certificate);
  const auto held = server_->ledgers.held(berth.agent);
  identity.enrolled.next_epoch = held.last.epoch + 1;
  if (held.last.epoch != 0) identity.enrolled.held = {{held.last, held.head}};
  return identity;
}

/// Makes the cabinet known to the network.
void World::enter(Cabinet& cabinet) {
  cabinet.disk.syncs_nothing = breaks_syncs_;
  auto& speaker = network_->speakers[cabinet.number()];
  speaker.agent = cabinet.identity.agent;
  speaker.certificate = cabinet.identity.certificate;
}

void World::at(Millis when, std::function<void()> what) { events_.push({when, order_++, std::move(what)}); }

void World::run_until(Millis when) {
  while (!events_.empty() && events_.top().at <= when) {
    const auto what = events_.top().what;
    now_ = std::max(now_, events_.top().at);
    events_.pop();
    what();
  }
  now_ = when;
}

void World::run_for(Millis time) { run_until(now_ + time); }

Cabinet* World::cabinet_numbered(int number) {
  return number >= kCloneNumber ? berth(number - kCloneNumber).clone.get() : berth(number).cabinet.get();
}

bool World::visit(int number, const std::function<void(Cabinet&)>& work) {
  Cabinet* cabinet = cabinet_numbered(number);
  if (cabinet == nullptr || !cabinet->runs()) return false;
  work(*cabinet);
  if (cabinet->is_struck()) {
    cabinet->die(power_at_stake_[number]);
    after(kRestart, [this, number] { come_up(number); });
    return false;
  }
  if (cabinet->was_woken()) uplink_on(number, now_);
  return true;
}

void World::come_up(int number) {
  Cabinet* cabinet = cabinet_numbered(number);
  if (cabinet == nullptr || cabinet->runs()) return;
  if (cabinet->start()) return uplink_on(number, now_);
  after(kRestart, [this, number] { come_up(number); });
}

void World::restart(Cabinet& cabinet, bool power_was_cut) {
  cabinet.die(power_was_cut);
  come_up(cabinet.number());
}

/// The sampler: at full five minutes while something happens, each half hour otherwise.
void World::sample_on(int number) {
  Cabinet* cabinet = cabinet_numbered(number);
  if (cabinet == nullptr) return;
  if (sampling_) visit(number, [](Cabinet& at_work) { at_work.sample(); });
  cabinet = cabinet_numbered(number);
  if (cabinet == nullptr) return;
  const bool busy = cabinet->socket.power_w() != 0 || (cabinet->runs() && Operators::look(*cabinet).session);
  const Millis step = busy ? kBusySampling : std::min<Millis>(30min, std::max(plan_.between_acts, kBusySampling));
  at((now_ / step + 1) * step, [this, number] { sample_on(number); });
}

/// The uplink's next turn; an earlier one that was asked for in between wins.
void World::uplink_on(int number, Millis due) {
  uplink_due_[number] = due;
  at(std::max(due, now_), [this, number, due] {
    if (uplink_due_[number] != due) return;
    Millis next = due;
    if (visit(number, [&](Cabinet& cabinet) { next = cabinet.step_uplink(); })) uplink_on(number, next);
  });
}

void World::acts_on(int number) {
  if (quiet_) return;
  visit(number, [&](Cabinet& cabinet) { berth(number).operators->act(cabinet); });
  // A supply is seen to within hours, however quiet the berth.
  const Cabinet& cabinet = *berth(number).cabinet;
  const Millis mean = cabinet.socket.power_w() != 0 ? std::min(plan_.between_acts, kSupplyLasts) : plan_.between_acts;
  after(Millis{random_.between(mean.count() / 10, mean.count() * 2)}, [this, number] { acts_on(number); });
}

void World::watch_on(int number) {
  see_to(number);
  const Millis pause = quiet_ ? kWatchWhenQuiet : std::max<Millis>(30min, plan_.uplink_interval);
  after(pause, [this, number] { watch_on(number); });
}

/// What people see to when the screen shows trouble: a restart where the disk failed, a new enrolment where the server
/// refuses the ledger.
void World::see_to(int number) {
  Cabinet& cabinet = *berth(number).cabinet;
  if (!cabinet.runs()) {
    // The ledger is gone, and the server that should say where to go on has forgotten the cabinet.
    const bool lost = cabinet.why_down().find("the ledger is lost") != std::string::npos;
    const bool forgotten = !server_->knows(cabinet.identity.agent, cabinet.identity.certificate);
    if (lost && forgotten && quiet_) enrol_again(number);
    return;
  }
  const std::string trouble = cabinet.desk().look([](const agent::DeskLook& desk) { return desk.storage_trouble; });
  if (!trouble.empty()) restart(cabinet, false);
  if (!cabinet.runs()) return;
  agent::LinkState link;
  try {
    link = cabinet.link();
  } catch (const agent::StorageFailure&) {
    return restart(cabinet, false);
  }
  const bool refused = link.phase == agent::LinkState::Phase::stopped;
  const bool stuck = link.error_en.starts_with("the server took nothing");
  if ((refused || stuck) && server_->runs() && (quiet_ || random_.chance(0.2))) enrol_again(number);
}

void World::enrol_again(int number) {
  Berth& here = berth(number);
  if (here.clone != nullptr) {
    here.clone->die(false);
    uplink_due_.erase(kCloneNumber + number);
    here.clone.reset();
    weigh_promises(here.agent);
  }
  CabinetIdentity identity;
  try {
    identity = new_identity(here, number);
  } catch (const ServerCrash&) {
    return server_->crash();
  } catch (const server::StoreError&) {
    return;  // tried again when somebody looks next
  }
  ++here.enrolments;
  here.certificate = identity.certificate;
  here.cabinet->stop();
  here.cabinet->identity = identity;
  enter(*here.cabinet);
  trace_.event(now_, here.agent, "is enrolled again");
  come_up(number);
}

void World::derive_on() {
  server_->derive();
  after(std::max<Millis>(15min, plan_.uplink_interval / 2), [this] { derive_on(); });
}

void World::weigh_promises(const std::string& agent) {
  const auto on_a_disk = [&](const domain::LedgerPosition& position, const domain::Head& head) {
    return std::ranges::any_of(berths_, [&](const Berth& berth) {
      const auto has = [&](const std::unique_ptr<Cabinet>& cabinet) {
        if (cabinet == nullptr || berth.agent != agent) return false;
        const auto line = cabinet->kept().find(position);
        return line != cabinet->kept().end() && line->second == head;
      };
      return has(berth.cabinet) || has(berth.clone);
    });
  };
  record_.after_destruction(
      agent,
      [&](const domain::LedgerPosition& position, const domain::Head& head) {
        return server_->database.head_at(agent, position) == head;
      },
      on_a_disk);
}

void World::quiet() {
  quiet_ = true;
  for (const auto& fault : plan_.faults) end(fault);
  server_->start();
  for (int number = 0; number < plan_.berths; ++number) {
    Berth& here = berth(number);
    // The last word of the day before the berth is left alone.
    after(2min, [this, number, &here] {
      visit(number, [&](Cabinet& cabinet) { here.operators->clear_berth(cabinet); });
    });
    after(1s, [this, number] { watch_on(number); });
    after(30s, [this, number] {
      visit(number, [this, number](Cabinet& cabinet) { cabinet.step_uplink(), uplink_on(number, now_); });
    });
    here.socket->draw(0);
  }
  at(now_ + 5min, [this] { sampling_ = false; });
  for (const Millis press : {6min, 7min, 60min}) {
    after(press, [this] { send_now(); });
  }
}

/// 立即重试, at every terminal.
void World::send_now() {
  for (int number = 0; number < plan_.berths; ++number) {
    for (const int cabinet : {number, kCloneNumber + number}) {
      visit(cabinet, [](Cabinet& at_work) { at_work.send_now(); });
    }
  }
}

void World::check_drained(const char* when) {
  for (auto& here : berths_) drained(*here.cabinet, *server_, record_, when);
  for (auto& here : berths_) forks_found(here, *server_, record_);
}

void World::run() {
  run_until(plan_.length);
  settle();
}

void World::settle() {
  quiet();
  run_for(kDrain);
  check_drained("ten minutes after the faults");
  run_for(kTail);
  check_drained("when the last stray message had come");
  check_all();
}

void World::check_all() {
  server_->derive();
  for (auto& here : berths_) check_ledger(here, *server_, record_);
  check_rebuild(*server_, record_);
}

}  // namespace quaywatt::simulation
