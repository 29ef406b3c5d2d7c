#pragma once
// The fields of each request of the local interface (schema/openapi.yaml), described once for the reader.

#include "berth-agent/berth/commands.h"
#include "berth-agent/local/body_fields.h"

namespace quaywatt::agent {

inline constexpr std::size_t kRequestIdMaxBytes = 64;

/// An act with the id that makes its repetition the same act (fault O1).
template <typename Command>
struct Requested {
  std::string request;
  Command command;
};

template <typename F, typename Command>
void describe(F& f, Requested<Command>& requested) {
  f.required("request", requested.request, wire::Text{kRequestIdMaxBytes});
  describe(f, requested.command);
}

template <typename F, wire::Is<RegisterStay> C>
void describe(F& f, C& c) {
  f.required("vessel", c.vessel);
  zoned_instant(f, "arrived_at", c.arrived_at);
  with_default(f, "source", c.source);
  f.optional("purpose", c.purpose, wire::Text{});
  f.optional("raft_position", c.raft_position, wire::Range{1, 20});
}

template <typename F, wire::Is<EndStay> C>
void describe(F& f, C& c) {
  zoned_instant(f, "departed_at", c.departed_at);
  with_default(f, "source", c.source);
}

template <typename F, wire::Is<CompleteChecklist> C>
void describe(F& f, C& c) {
  f.required("stay", c.stay);
  f.required("supply_point", c.supply_point, wire::Text{});
  f.required("items", c.items, std::size_t{32});
  f.required("vessel", c.vessel);
  f.optional("vessel_demand_w", c.vessel_demand_w, wire::Range{1, 100'000'000});
}

template <typename F, wire::Is<StartSupply> C>
void describe(F& f, C& c) {
  f.required("stay", c.stay);
  f.required("supply_point", c.supply_point, wire::Text{});
  with_default(f, "source", c.source);
}

template <typename F, wire::Is<StopSupply> C>
void describe(F& f, C& c) {
  f.required("reason", c.reason);
}

template <typename F, wire::Is<Declare> C>
void describe(F& f, C& c) {
  f.required("stay", c.stay);
  f.required("reason_code", c.reason_code, wire::Text{2});
  f.optional("measure", c.measure, wire::Text{});
  zoned_instant(f, "from", c.from);
  zoned_instant(f, "to", c.to);
  f.optional("statement", c.statement, wire::Text{wire::kStatementMaxBytes, true});
  f.required("consent", c.consent);
}

template <typename F, wire::Is<EndDeclaration> C>
void describe(F& f, C& c) {
  zoned_instant(f, "to", c.to);
}

template <typename F, wire::Is<Confirm> C>
void describe(F& f, C& c) {
  f.required("accepted", c.accepted);
  f.optional("remark", c.remark, wire::Text{wire::kStatementMaxBytes, true});
}

template <typename F, wire::Is<OpenFault> C>
void describe(F& f, C& c) {
  f.required("supply_point", c.supply_point, wire::Text{});
  f.required("part", c.part, wire::Text{});
  f.required("symptom", c.symptom, wire::Text{wire::kStatementMaxBytes, true});
  zoned_instant(f, "from", c.from);
}

template <typename F, wire::Is<CloseFault> C>
void describe(F& f, C& c) {
  zoned_instant(f, "to", c.to);
  f.required("repair", c.repair, wire::Text{wire::kStatementMaxBytes, true});
}

template <typename F, wire::Is<ReadMeter> C>
void describe(F& f, C& c) {
  f.required("supply_point", c.supply_point, wire::Text{});
}

/// A staff number and the PIN that proves it.
struct Credentials {
  std::string operator_id;
  std::string pin;
};

template <typename F, wire::Is<Credentials> C>
void describe(F& f, C& c) {
  f.required("operator", c.operator_id, wire::Text{64});
  f.required("pin", c.pin, wire::Text{64});
}

/// The second person signs with his own PIN; the desk gets the proven actor.
struct SignedExchange {
  ExchangeMeter exchange;
  Credentials second;
};

template <typename F>
void typed_register(F& f, std::string_view name, std::optional<TypedRegister>& value) {
  std::string kwh;
  f.optional(name, kwh, wire::Text{32});
  if (!kwh.empty()) value = TypedRegister{kwh};
}

template <typename F, wire::Is<SignedExchange> C>
void describe(F& f, C& c) {
  f.required("supply_point", c.exchange.supply_point, wire::Text{});
  f.required("new_meter", c.exchange.new_meter, wire::Text{});
  typed_register(f, "old_final_kwh", c.exchange.old_final);
  typed_register(f, "new_first_kwh", c.exchange.new_first);
  f.required("ct_ratio", c.exchange.ct_ratio, wire::Range{1, wire::kRatioMax});
  f.required("pt_ratio", c.exchange.pt_ratio, wire::Range{1, wire::kRatioMax});
  f.required("digits", c.exchange.digits, wire::Range{1, 12});
  f.required("resolution_wh", c.exchange.resolution_wh, wire::Range{1, 1'000'000'000});
  f.optional("calibrated_until", c.exchange.calibrated_until);
  f.optional("seal", c.exchange.seal, wire::Text{});
  f.required("second", c.second);
}

}  // namespace quaywatt::agent
