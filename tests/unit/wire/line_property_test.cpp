// Properties of the line codec. Method: drawn lines of every kind go out and come back equal; golden lines with drawn
// damage are read without a crash, and whatever still reads can be written again (S6).
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>

#include "domain/meter/energy_register.h"
#include "schema/wire/line_codec.h"
#include "schema/wire/strict_json.h"
#include "schema/wire/words.h"
#include "tests/unit/wire/golden.h"

namespace quaywatt::wire {
namespace {

using namespace domain;

template <typename Number>
Number drawn(Number low, Number high) {
  return *rc::gen::resize(rc::kNominalSize, rc::gen::inRange(low, high));
}

bool coin() { return drawn(0, 2) == 1; }

template <typename Draw>
auto perhaps(Draw draw) -> std::optional<decltype(draw())> {
  if (coin()) return std::nullopt;
  return draw();
}

std::string text() {
  static const std::vector<std::string> kPieces{"a", "Z", "7", " ", "\"", "\\", "/", "船", "𬭎",
                                                "🚢", "\xE2\x80\xAE", "=", "é", "{", "'"};
  std::string out;
  const int pieces = drawn(1, 40);
  for (int i = 0; i < pieces; ++i) out += kPieces[drawn<std::size_t>(0, kPieces.size())];
  return out;
}

std::string maybe_text() { return coin() ? text() : std::string(); }
std::string lines_of_text() { return text() + (coin() ? "\n" + text() : ""); }

template <typename Enumeration>
Enumeration word() {
  return static_cast<Enumeration>(drawn<std::size_t>(0, Words<Enumeration>::all.size()));
}

std::int64_t whole() { return drawn<std::int64_t>(-kIntegerMax, kIntegerMax) >> drawn(0, 53); }
Instant instant() { return Instant{Millis{drawn<std::int64_t>(0, 253'402'300'799'999)}}; }
Date date() { return Date{std::chrono::floor<std::chrono::days>(instant())}; }
LineRef earlier() { return {1, drawn<std::uint64_t>(1, 1'000'000)}; }
Actor person() { return {static_cast<ActorRole>(drawn(1, 5)), text()}; }

EnergyRegister energy() {
  const Decimal figure{drawn<std::int64_t>(-99'999'999, 99'999'999), drawn(-4, 1)};
  return energy_register(figure, {1, figure.exponent}, coin() ? "kWh" : "Wh", drawn<std::int64_t>(1, 6'000)).value();
}

std::array<std::optional<std::int64_t>, 3> phases() { return {perhaps(whole), perhaps(whole), perhaps(whole)}; }

RegisterValues registers() {
  RegisterValues values;
  values.energy_forward = energy();
  values.billing_register = word<BillingRegister>();
  values.energy_reverse = perhaps(energy);
  for (int i = drawn(0, 3); i > 0; --i) values.further_energies.push_back({text(), energy()});
  values.voltage_mv = phases();
  values.current_ma = phases();
  values.power_w = perhaps(whole);
  values.phase_power_w = phases();
  values.reactive_power_var = perhaps(whole);
  values.apparent_power_va = perhaps(whole);
  values.power_factor_permille = perhaps([] { return drawn<std::int64_t>(-1000, 1001); });
  values.frequency_millihz = perhaps(whole);
  if (coin()) values.meter_address = "210300012345";
  values.retries = drawn(0, 4);
  return values;
}

VesselNamed vessel() {
  return {text(), maybe_text(), maybe_text(), perhaps([] { return drawn(1U, 999'999'999U); }), maybe_text(),
          perhaps([] { return drawn<std::int64_t>(0, 1'000'000); }), maybe_text(), maybe_text()};
}

SupplyParameters parameters() { return {drawn(0, 7'000), drawn(0, 61), drawn(0, 4), drawn(0, 400)}; }

ChecklistCompleted checklist() {
  ChecklistCompleted list;
  list.stay = earlier();
  list.supply_point = text();
  list.list = word<ChecklistCompleted::List>();
  list.passed = coin();
  list.vessel = parameters();
  list.supply = parameters();
  for (int i = drawn(0, 5); i > 0; --i) list.items.push_back({text(), coin()});
  if (!list.passed && coin()) list.proposed_reason = "03";
  return list;
}

Declared declared() {
  Declared line{earlier(), word<Declared::Category>(), "14", "", instant(), perhaps(instant), "",
                word<Declared::Consent>()};
  if (line.category != Declared::Category::none) line.cause = text();
  if (coin()) line.statement = lines_of_text();
  return line;
}

Corrected corrected() {
  Corrected line{earlier(), word<Corrected::Field>(), std::nullopt, std::nullopt, lines_of_text(), person()};
  if (line.field == Corrected::Field::vessel) {
    line.vessel = vessel();
  } else {
    line.at = instant();
  }
  return line;
}

Reading flagged_reading() {
  Reading line{text(), text(), word<Reading::Cause>(), perhaps(earlier), registers()};
  for (std::size_t i = 0; i < Words<ReadingFlag>::all.size(); ++i) {
    if (coin()) line.flags.push_back(static_cast<ReadingFlag>(i));
  }
  return line;
}

LineBody device_body() {
  switch (drawn(0, 7)) {
    case 0: return KeyChanged{"AVoW6EPftd+xCnatjK4ajJKfMv2RiBnlh/TTBVexbT0="};
    case 1: return ProgramStarted{text(), coin()};
    case 2: return MeterSilent{text(), text(), text()};
    case 3: return SupplyResumed{earlier(), registers()};
    case 4: return ClockAdjusted{Millis{whole()}, text()};
    case 5: return AlarmNoted{text(), coin(), maybe_text(), maybe_text(), maybe_text()};
    default: return flagged_reading();
  }
}

LineBody persons_body() {
  using Source = StayRegistered::Source;
  switch (drawn(0, 13)) {
    case 0:
      return StayRegistered{text(), vessel(), instant(), word<Source>(), maybe_text(),
                            perhaps([] { return drawn(1, 21); })};
    case 1: return StayEnded{earlier(), instant(), word<Source>()};
    case 2: return checklist();
    case 3:
      return SupplyStarted{earlier(), text(), text(), word<SupplyStarted::Source>(), perhaps(earlier), registers()};
    case 4: return SupplyStopped{earlier(), word<SupplyStopped::Reason>(), perhaps(registers)};
    case 5: return declared();
    case 6: return DeclarationEnded{earlier(), instant()};
    case 7: return Confirmed{earlier(), coin(), coin() ? lines_of_text() : ""};
    case 8: return FaultOpened{text(), text(), lines_of_text(), instant()};
    case 9: return FaultClosed{earlier(), instant(), lines_of_text(), registers()};
    case 10: return ShiftChanged{person(), coin() ? lines_of_text() : ""};
    case 11: return corrected();
    default:
      return MeterExchanged{text(), text(), perhaps(registers), text(), registers(), drawn(1, 9'000), drawn(1, 9'000),
                            drawn(1, 13), drawn<std::int64_t>(1, 100'000), perhaps(date), maybe_text(), person()};
  }
}

LedgerLine any_line() {
  LedgerLine line;
  line.position = {drawn(2U, 0xFFFF'FFFFU), drawn<std::uint64_t>(2, kIntegerMax)};
  line.at = instant();
  line.boot = "5f0c9a1e44d27b83";
  line.mono = Millis{drawn<std::int64_t>(0, kIntegerMax)};
  line.sync = word<ClockSync>();
  const bool by_device = coin();
  line.actor = by_device ? Actor{ActorRole::device, text()} : person();
  line.request = maybe_text();
  line.body = by_device ? device_body() : persons_body();
  return line;
}

TEST(LineProperty, EveryLineComesBackAsItWasWritten) {
  EXPECT_TRUE(rc::check([] {
    const LedgerLine line = any_line();
    if (defect_of(line)) {
      RC_ASSERT(defect_of(line)->reason == "too_long");
      return;
    }
    const std::string text = encode_line(line);
    RC_ASSERT(text.find('\n') == std::string::npos);
    const auto decoded = decode_line(text, line.position);
    RC_ASSERT(std::holds_alternative<LedgerLine>(decoded));
    RC_ASSERT(std::get<LedgerLine>(decoded) == line);
    RC_ASSERT(encode_line(std::get<LedgerLine>(decoded)) == text);
  }));
}

std::string damaged(std::string text) {
  static const std::vector<std::string> kShards{
      "\"", "\\", "{", "}", "[", "]", ",", ":", "-", "1e400", "null", "\xFF", "\\u0000", "\\ud800",
      std::string(1, '\0'), "[[[[[[[[[", "9999999999999999999"};
  for (int i = drawn(1, 4); i > 0; --i) {
    const auto place = drawn<std::size_t>(0, text.size());
    const auto length = std::min<std::size_t>(drawn<std::size_t>(0, 4), text.size() - place);
    text.replace(place, length, coin() ? kShards[drawn<std::size_t>(0, kShards.size())] : text.substr(0, length));
    if (text.empty()) text = "x";
  }
  return text;
}

TEST(LineProperty, S6_DamagedLinesAreReadOrRefusedNeverMore) {
  const auto lines = golden_lines();
  EXPECT_TRUE(rc::check([&] {
    const std::string text = damaged(encode_line(lines[drawn<std::size_t>(0, lines.size())]));
    const auto decoded = decode_line(text);
    if (const auto* defect = std::get_if<LineDefect>(&decoded)) {
      RC_ASSERT(!defect->reason.empty());
      RC_ASSERT(!defect->text.empty());
    } else {
      const auto& line = std::get<LedgerLine>(decoded);
      RC_ASSERT(std::get<LedgerLine>(decode_line(encode_line(line))) == line);
    }
  }));
}

}  // namespace
}  // namespace quaywatt::wire
