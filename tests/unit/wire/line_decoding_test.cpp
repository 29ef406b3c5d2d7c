// What the decoder refuses and where it says so. Method: one good line, one change, the expected reason and pointer.
#include <gtest/gtest.h>

#include "schema/wire/line_codec.h"
#include "schema/wire/strict_json.h"
#include "tests/unit/wire/golden.h"

namespace quaywatt::wire {
namespace {

/// The golden line at that position of epoch 1, as text.
std::string golden_line(std::uint64_t seq) { return encode_line(golden_lines().at(seq - 1)); }

std::string with(std::string line, const std::string& what, const std::string& instead) {
  const auto place = line.find(what);
  EXPECT_NE(place, std::string::npos) << what;
  return line.replace(place, what.size(), instead);
}

std::string outcome(const std::string& line) {
  const auto decoded = decode_line(line);
  const auto* defect = std::get_if<LineDefect>(&decoded);
  return defect == nullptr ? "good" : defect->reason + " " + defect->pointer;
}

std::string changed(std::uint64_t seq, const std::string& what, const std::string& instead) {
  return outcome(with(golden_line(seq), what, instead));
}

constexpr std::uint64_t kOpening = 1;
constexpr std::uint64_t kIdleReading = 3;
constexpr std::uint64_t kStay = 4;
constexpr std::uint64_t kChecklist = 5;
constexpr std::uint64_t kSupplyStarted = 6;
constexpr std::uint64_t kFullReading = 7;
constexpr std::uint64_t kCorrectedInstant = 15;
constexpr std::uint64_t kFailedChecklist = 18;
constexpr std::uint64_t kDeclaredImpediment = 19;
constexpr std::uint64_t kDeclaredNone = 24;
constexpr std::uint64_t kExchange = 31;
constexpr std::uint64_t kKeyChange = kGoldenKeyChange;

TEST(LineDecoding, S6_WhatIsNoJsonIsRefusedWithItsByte) {
  EXPECT_EQ(outcome(""), "not_json ");
  EXPECT_EQ(outcome("{"), "not_json ");
  EXPECT_EQ(outcome("\xEF\xBB\xBF" + golden_line(kStay)), "not_json ");
  EXPECT_EQ(outcome(golden_line(kStay) + "{}"), "not_json ") << "nothing may follow the value";
  EXPECT_EQ(outcome(golden_line(kStay).substr(0, 100)), "not_json /boot");
  EXPECT_EQ(outcome("[1]"), "wrong_type ");
  EXPECT_EQ(outcome("null"), "wrong_type ");
  const auto decoded = decode_line(R"({"v":1,})");
  EXPECT_NE(std::get<LineDefect>(decoded).text.find("byte 8"), std::string::npos);
}

TEST(LineDecoding, S6_BadUtf8IsRefusedWhereverItStands) {
  for (const char* bad : {"\xC0\xAF", "\xE5\x8F", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xFF", "\x80"}) {
    EXPECT_EQ(changed(kStay, "A3", bad).substr(0, 8), "not_json") << bad;
    EXPECT_EQ(changed(kStay, "berth", bad).substr(0, 8), "not_json") << bad;
  }
  EXPECT_EQ(changed(kStay, "\"A3\"", R"("\ud800")").substr(0, 8), "not_json") << "half a surrogate pair";
}

TEST(LineDecoding, S6_NumbersAreWholeAndWithinEveryReadersRange) {
  for (const char* bad : {"2.0", "1e400", "1E2", "-0", "9007199254740992", "-9007199254740992", "18446744073709551616",
                          "1e-7", "0.5"}) {
    EXPECT_EQ(changed(kStay, "1287", bad), "bad_number /vessel/gross_tonnage") << bad;
  }
  for (const char* bad : {"NaN", "Infinity", "01", "+1", "0x10", ".5"}) {
    EXPECT_EQ(changed(kStay, "1287", bad), "not_json /vessel/gross_tonnage") << bad;
  }
  EXPECT_EQ(changed(kStay, "1287", "\"1287\""), "wrong_type /vessel/gross_tonnage");
  EXPECT_EQ(changed(kStay, "1287", "1000000"), "good");
  EXPECT_EQ(changed(kStay, "1287", "1000001"), "bad_value /vessel/gross_tonnage");
  EXPECT_EQ(changed(kStay, "1287", "-1"), "bad_value /vessel/gross_tonnage");
}

TEST(LineDecoding, S6_DepthIsBoundedBeforeItCosts) {
  const std::string deep(100'000, '[');
  const auto parsed = parse_json(deep, kLineMaxDepth);
  EXPECT_EQ(std::get<Defect>(parsed).reason, "too_deep");
  std::string objects;
  for (int i = 0; i < 100'000; ++i) objects += R"({"a":)";
  EXPECT_EQ(std::get<Defect>(parse_json(objects, kLineMaxDepth)).reason, "too_deep");
  EXPECT_EQ(outcome(with(golden_line(kStay), "\"A3\"", "[[[[[[[[1]]]]]]]]")), "too_deep /berth/0/0/0/0/0/0/0");
}

TEST(LineDecoding, S6_LinesAndObjectsHaveASize) {
  EXPECT_EQ(changed(kStay, "\"A3\"", "\"" + std::string(kLineMaxBytes, 'x') + "\""), "too_long ");
  std::string members;
  for (int i = 0; i < 70; ++i) members += "\"x" + std::to_string(i) + "\":1,";
  EXPECT_EQ(changed(kStay, "\"berth\"", members + "\"berth\"").substr(0, 15), "too_many_fields");
}

TEST(LineDecoding, S6_AFieldTwiceIsRefusedNotGuessed) {
  EXPECT_EQ(changed(kStay, R"("berth":"A3")", R"("berth":"A3","berth":"A4")"), "duplicate_field /berth");
  EXPECT_EQ(changed(kStay, R"("mmsi")", R"("name":"x","mmsi")"), "duplicate_field /vessel/name");
  EXPECT_EQ(changed(kStay, R"("berth":"A3")", R"("x":1,"x":1,"berth":"A3")"), "duplicate_field /x");
  EXPECT_EQ(changed(kStay, R"("berth":"A3")", R"("berth":"A3","b\u0065rth":"A4")"), "duplicate_field /berth");
}

TEST(LineDecoding, NamesFromOutsideAreNotRepeatedInTheDefect) {
  EXPECT_EQ(changed(kStay, R"("berth":"A3")", R"("\u001b[31m":1.5,"berth":"A3")"), "bad_number /…");
  EXPECT_EQ(changed(kStay, R"("berth":"A3")", "\"" + std::string(500, 'x') + R"(":1.5,"berth":"A3")"), "bad_number /…");
}

TEST(LineDecoding, UnknownKindAndVersionAreSaidFirst) {
  EXPECT_EQ(outcome(R"({"v":1,"kind":"tide_turned"})"), "unknown_kind /kind");
  EXPECT_EQ(outcome(R"({"v":2,"kind":7})"), "unknown_version /v");
  EXPECT_EQ(outcome(R"({"kind":"reading"})"), "missing_field /v");
  EXPECT_EQ(outcome(R"({"v":1})"), "missing_field /kind");
}

TEST(LineDecoding, UnknownFieldsArePassedOver) {
  EXPECT_EQ(changed(kStay, R"("berth":"A3")", R"("draught_mm":3100,"berth":"A3","more":{"deep":[1,2]})"), "good");
  EXPECT_EQ(changed(kStay, R"("mmsi")", R"("flag":"CN","mmsi")"), "good");
}

TEST(LineDecoding, A10_DefectNamesThePlace) {
  EXPECT_EQ(changed(kStay, R"("berth":"A3",)", ""), "missing_field /berth");
  EXPECT_EQ(changed(kStay, R"("name":"苏锡货 1098",)", ""), "missing_field /vessel/name");
  EXPECT_EQ(changed(kChecklist, R"({"name":"breaker_off","passed":true})", R"({"name":"breaker_off","passed":1})"),
            "wrong_type /items/1/passed");
  EXPECT_EQ(changed(kChecklist, R"({"name":"breaker_off","passed":true})", "7"), "wrong_type /items/1");
  EXPECT_EQ(changed(kFullReading, R"("a":231400)", R"("a":"231400")"), "wrong_type /registers/voltage_mv/a");
}

TEST(LineDecoding, AbsentIsTheOnlyWordForNothing) {
  EXPECT_EQ(changed(kStay, R"("purpose":"unload")", R"("purpose":null)"), "wrong_type /purpose");
  EXPECT_EQ(changed(kStay, R"("purpose":"unload")", R"("purpose":"")"), "bad_value /purpose");
  EXPECT_EQ(changed(kStay, R"("raft_position":1)", R"("raft_position":null)"), "wrong_type /raft_position");
  EXPECT_EQ(changed(kStay, R"("request":"t-6f1d2c03")", R"("request":"")"), "bad_value /request");
  EXPECT_EQ(changed(kFullReading, R"({"a":231400,"b":230900,"c":231100})", "{}"), "bad_value /registers/voltage_mv");
  const std::string items = R"([{"name":"plug_dry","passed":true},{"name":"breaker_off","passed":true},)"
                            R"({"name":"earthing","passed":true}])";
  EXPECT_EQ(changed(kChecklist, items, "[]"), "bad_value /items");
}

TEST(LineDecoding, PositionsCountFromOne) {
  EXPECT_EQ(changed(kStay, R"("seq":4)", R"("seq":0)"), "bad_value /seq");
  EXPECT_EQ(changed(kStay, R"("seq":4)", R"("seq":-4)"), "bad_value /seq");
  EXPECT_EQ(changed(kStay, R"("epoch":1)", R"("epoch":0)"), "bad_value /epoch");
  EXPECT_EQ(changed(kStay, R"("epoch":1)", R"("epoch":4294967296)"), "bad_value /epoch");
  EXPECT_EQ(changed(kStay, R"("raft_position":1)", R"("raft_position":0)"), "bad_value /raft_position");
}

TEST(LineDecoding, LineMustStandWhereItSays) {
  const std::string line = golden_line(kStay);
  EXPECT_TRUE(std::holds_alternative<domain::LedgerLine>(decode_line(line, {1, 4})));
  const auto elsewhere = decode_line(line, {1, 5});
  EXPECT_EQ(std::get<LineDefect>(elsewhere).reason, "wrong_position");
  EXPECT_EQ(std::get<LineDefect>(elsewhere).pointer, "/seq");
  EXPECT_EQ(std::get<LineDefect>(decode_line(line, {2, 4})).pointer, "/epoch");
}

TEST(LineDecoding, ReferencesPointBackwards) {
  EXPECT_EQ(changed(kSupplyStarted, R"("stay":"1.4")", R"("stay":"1.6")"), "forward_reference /stay");
  EXPECT_EQ(changed(kSupplyStarted, R"("stay":"1.4")", R"("stay":"2.1")"), "forward_reference /stay");
  EXPECT_EQ(changed(kSupplyStarted, R"("checklist":"1.5")", R"("checklist":"1.7")"), "forward_reference /checklist");
  for (const char* bad : {"1", "1.", ".4", "1.0", "0.4", "1.04", "01.4", "+1.4", "1.4 ", " 1.4", "1.4.1", "-1.4",
                          "4294967296.1", "1.9007199254740992", "1.99999999999999999999", "a/1.4"}) {
    EXPECT_EQ(changed(kSupplyStarted, R"("stay":"1.4")", "\"stay\":\"" + std::string(bad) + "\""), "bad_value /stay")
        << bad;
  }
}

TEST(LineDecoding, C5_InstantsHaveOneFormWithTheirZone) {
  for (const char* bad : {"2025-03-01T07:52:00Z", "2025-03-01T07:52:00.000", "2025-03-01T15:52:00.000+08:00",
                          "2025-02-29T07:52:00.000Z", "2025-03-01T24:00:00.000Z", "2025-03-01 07:52:00.000Z",
                          "2025-03-01T23:59:60.000Z", "1969-12-31T23:59:59.999Z", "2025-03-01T07:52:00,000Z"}) {
    EXPECT_EQ(changed(kStay, "2025-03-01T07:52:00.000Z", bad), "bad_value /arrived_at") << bad;
  }
  EXPECT_EQ(changed(kStay, "2025-03-01T07:52:00.000Z", "2024-02-29T00:00:00.000Z"), "good");
  EXPECT_EQ(changed(kStay, "\"2025-03-01T07:52:00.000Z\"", "1740815520000"), "wrong_type /arrived_at");
  EXPECT_EQ(changed(kExchange, "2031-02-28", "2031-02-29"), "bad_value /calibrated_until");
}

TEST(LineDecoding, WordsAreOfTheirEnumeration) {
  EXPECT_EQ(changed(kStay, R"("sync":"synced")", R"("sync":"Synced")"), "unknown_word /sync");
  EXPECT_EQ(changed(kStay, R"("role":"terminal_operator")", R"("role":"captain")"), "unknown_word /actor/role");
  EXPECT_EQ(changed(kStay, R"("source":"by_hand")", R"("source":"fax")"), "unknown_word /source");
  EXPECT_EQ(changed(kStay, R"("source":"by_hand")", R"("source":1)"), "wrong_type /source");
}

TEST(LineDecoding, O6_FreeTextIsLimitedAndHasNoControls) {
  const auto named = [](const std::string& name) { return changed(kStay, "苏锡货 1098", name); };
  EXPECT_EQ(named("\xF0\xAC\xAD\x8E货 🚢 =cmd|' /C calc'!A0"), "good") << "rare characters, emoji and formulas are text";
  EXPECT_EQ(named("\xE2\x80\xAEtext"), "good") << "right to left";
  EXPECT_EQ(named(std::string(200, 'x')), "good");
  EXPECT_EQ(named(std::string(201, 'x')), "bad_value /vessel/name");
  EXPECT_EQ(named(R"(a\u0000b)"), "bad_value /vessel/name");
  EXPECT_EQ(named(R"(a\u001fb)"), "bad_value /vessel/name");
  EXPECT_EQ(named(R"(a\u007fb)"), "bad_value /vessel/name");
  EXPECT_EQ(named(R"(a\u0085b)"), "bad_value /vessel/name");
  EXPECT_EQ(named("a\x01" "b").substr(0, 8), "not_json") << "JSON itself forbids a bare control";
  EXPECT_EQ(named(R"(a\nb)"), "bad_value /vessel/name") << "a name is one line";
  EXPECT_EQ(changed(kDeclaredNone, "=1+1", R"(a\nb)"), "good") << "a statement may have lines";
  EXPECT_EQ(changed(kDeclaredNone, "=1+1", R"(a\tb)"), "bad_value /statement");
  EXPECT_EQ(changed(kDeclaredNone, "=1+1", std::string(2001, 'x')), "bad_value /statement");
}

TEST(LineDecoding, M16_TextAndWattHoursTellOneStory) {
  EXPECT_EQ(changed(kIdleReading, R"("value_wh":984000)", R"("value_wh":984001)"),
            "bad_value /registers/energy_forward/value_wh");
  EXPECT_EQ(changed(kIdleReading, R"("text":"12.30")", R"("text":"12.31")"),
            "bad_value /registers/energy_forward/value_wh");
  EXPECT_EQ(changed(kIdleReading, R"("text":"12.30")", R"("text":"12.3")"), "good") << "same value, fewer digits";
  EXPECT_EQ(changed(kIdleReading, R"("text":"12.30")", R"("text":"12,30")"),
            "bad_value /registers/energy_forward/value_wh");
  EXPECT_EQ(changed(kIdleReading, R"("unit":"kWh")", R"("unit":"kvarh")"),
            "bad_value /registers/energy_forward/value_wh");
  EXPECT_EQ(changed(kIdleReading, R"("multiplier":80)", R"("multiplier":0)"),
            "bad_value /registers/energy_forward/multiplier");
  EXPECT_EQ(changed(kIdleReading, R"("resolution_wh":800)", R"("resolution_wh":0)"),
            "bad_value /registers/energy_forward/resolution_wh");
}

TEST(LineDecoding, M16_TextOfTheMeterIsKeptDigitByDigit) {
  const auto decoded = decode_line(golden_line(kIdleReading));
  const auto& line = std::get<domain::LedgerLine>(decoded);
  const auto& energy = std::get<domain::Reading>(line.body).registers.energy_forward;
  EXPECT_EQ(energy.text, "12.30");
  EXPECT_EQ(energy.value.value, 984'000);
}

TEST(LineDecoding, ActorsWriteTheirOwnKinds) {
  const std::string device = R"("role":"device")";
  const std::string person = R"("role":"foreman")";
  EXPECT_EQ(changed(kOpening, device, person), "wrong_actor /actor/role");
  EXPECT_EQ(changed(kKeyChange, device, person), "wrong_actor /actor/role");
  EXPECT_EQ(changed(kIdleReading, device, person), "good");
  EXPECT_EQ(changed(kStay, R"("role":"terminal_operator")", device), "good");
  EXPECT_EQ(changed(kChecklist, R"("role":"terminal_operator")", device), "wrong_actor /actor/role");
  EXPECT_EQ(changed(kDeclaredImpediment, R"("role":"terminal_operator")", device), "wrong_actor /actor/role");
  EXPECT_EQ(changed(kExchange, R"("role":"terminal_operator")", device), "wrong_actor /actor/role");
}

TEST(LineDecoding, EpochOpensOnceAndAfterSomethingEarlier) {
  const std::string first = golden_line(kOpening);
  EXPECT_EQ(outcome(with(first, R"("seq":1)", R"("seq":2)")), "bad_value /seq");
  EXPECT_EQ(outcome(with(first, R"("epoch":1)", R"("epoch":3)")), "good") << "after epochs lost before any was sent";
  EXPECT_EQ(outcome(with(first, R"("reason":"first")", R"("reason":"ledger_lost")")), "bad_value /previous");
  EXPECT_EQ(outcome(with(first, R"("clock_scale":1)", R"("clock_scale":0)")), "bad_value /clock_scale");
  const std::string second = encode_line(golden_lines().at(35));
  EXPECT_EQ(outcome(with(second, R"("last":"1.35")", R"("last":"2.1")")), "forward_reference /previous/last");
  EXPECT_EQ(outcome(with(second, R"("reason":"behind_server")", R"("reason":"first")")), "bad_value /previous");
  EXPECT_EQ(outcome(with(second, R"("head":")", R"("head":"B)")), "bad_value /previous/head");
}

TEST(LineDecoding, FieldsThatDependOnOthers) {
  EXPECT_EQ(changed(kDeclaredImpediment, R"("reason_code":"03")", R"("reason_code":"15")"), "bad_value /reason_code");
  EXPECT_EQ(changed(kDeclaredImpediment, R"("reason_code":"03")", R"("reason_code":"00")"), "bad_value /reason_code");
  EXPECT_EQ(changed(kDeclaredImpediment, R"("reason_code":"03")", R"("reason_code":"3")"), "bad_value /reason_code");
  EXPECT_EQ(changed(kDeclaredImpediment, R"("category":"impediment")", R"("category":"none")"), "bad_value /cause");
  EXPECT_EQ(changed(kDeclaredNone, R"("category":"none")", R"("category":"impediment")"), "bad_value /cause");
  EXPECT_EQ(changed(kFailedChecklist, R"("passed":false)", R"("passed":true)"), "bad_value /proposed_reason");
  EXPECT_EQ(changed(kFailedChecklist, R"("proposed_reason":"03")", R"("proposed_reason":"1:")"),
            "bad_value /proposed_reason");
  EXPECT_EQ(changed(kCorrectedInstant, R"("field":"arrived_at")", R"("field":"vessel")"), "bad_value /vessel");
  EXPECT_EQ(changed(kCorrectedInstant, R"("new_at":"2025-03-01T07:46:00.000Z",)", ""), "bad_value /new_at");
  EXPECT_EQ(changed(kKeyChange, R"("public_key":"A)", R"("public_key":"-)"), "bad_value /public_key");
  EXPECT_EQ(changed(kStay, R"("boot":"5)", R"("boot":"Z)"), "bad_value /boot");
}

TEST(LineDecoding, WhiteSpaceAroundValuesChangesNothingButTheBytes) {
  EXPECT_EQ(changed(kStay, R"({"v":1,)", "\t{ \"v\" : 1 ,\r"), "good");
}

}  // namespace
}  // namespace quaywatt::wire
