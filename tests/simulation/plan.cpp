#include "tests/simulation/plan.h"

#include <algorithm>
#include <stdexcept>

#include <nlohmann/json.hpp>

namespace quaywatt::simulation {

namespace {

using namespace std::chrono_literals;
using domain::Millis;

constexpr std::array<std::string_view, kFaultKinds> kNames = {
    "partition", "one_way_block", "drop", "duplicate", "delay", "lost_reply", "captive_portal", "busy",
    "kill", "power_cut", "disk_full", "disk_read_only", "disk_write_errors", "disk_sync_errors", "disk_rollback",
    "clone", "ledger_removed", "poison_line",
    "server_crash", "deadlocks", "unknown_commits", "failover", "restore_dump", "server_clock_back",
    "clock_jump", "clock_drift", "clock_unset", "clock_spoof",
    "meter_silence", "meter_spikes", "meter_jitter", "meter_reset", "meter_swap", "meter_exchange", "meter_rollover",
    "load_unexplained"};

/// Faults a day, each kind alike; a seed leaves most kinds out, so that few meet often.
class Draw {
 public:
  Draw(Plan& plan, Random random) : plan_(plan), random_(random) {}

  void faults() {
    const auto days = std::max<std::int64_t>(plan_.length / 24h, 1);
    const auto kinds = random_.between(1, 6);
    for (std::int64_t i = 0; i < kinds; ++i) {
      const auto kind = static_cast<FaultKind>(random_.between(0, kFaultKinds - 1));
      const auto times = random_.between(1, is_rare(kind) ? 1 : std::min<std::int64_t>(4 + days, 12));
      for (std::int64_t n = 0; n < times; ++n) add(kind);
    }
    std::ranges::stable_sort(plan_.faults, {}, &Fault::at);
  }

 private:
  /// One of them leaves enough to do for the people of the port.
  static bool is_rare(FaultKind kind) {
    return kind == FaultKind::disk_rollback || kind == FaultKind::clone || kind == FaultKind::ledger_removed ||
           kind == FaultKind::restore_dump || kind == FaultKind::meter_rollover;
  }

  void add(FaultKind kind) {
    Fault fault{kind, Millis{random_.between(0, plan_.length.count() - 1)}, duration(kind),
                static_cast<int>(random_.between(0, plan_.berths - 1)), amount(kind)};
    fault.duration = std::min(fault.duration, plan_.length - fault.at);
    plan_.faults.push_back(fault);
  }

  Millis duration(FaultKind kind) {
    const bool short_one = random_.chance(0.5);
    const Millis longest = kind == FaultKind::disk_rollback || kind == FaultKind::restore_dump ||
                                   kind == FaultKind::clone
                               ? plan_.length / 2
                               : std::min<Millis>(plan_.length / 4, 36h);
    return Millis{random_.between(1000, short_one ? std::min<Millis>(longest, 20min).count() : longest.count())};
  }

  std::int64_t amount(FaultKind kind) {
    switch (kind) {
      case FaultKind::kill:
      case FaultKind::power_cut: return random_.chance(0.2) ? random_.between(1, 400) : random_.between(1, 40);
      case FaultKind::server_crash: return random_.chance(0.3) ? 0 : random_.between(1, 60);
      case FaultKind::failover: return random_.between(1, 30);
      case FaultKind::server_clock_back: return random_.between(60, 7200);
      case FaultKind::clock_jump: return random_.between(-90'000, 90'000);
      case FaultKind::clock_drift: return random_.between(-5'000, 5'000);
      case FaultKind::clock_spoof: return random_.between(-60'000, 60'000);
      case FaultKind::deadlocks: return random_.between(1, 100);
      case FaultKind::disk_write_errors:
      case FaultKind::disk_sync_errors: return random_.between(1, 300);
      default: return random_.between(50, 1000);
    }
  }

  Plan& plan_;
  Random random_;
};

Fault fault_from(const nlohmann::json& json) {
  const auto kind = fault_kind_named(json.at("kind").get<std::string>());
  if (!kind) throw std::runtime_error("no kind of fault: " + json.at("kind").dump());
  return {*kind, Millis{json.at("at_ms").get<std::int64_t>()}, Millis{json.at("duration_ms").get<std::int64_t>()},
          json.at("berth").get<int>(), json.at("amount").get<std::int64_t>()};
}

}  // namespace

std::string_view name_of(FaultKind kind) { return kNames[static_cast<std::size_t>(kind)]; }

std::optional<FaultKind> fault_kind_named(std::string_view name) {
  const auto found = std::ranges::find(kNames, name);
  if (found == kNames.end()) return std::nullopt;
  return static_cast<FaultKind>(found - kNames.begin());
}

double Plan::berth_days() const { return static_cast<double>(length.count()) / 86'400'000.0 * berths; }

Plan draw_plan(std::uint64_t seed, int berth_days) {
  Random random = Random(seed).fork("plan");
  Plan plan;
  plan.seed = seed;
  plan.berths = static_cast<int>(random.chance(0.5) ? 1 : random.between(2, 3));
  const bool quiet = random.chance(0.16);
  if (quiet) {
    plan.length = 24h * random.between(10, 34);
    plan.uplink_interval = random.between(6, 24) * 1h;
    plan.between_acts = random.between(12, 48) * 1h;
  } else {
    plan.length = random.between(3, 30) * 1h;
    plan.uplink_interval = random.between(5, 60) * 1min;
    plan.between_acts = random.between(15, 60) * 1min;
  }
  if (berth_days > 0) plan.length = 24h * berth_days / plan.berths;
  Draw(plan, random.fork("faults")).faults();
  return plan;
}

std::string to_json(const Plan& plan) {
  nlohmann::ordered_json json;
  json["seed"] = plan.seed;
  json["berths"] = plan.berths;
  json["length_ms"] = plan.length.count();
  json["uplink_interval_ms"] = plan.uplink_interval.count();
  json["between_acts_ms"] = plan.between_acts.count();
  json["faults"] = nlohmann::ordered_json::array();
  for (const auto& fault : plan.faults) {
    json["faults"].push_back({{"kind", name_of(fault.kind)},
                              {"at_ms", fault.at.count()},
                              {"duration_ms", fault.duration.count()},
                              {"berth", fault.berth},
                              {"amount", fault.amount}});
  }
  return json.dump(1);
}

Plan plan_from_json(const std::string& text) {
  try {
    const auto json = nlohmann::json::parse(text);
    Plan plan;
    plan.seed = json.at("seed").get<std::uint64_t>();
    plan.berths = json.at("berths").get<int>();
    plan.length = Millis{json.at("length_ms").get<std::int64_t>()};
    plan.uplink_interval = Millis{json.at("uplink_interval_ms").get<std::int64_t>()};
    plan.between_acts = Millis{json.at("between_acts_ms").get<std::int64_t>()};
    for (const auto& fault : json.at("faults")) plan.faults.push_back(fault_from(fault));
    return plan;
  } catch (const nlohmann::json::exception& failure) {
    throw std::runtime_error(std::string("no plan of a run: ") + failure.what());
  }
}

}  // namespace quaywatt::simulation
