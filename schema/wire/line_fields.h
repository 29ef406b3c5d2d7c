#pragma once
// The fields of every kind of ledger line, each described once for reader and writer. LINES.md explains them; the
// order here is the order on the wire.

#include <algorithm>
#include <functional>

#include "domain/ledger/ledger_line.h"
#include "schema/wire/register_fields.h"

namespace quaywatt::wire {

inline constexpr std::size_t kChecklistItemsMax = 40;
inline constexpr std::size_t kReadingFlagsMax = 16;
inline constexpr std::int64_t kClockScaleMax = 86'400;
inline constexpr std::int64_t kRatioMax = 1'000'000;

/// "01" … "14" of screen T7.
inline bool is_reason_code(std::string_view code) {
  return code.size() == 2 && code >= "01" && code <= "14" && code[1] >= '0' && code[1] <= '9';
}

template <typename F, Is<domain::Actor> B>
void describe(F& f, B& actor) {
  f.required("role", actor.role);
  f.required("id", actor.id, Text{});
}

template <typename F, Is<domain::EpochOpened::Previous> B>
void describe(F& f, B& previous) {
  f.required("last", previous.last);
  f.required("head", previous.head, HexText{64});
}

template <typename F, Is<domain::EpochOpened> B>
void describe(F& f, B& opened) {
  f.optional("previous", opened.previous);
  f.required("reason", opened.reason);
  f.required("program_version", opened.program_version, Text{});
  f.required("clock_scale", opened.clock_scale, Range{1, kClockScaleMax});
  f.demand(opened.previous.has_value() != (opened.reason == domain::EpochOpened::Reason::first), "previous",
           "仅 first 无前一纪元 / left out with the reason first, and only then");
}

template <typename F, Is<domain::KeyChanged> B>
void describe(F& f, B& changed) {
  f.required("public_key", changed.public_key, Base64Text{32});
}

template <typename F, Is<domain::ProgramStarted> B>
void describe(F& f, B& started) {
  f.required("program_version", started.program_version, Text{});
  f.required("clean_before", started.clean_before);
}

template <typename F, Is<domain::Reading> B>
void describe(F& f, B& reading) {
  f.required("meter", reading.meter, Text{});
  f.required("supply_point", reading.supply_point, Text{});
  f.required("cause", reading.cause);
  f.optional("session", reading.session);
  f.required("registers", reading.registers);
  f.optional("flags", reading.flags, kReadingFlagsMax);
  const auto disorder = std::adjacent_find(reading.flags.begin(), reading.flags.end(), std::greater_equal<>());
  f.demand(disorder == reading.flags.end(), "flags", "按规定顺序,每项一次 / in the order of their list, each once");
}

template <typename F, Is<domain::MeterSilent> B>
void describe(F& f, B& silent) {
  f.required("meter", silent.meter, Text{});
  f.required("supply_point", silent.supply_point, Text{});
  f.required("reason", silent.reason, Text{kStatementMaxBytes});
}

template <typename F, Is<domain::VesselNamed> B>
void describe(F& f, B& vessel) {
  f.required("name", vessel.name, Text{});
  f.optional("identity", vessel.identity, Text{});
  f.optional("registration", vessel.registration, Text{});
  f.optional("mmsi", vessel.mmsi, Range{1, 999'999'999});
  f.optional("type", vessel.type, Text{});
  f.optional("gross_tonnage", vessel.gross_tonnage, Range{0, 1'000'000});
  f.optional("home_port", vessel.home_port, Text{});
  f.optional("company", vessel.company, Text{});
}

template <typename F, Is<domain::StayRegistered> B>
void describe(F& f, B& stay) {
  f.required("berth", stay.berth, Text{});
  f.required("vessel", stay.vessel);
  f.required("arrived_at", stay.arrived_at);
  f.required("source", stay.source);
  f.optional("purpose", stay.purpose, Text{});
  f.optional("raft_position", stay.raft_position, Range{1, 20});
}

template <typename F, Is<domain::StayEnded> B>
void describe(F& f, B& ended) {
  f.required("stay", ended.stay);
  f.required("departed_at", ended.departed_at);
  f.required("source", ended.source);
}

template <typename F, Is<domain::SupplyParameters> B>
void describe(F& f, B& parameters) {
  f.required("voltage_v", parameters.voltage_v, Range{0, 1'000'000});
  f.required("frequency_hz", parameters.frequency_hz, Range{0, 1000});
  f.required("phases", parameters.phases, Range{0, 9});
  f.required("current_a", parameters.current_a, Range{0, 1'000'000});
}

template <typename F, Is<domain::ChecklistCompleted::Item> B>
void describe(F& f, B& item) {
  f.required("name", item.name, Text{});
  f.required("passed", item.passed);
}

template <typename F, Is<domain::ChecklistCompleted> B>
void describe(F& f, B& checklist) {
  f.required("stay", checklist.stay);
  f.required("supply_point", checklist.supply_point, Text{});
  f.required("list", checklist.list);
  f.required("passed", checklist.passed);
  f.optional("items", checklist.items, kChecklistItemsMax);
  f.required("vessel", checklist.vessel);
  f.required("supply", checklist.supply);
  f.optional("proposed_reason", checklist.proposed_reason, Text{});
  const auto& reason = checklist.proposed_reason;
  f.demand(reason.empty() || (!checklist.passed && is_reason_code(reason)), "proposed_reason",
           "未通过时为 01–14,通过时不写 / 01 to 14 when not passed, left out when passed");
}

template <typename F, Is<domain::SupplyStarted> B>
void describe(F& f, B& started) {
  f.required("stay", started.stay);
  f.required("supply_point", started.supply_point, Text{});
  f.required("meter", started.meter, Text{});
  f.required("source", started.source);
  f.optional("checklist", started.checklist);
  f.required("registers", started.registers);
}

template <typename F, Is<domain::SupplyResumed> B>
void describe(F& f, B& resumed) {
  f.required("session", resumed.session);
  f.required("registers", resumed.registers);
}

template <typename F, Is<domain::SupplyStopped> B>
void describe(F& f, B& stopped) {
  f.required("session", stopped.session);
  f.required("reason", stopped.reason);
  f.optional("registers", stopped.registers);
}

template <typename F, Is<domain::Declared> B>
void describe(F& f, B& declared) {
  f.required("stay", declared.stay);
  f.required("category", declared.category);
  f.required("reason_code", declared.reason_code, Text{});
  f.optional("cause", declared.cause, Text{});
  f.required("from", declared.from);
  f.optional("to", declared.to);
  f.optional("statement", declared.statement, Text{kStatementMaxBytes, true});
  f.required("consent", declared.consent);
  f.demand(is_reason_code(declared.reason_code), "reason_code", "应为 01–14 / must be 01 to 14");
  f.demand(declared.cause.empty() == (declared.category == domain::Declared::Category::none), "cause",
           "类别为 none 时不写,否则必写 / left out with the category none, and only then");
}

template <typename F, Is<domain::DeclarationEnded> B>
void describe(F& f, B& ended) {
  f.required("declaration", ended.declaration);
  f.required("to", ended.to);
}

template <typename F, Is<domain::Confirmed> B>
void describe(F& f, B& confirmed) {
  f.required("declaration", confirmed.declaration);
  f.required("accepted", confirmed.accepted);
  f.optional("remark", confirmed.remark, Text{kStatementMaxBytes, true});
}

template <typename F, Is<domain::FaultOpened> B>
void describe(F& f, B& fault) {
  f.required("supply_point", fault.supply_point, Text{});
  f.required("part", fault.part, Text{});
  f.required("symptom", fault.symptom, Text{kStatementMaxBytes, true});
  f.required("from", fault.from);
}

template <typename F, Is<domain::FaultClosed> B>
void describe(F& f, B& closed) {
  f.required("fault", closed.fault);
  f.required("to", closed.to);
  f.required("repair", closed.repair, Text{kStatementMaxBytes, true});
  f.required("test_reading", closed.test_reading);
}

template <typename F, Is<domain::MeterExchanged> B>
void describe(F& f, B& exchanged) {
  f.required("supply_point", exchanged.supply_point, Text{});
  f.required("old_meter", exchanged.old_meter, Text{});
  f.optional("old_final", exchanged.old_final);
  f.required("new_meter", exchanged.new_meter, Text{});
  f.required("new_first", exchanged.new_first);
  f.required("ct_ratio", exchanged.ct_ratio, Range{1, kRatioMax});
  f.required("pt_ratio", exchanged.pt_ratio, Range{1, kRatioMax});
  f.required("digits", exchanged.digits, Range{1, 12});
  f.required("resolution_wh", exchanged.resolution_wh, Range{1, kIntegerMax});
  f.optional("calibrated_until", exchanged.calibrated_until);
  f.optional("seal", exchanged.seal, Text{});
  f.required("second_actor", exchanged.second_actor);
}

template <typename F, Is<domain::ClockAdjusted> B>
void describe(F& f, B& adjusted) {
  f.required("by_ms", adjusted.by, Range{});
  f.required("cause", adjusted.cause, Text{kStatementMaxBytes});
}

template <typename F, Is<domain::AlarmNoted> B>
void describe(F& f, B& alarm) {
  f.required("code", alarm.code, Text{});
  f.required("raised", alarm.raised);
  f.optional("meter", alarm.meter, Text{});
  f.optional("supply_point", alarm.supply_point, Text{});
  f.optional("remark", alarm.remark, Text{kStatementMaxBytes});
}

template <typename F, Is<domain::ShiftChanged> B>
void describe(F& f, B& changed) {
  f.required("next", changed.next);
  f.optional("remark", changed.remark, Text{kStatementMaxBytes, true});
}

template <typename F, Is<domain::Corrected> B>
void describe(F& f, B& corrected) {
  const auto is_vessel = [&] { return corrected.field == domain::Corrected::Field::vessel; };
  f.required("target", corrected.target);
  f.required("field", corrected.field);
  f.optional("vessel", corrected.vessel);
  f.optional("new_at", corrected.at);  // "at" is the line's own
  f.required("reason", corrected.reason, Text{kStatementMaxBytes, true});
  f.required("approved_by", corrected.approved_by);
  f.demand(corrected.vessel.has_value() == is_vessel(), "vessel", "仅更正船舶时写 / with the field vessel, and only then");
  f.demand(corrected.at.has_value() != is_vessel(), "new_at",
           "仅更正时刻时写 / with a field that is an instant, and only then");
}

}  // namespace quaywatt::wire
