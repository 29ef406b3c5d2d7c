#include "tests/simulation/cabinet.h"

#include <stdexcept>
#include <utility>

#include "schema/wire/chain.h"
#include "schema/wire/line_codec.h"
#include "tests/simulation/cabinet_parts.h"
#include "tests/simulation/places.h"

namespace quaywatt::simulation {

namespace {

constexpr char kMeter[] = "m-1";
constexpr char kVersion[] = "simulated";
constexpr domain::Millis kHelloPatience{3'000};

agent::BerthSetup berth_setup(const std::string& berth) {
  agent::BerthSetup setup;
  setup.berth = berth;
  setup.supply_points = {
      {kSupplyPoint, kMeter, {380, 50, 3, 63}, kRatedPowerW, domain::ChecklistCompleted::List::low_voltage}};
  agent::MeterConfig meter;
  meter.id = kMeter;
  meter.digits = kMeterDigits;
  setup.meters.push_back(meter);
  return setup;
}

agent::UplinkPlan::Settings uplink_settings(domain::Millis interval) {
  agent::UplinkPlan::Settings settings;
  settings.interval = interval;
  return settings;
}

agent::UplinkIdentity uplink_identity(const CabinetIdentity& identity) {
  return {identity.agent, wire::SigningKey::from_pem(identity.key_pem), identity.receipt_keys};
}

}  // namespace

Cabinet::Running::Running(Cabinet& cabinet)
    : opened(agent::open_ledger_folder(cabinet.disk.root(), cabinet.identity.agent, cabinet.clock)),
      store(*opened.store, cabinet),
      ledger(cabinet.identity.agent, store, cabinet.clock),
      link(cabinet),
      reader(cabinet),
      chance(cabinet.random_),
      uplink(uplink_identity(cabinet.identity),
             {store, link, cabinet.clock, chance, [&cabinet] { return cabinet.around_.now; }, &cabinet.clock},
             uplink_settings(cabinet.settings_.uplink_interval)),
      desk(berth_setup(cabinet.identity.berth), {ledger, store, cabinet.clock, reader}) {
  cabinet.look_over_disk(store);
  ledger.recover();
  open_epoch(cabinet);
  desk.when_urgent([this] {
    uplink.wake();
    woken = true;
  });
  desk.open(kVersion);
}

void Cabinet::Running::open_epoch(Cabinet& cabinet) {
  const auto facts = agent::start_facts(store, cabinet.identity.enrolled, cabinet.identity.epoch_opened, opened.lost,
                                        opened.highest_epoch);
  const auto start = agent::epoch_at_start(facts, uplink, kHelloPatience);
  if (!start) return;
  ledger.open_epoch({start->previous, start->reason, kVersion, 1}, start->epoch);
  if (opened.lost) agent::ledger_went_on(store);
  if (!cabinet.is_struck()) cabinet.identity.epoch_opened = true;
}

Cabinet::Cabinet(CabinetSettings settings, CabinetIdentity who, Surroundings around, Random random, Socket& at)
    : identity(std::move(who)),
      clock(around.now),
      disk(settings.folder, random.fork("disk")),
      socket(at),
      settings_(std::move(settings)),
      around_(around),
      random_(random) {}

Cabinet::~Cabinet() = default;

void Cabinet::trace(std::string_view what, std::string_view detail) {
  around_.trace.event(around_.now, identity.agent + "#" + std::to_string(number()), what, detail);
}

bool Cabinet::start() {
  static constexpr char kHex[] = "0123456789abcdef";
  std::string boot;
  for (int i = 0; i < 16; ++i) boot += kHex[random_.between(0, 15)];
  clock.start(boot);
  try {
    running_ = std::make_unique<Running>(*this);
    why_down_.clear();
    trace("starts");
  } catch (const std::runtime_error& failure) {
    why_down_ = failure.what();
    trace("does not start");
  }
  if (is_struck()) die(random_.chance(0.5));
  return runs();
}

void Cabinet::die(bool power_was_cut) {
  disk.die();
  running_.reset();
  disk.come_back(power_was_cut);
  trace(power_was_cut ? "loses power" : "is killed");
}

void Cabinet::stop() {
  try {
    if (running_) running_->desk.close();
  } catch (const agent::StorageFailure&) {
    // The next start takes it for a power cut, and rightly so.
  }
  running_.reset();
  trace("stops");
}

/// Whatever was acknowledged must be there at every start (faults A1, A2); what else is there counts from now on.
void Cabinet::look_over_disk(agent::LedgerStore& store) {
  if (!kept_is_sure_) {
    kept_.clear();
    kept_is_sure_ = true;
  }
  std::map<std::uint32_t, domain::LedgerPosition> newest;
  for (const auto& [position, head] : kept_) newest[position.epoch] = position;
  for (const auto& [epoch, position] : newest) {
    const auto there = store.at(position);
    if (there && there->head == kept_.at(position)) continue;
    around_.record.fail("A1/A2: " + identity.agent + " lost its acknowledged line " + wire::format_ref(position));
  }
  for (const std::uint32_t epoch : store.epochs()) {
    const std::uint64_t known = newest.contains(epoch) ? newest[epoch].seq : 0;
    for (const auto& line : store.read({epoch, known + 1}, 100'000, std::size_t{1} << 30)) {
      kept_[line.position] = line.head;
    }
  }
}

void Cabinet::sample() {
  if (!runs()) return;
  const agent::MeterReading reading{kMeter, kSupplyPoint, clock.now(), socket.read()};
  running_->desk.take_reading(reading);
}

domain::Millis Cabinet::step_uplink() { return running_->uplink.step(running_->desk); }

agent::BerthDesk& Cabinet::desk() { return running_->desk; }

agent::LinkState Cabinet::link() const { return running_->uplink.state(); }

void Cabinet::send_now() {
  running_->uplink.wake();
  running_->woken = true;
}

bool Cabinet::was_woken() { return runs() && std::exchange(running_->woken, false); }

CabinetImage Cabinet::image() const { return {disk.image(), identity, kept_}; }

void Cabinet::restore(const CabinetImage& image) {
  disk.restore(image.disk);
  identity = image.identity;
  kept_ = image.kept;
}

void Cabinet::lose_ledger() {
  disk.restore({});
  kept_.clear();
}

void Cabinet::write_strange_line() {
  try {
    agent::SqliteLedgerStore store(agent::ledger_file(disk.root()), agent::SqliteLedgerStore::Access::write);
    const auto last = store.last();
    if (!last) return;
    const domain::LedgerPosition at{last->position.epoch, last->position.seq + 1};
    const std::string line = "{\"v\":1,\"epoch\":" + std::to_string(at.epoch) + ",\"seq\":" + std::to_string(at.seq) +
                             ",\"kind\":\"tide_read\",\"level_mm\":1234}";
    SightedStore(store, *this).append({{at, line, wire::head_after(last->head, line)}});
  } catch (const std::runtime_error&) {
    trace("writes no strange line");  // the disk refused
  }
}

}  // namespace quaywatt::simulation
