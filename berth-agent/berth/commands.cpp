#include "berth-agent/berth/commands.h"

#include <algorithm>
#include <variant>

namespace quaywatt::agent {

namespace {

bool fits(const std::optional<domain::Instant>& wanted, const std::optional<domain::Instant>& written) {
  return !wanted || wanted == written;
}

}  // namespace

bool asked_for(const RegisterStay& command, const domain::LineBody& line) {
  const auto* stay = std::get_if<domain::StayRegistered>(&line);
  return stay && stay->vessel == command.vessel && fits(command.arrived_at, stay->arrived_at) &&
         stay->source == command.source && stay->purpose == command.purpose &&
         stay->raft_position == command.raft_position;
}

bool asked_for(const EndStay& command, const domain::LineBody& line) {
  const auto* ended = std::get_if<domain::StayEnded>(&line);
  return ended && ended->stay == command.stay && fits(command.departed_at, ended->departed_at) &&
         ended->source == command.source;
}

bool asked_for(const CompleteChecklist& command, const domain::LineBody& line) {
  const auto* list = std::get_if<domain::ChecklistCompleted>(&line);
  if (!list || list->stay != command.stay || list->supply_point != command.supply_point ||
      list->vessel != command.vessel || list->items.size() < command.items.size()) {
    return false;
  }
  return std::equal(command.items.begin(), command.items.end(), list->items.begin());
}

bool asked_for(const StartSupply& command, const domain::LineBody& line) {
  const auto* started = std::get_if<domain::SupplyStarted>(&line);
  return started && started->stay == command.stay && started->supply_point == command.supply_point &&
         started->source == command.source;
}

bool asked_for(const StopSupply& command, const domain::LineBody& line) {
  const auto* stopped = std::get_if<domain::SupplyStopped>(&line);
  return stopped && stopped->session == command.session && stopped->reason == command.reason;
}

bool asked_for(const Declare& command, const domain::LineBody& line) {
  const auto* declared = std::get_if<domain::Declared>(&line);
  return declared && declared->stay == command.stay && declared->reason_code == command.reason_code &&
         (command.measure.empty() || declared->cause == command.measure) && fits(command.from, declared->from) &&
         declared->to == command.to && declared->statement == command.statement &&
         declared->consent == command.consent;
}

bool asked_for(const EndDeclaration& command, const domain::LineBody& line) {
  const auto* ended = std::get_if<domain::DeclarationEnded>(&line);
  return ended && ended->declaration == command.declaration && fits(command.to, ended->to);
}

bool asked_for(const Confirm& command, const domain::LineBody& line) {
  const auto* confirmed = std::get_if<domain::Confirmed>(&line);
  return confirmed && confirmed->declaration == command.declaration && confirmed->accepted == command.accepted &&
         confirmed->remark == command.remark;
}

bool asked_for(const OpenFault& command, const domain::LineBody& line) {
  const auto* opened = std::get_if<domain::FaultOpened>(&line);
  return opened && opened->supply_point == command.supply_point && opened->part == command.part &&
         opened->symptom == command.symptom && fits(command.from, opened->from);
}

bool asked_for(const CloseFault& command, const domain::LineBody& line) {
  const auto* closed = std::get_if<domain::FaultClosed>(&line);
  return closed && closed->fault == command.fault && closed->repair == command.repair &&
         fits(command.to, closed->to);
}

bool asked_for(const ExchangeMeter& command, const domain::LineBody& line) {
  const auto* exchanged = std::get_if<domain::MeterExchanged>(&line);
  return exchanged && exchanged->supply_point == command.supply_point && exchanged->new_meter == command.new_meter &&
         exchanged->second_actor == command.second_actor && exchanged->seal == command.seal;
}

bool asked_for(const ReadMeter& command, const domain::LineBody& line) {
  const auto* reading = std::get_if<domain::Reading>(&line);
  return reading && reading->supply_point == command.supply_point;
}

}  // namespace quaywatt::agent
