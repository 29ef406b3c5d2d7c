#pragma once
// What an operator asks of the desk. Values already well-formed (the border parsed them); whether they can be true
// now is the desk's to decide. An absent instant means "now, by the agent's clock".

#include <optional>
#include <string>
#include <vector>

#include "berth-agent/berth/permissions.h"
#include "domain/ledger/ledger_line.h"

namespace quaywatt::agent {

/// Who asks, and the id that makes a repeated request the same request (fault O1).
struct Asker {
  domain::Actor actor;
  std::string request;
};

struct RegisterStay {
  static constexpr DeskAct kAct = DeskAct::register_stay;
  domain::VesselNamed vessel;
  std::optional<domain::Instant> arrived_at;
  domain::StayRegistered::Source source = domain::StayRegistered::Source::by_hand;
  std::string purpose;
  std::optional<std::int32_t> raft_position;
};

struct EndStay {
  static constexpr DeskAct kAct = DeskAct::end_stay;
  domain::LineRef stay;
  std::optional<domain::Instant> departed_at;
  domain::StayRegistered::Source source = domain::StayRegistered::Source::by_hand;
};

struct CompleteChecklist {
  static constexpr DeskAct kAct = DeskAct::complete_checklist;
  domain::LineRef stay;
  std::string supply_point;
  std::vector<domain::ChecklistCompleted::Item> items;  ///< answered by hand; the computed ones are added
  domain::SupplyParameters vessel;
  std::optional<std::int64_t> vessel_demand_w;          ///< compared with the supply point's rated power
};

struct StartSupply {
  static constexpr DeskAct kAct = DeskAct::start_supply;
  domain::LineRef stay;
  std::string supply_point;
  domain::SupplyStarted::Source source = domain::SupplyStarted::Source::terminal_operator;
};

struct StopSupply {
  static constexpr DeskAct kAct = DeskAct::stop_supply;
  domain::LineRef session;
  domain::SupplyStopped::Reason reason = domain::SupplyStopped::Reason::other;
};

struct Declare {
  static constexpr DeskAct kAct = DeskAct::declare;
  domain::LineRef stay;
  std::string reason_code;           ///< "01" … "14" (screen T7)
  std::string measure;               ///< with "09": what is done instead, in the rules' words
  std::optional<domain::Instant> from;
  std::optional<domain::Instant> to;
  std::string statement;
  domain::Declared::Consent consent = domain::Declared::Consent::absent;
};

struct EndDeclaration {
  static constexpr DeskAct kAct = DeskAct::end_declaration;
  domain::LineRef declaration;
  std::optional<domain::Instant> to;
};

struct Confirm {
  static constexpr DeskAct kAct = DeskAct::confirm;
  domain::LineRef declaration;
  bool accepted = false;
  std::string remark;
};

struct OpenFault {
  static constexpr DeskAct kAct = DeskAct::open_fault;
  std::string supply_point;
  std::string part;
  std::string symptom;
  std::optional<domain::Instant> from;
};

struct CloseFault {
  static constexpr DeskAct kAct = DeskAct::close_fault;
  domain::LineRef fault;
  std::optional<domain::Instant> to;
  std::string repair;
};

/// A register as a person read it off the meter's face.
struct TypedRegister {
  std::string kwh;  ///< "1234.5", before the ratios
};

struct ExchangeMeter {
  static constexpr DeskAct kAct = DeskAct::exchange_meter;
  std::string supply_point;
  std::string new_meter;
  domain::Actor second_actor;                 ///< authenticated by the border, never merely named
  std::optional<TypedRegister> old_final;     ///< absent: read it if the old meter still answers
  std::optional<TypedRegister> new_first;     ///< absent: read it
  std::int32_t ct_ratio = 1;
  std::int32_t pt_ratio = 1;
  std::int32_t digits = 6;
  std::int64_t resolution_wh = 10;
  std::optional<domain::Date> calibrated_until;
  std::string seal;
};

struct ReadMeter {
  static constexpr DeskAct kAct = DeskAct::read_meter;
  std::string supply_point;
};

/// Is this line what the command asked for? Tells a repeated request from a request id used for something else.
/// What the desk fills in by itself (readings, an absent instant) is not compared.
bool asked_for(const RegisterStay& command, const domain::LineBody& line);
bool asked_for(const EndStay& command, const domain::LineBody& line);
bool asked_for(const CompleteChecklist& command, const domain::LineBody& line);
bool asked_for(const StartSupply& command, const domain::LineBody& line);
bool asked_for(const StopSupply& command, const domain::LineBody& line);
bool asked_for(const Declare& command, const domain::LineBody& line);
bool asked_for(const EndDeclaration& command, const domain::LineBody& line);
bool asked_for(const Confirm& command, const domain::LineBody& line);
bool asked_for(const OpenFault& command, const domain::LineBody& line);
bool asked_for(const CloseFault& command, const domain::LineBody& line);
bool asked_for(const ExchangeMeter& command, const domain::LineBody& line);
bool asked_for(const ReadMeter& command, const domain::LineBody& line);

}  // namespace quaywatt::agent
