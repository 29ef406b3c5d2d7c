#include "schema/wire/chain.h"
#include "schema/wire/line_codec.h"
#include "tests/unit/wire/golden.h"

namespace quaywatt::wire {
namespace {

using namespace domain;

const Actor kDevice{ActorRole::device, kGoldenAgent};
const Actor kOperator{ActorRole::terminal_operator, "1007"};
const Actor kForeman{ActorRole::foreman, "1001"};
const Actor kSkipper{ActorRole::skipper, "CN20093456789"};
const Actor kOfficer{ActorRole::officer, "320281-17"};

Instant at(const char* text) { return parse_instant(text).value(); }

/// Appends lines at their positions; every line an agent writes takes some time after the one before.
class Story {
 public:
  LineRef add(const Actor& actor, LineBody body, std::string request = {}) {
    lines.push_back({position_, now_, boot_, mono_, sync_, actor, std::move(request), std::move(body)});
    const LineRef ref = position_;
    ++position_.seq;
    pass(Millis{41'250});
    return ref;
  }
  void pass(Millis time) {
    now_ += time;
    mono_ += time;
  }
  void boot(std::string id, ClockSync sync) {
    boot_ = std::move(id);
    mono_ = Millis{2'180};
    sync_ = sync;
  }
  void step_clock(Millis by) {
    now_ += by;
    sync_ = ClockSync::synced;
  }
  void next_epoch() { position_ = {position_.epoch + 1, 1}; }
  Instant now() const { return now_; }

  std::vector<LedgerLine> lines;

 private:
  LedgerPosition position_{1, 1};
  Instant now_ = at("2025-03-01T08:00:00.000Z");
  std::string boot_ = "5f0c9a1e44d27b83";
  Millis mono_{2'180};
  ClockSync sync_ = ClockSync::synced;
};

/// A DL/T 645-2007 meter behind 80/1 transformers.
RegisterValues dlt645_values(std::string text, std::int64_t value_wh) {
  RegisterValues values;
  values.energy_forward = {{value_wh}, {800}, std::move(text), "kWh", 80};
  values.meter_address = "210300012345";
  return values;
}

RegisterValues with_quantities(RegisterValues values) {
  values.energy_reverse = EnergyRegister{{0}, {800}, "0.00", "kWh", 80};
  values.further_energies = {{"energy_total", {{1'028'000}, {800}, "12.85", "kWh", 80}}};
  values.voltage_mv = {231'400, 230'900, 231'100};
  values.current_ma = {24'080, 23'760, 24'160};
  values.power_w = 15'824;
  values.phase_power_w = {5'312, 5'216, 5'296};
  values.reactive_power_var = 3'040;
  values.apparent_power_va = 16'113;
  values.power_factor_permille = 982;
  values.frequency_millihz = 49'980;
  values.retries = 1;
  return values;
}

/// A Modbus meter that gives primary values, total energy only, and one phase.
RegisterValues modbus_values() {
  RegisterValues values;
  values.energy_forward = {{120}, {1}, "0.120", "kWh", 1};
  values.billing_register = BillingRegister::total;
  values.voltage_mv = {230'500, std::nullopt, std::nullopt};
  values.power_w = -20;
  return values;
}

Reading reading(Reading::Cause cause, std::optional<LineRef> session, RegisterValues registers) {
  return {"DTS634-0012345", "A3-1", cause, session, std::move(registers)};
}

void first_vessel(Story& story) {
  const VesselNamed vessel{"苏锡货 1098", "CN20093456789", "320209000123", 413'765'432, "dry_bulk", 1'287, "无锡",
                           "无锡市锡航运输有限公司"};
  const LineRef stay = story.add(
      kOperator,
      StayRegistered{"A3", vessel, at("2025-03-01T07:52:00.000Z"), StayRegistered::Source::by_hand, "unload", 1},
      "t-6f1d2c03");
  const SupplyParameters parameters{380, 50, 3, 63};
  const LineRef checklist = story.add(
      kOperator,
      ChecklistCompleted{stay, "A3-1", ChecklistCompleted::List::low_voltage, true,
                         {{"plug_dry", true}, {"breaker_off", true}, {"earthing", true}}, parameters, parameters, ""},
      "t-6f1d2c04");
  const LineRef session = story.add(
      kOperator,
      SupplyStarted{stay, "A3-1", "DTS634-0012345", SupplyStarted::Source::terminal_operator, checklist,
                    dlt645_values("12.30", 984'000)},
      "t-6f1d2c05");
  story.pass(std::chrono::minutes(12));
  story.add(kDevice,
            reading(Reading::Cause::supplying, session, with_quantities(dlt645_values("12.85", 1'028'000))));
  story.add(kDevice, MeterSilent{"DTS634-0012345", "A3-1", "电表超时未答 / no answer within 1000 ms, 3 attempts"});
  story.add(kDevice, reading(Reading::Cause::resumed, session, dlt645_values("12.94", 1'035'200)));
  // A power cut: the machine comes back not knowing the time.
  story.boot("c3d8170b92ee6a45", ClockSync::unsynced);
  story.add(kDevice, ProgramStarted{"0.1.0", false});
  story.add(kDevice, SupplyResumed{session, dlt645_values("13.02", 1'041'600)});
  story.step_clock(Millis{94'310});
  story.add(kDevice, ClockAdjusted{Millis{94'310}, "ntp"});
  story.pass(std::chrono::hours(2));
  story.add(kOperator, SupplyStopped{session, SupplyStopped::Reason::departure, dlt645_values("52.10", 4'168'000)},
            "t-6f1d2c06");
  story.add(kOperator, StayEnded{stay, story.now(), StayRegistered::Source::by_hand}, "t-6f1d2c07");
  story.add(kForeman,
            Corrected{stay, Corrected::Field::arrived_at, std::nullopt, at("2025-03-01T07:46:00.000Z"),
                      "靠泊时间按值班记录更正", kOperator});
  VesselNamed renamed = vessel;
  renamed.name = "苏锡货 1098 号";
  story.add(kForeman, Corrected{stay, Corrected::Field::vessel, renamed, std::nullopt, "船名漏写“号”字", kOperator});
}

void second_vessel(Story& story) {
  const LineRef stay = story.add(
      kSkipper, StayRegistered{"A3", {"皖和县货0517", "", "", {}, "", {}, "", ""}, story.now(),
                               StayRegistered::Source::qr, "", std::nullopt});
  story.add(kOperator, ChecklistCompleted{stay, "A3-1", ChecklistCompleted::List::high_voltage, false, {},
                                          {440, 60, 3, 125}, {380, 50, 3, 63}, "03"});
  const LineRef impediment = story.add(
      kOperator, Declared{stay, Declared::Category::impediment, "03", "voltage_or_frequency_mismatch", story.now(),
                          std::nullopt, "船舶用电 440 V / 60 Hz。\n岸电 380 V / 50 Hz。", Declared::Consent::agreed});
  story.add(kOfficer, Confirmed{impediment, true, "现场核实"});
  story.add(kOperator, DeclarationEnded{impediment, story.now()});
  const LineRef alternative =
      story.add(kSkipper, Declared{stay, Declared::Category::alternative, "09", "battery", story.now(),
                                   story.now() + std::chrono::hours(3), "", Declared::Consent::absent});
  story.add(kForeman, Confirmed{alternative, false, ""});
  story.add(kSkipper, Declared{stay, Declared::Category::none, "11", "", story.now(), std::nullopt, "=1+1 \"不用\" \\ 🚢",
                               Declared::Consent::refused_to_sign});
  const LineRef started =
      story.add(kSkipper, SupplyStarted{stay, "A3-1", "DTS634-0012345", SupplyStarted::Source::card, std::nullopt,
                                        dlt645_values("52.10", 4'168'000)});
  story.add(kDevice, SupplyStopped{started, SupplyStopped::Reason::power_cut, std::nullopt});
  story.add(kDevice, StayEnded{stay, story.now(), StayRegistered::Source::ais});
}

void equipment(Story& story) {
  const LineRef fault = story.add(kOperator, FaultOpened{"A3-1", "socket", "插座烧蚀", story.now()});
  story.add(kDevice, reading(Reading::Cause::fault_test, std::nullopt, dlt645_values("52.12", 4'169'600)));
  story.add(kOperator, FaultClosed{fault, story.now(), "更换插座", dlt645_values("52.12", 4'169'600)});
  story.add(kOperator,
            MeterExchanged{"A3-1", "DTS634-0012345", dlt645_values("52.12", 4'169'600), "SDM630-77", modbus_values(),
                           1, 1, 6, 1, parse_date("2031-02-28"), "苏C-00417", kForeman});
  story.add(kOperator, MeterExchanged{"A3-2", "DTS634-0012346", std::nullopt, "SDM630-78", modbus_values(), 1, 1, 6, 1,
                                      std::nullopt, "", kForeman});
  story.add(kOperator, ShiftChanged{{ActorRole::terminal_operator, "1012"}, "A3-1 已换表"});
}

/// What the next epoch continues: the last line so far and the head after it.
EpochOpened::Previous end_of(const std::vector<LedgerLine>& lines) {
  Head head = epoch_start_head(kGoldenAgent, 1);
  for (const auto& line : lines) head = head_after(head, encode_line(line));
  return {lines.back().position, head};
}

}  // namespace

std::vector<LedgerLine> golden_lines() {
  Story story;
  story.add(kDevice, EpochOpened{std::nullopt, EpochOpened::Reason::first, "0.1.0", 1});
  story.add(kDevice, ProgramStarted{"0.1.0", true});
  story.add(kDevice, reading(Reading::Cause::idle, std::nullopt, dlt645_values("12.30", 984'000)));
  first_vessel(story);
  second_vessel(story);
  equipment(story);
  story.add(kDevice, KeyChanged{golden_new_agent_key().public_key().base64()});
  story.add(kDevice, Reading{"SDM630-77", "A3-1", Reading::Cause::quarter_hour, std::nullopt, modbus_values()});
  const auto previous = end_of(story.lines);
  story.next_epoch();
  story.add(kDevice, EpochOpened{previous, EpochOpened::Reason::behind_server, "0.1.0", 1});
  story.add(kDevice, ProgramStarted{"0.1.0", true});
  Reading strange{"SDM630-77", "A3-1", Reading::Cause::quarter_hour, std::nullopt, modbus_values()};
  strange.flags = {ReadingFlag::stuck, ReadingFlag::late};
  story.add(kDevice, strange);
  story.add(kDevice, AlarmNoted{"meter_stuck", true, "SDM630-77", "A3-1", "有电流而示数不动 / current without energy"});
  story.add(kDevice, AlarmNoted{"meter_stuck", false, "SDM630-77", "A3-1", ""});
  story.add(kDevice, AlarmNoted{"disk_full", true, "", "", ""});
  return std::move(story.lines);
}

}  // namespace quaywatt::wire
