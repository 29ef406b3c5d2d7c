#pragma once
// Parse, ask the desk, answer: what every endpoint that writes has in common.

#include "berth-agent/local/command_fields.h"
#include "berth-agent/local/route.h"
#include "schema/wire/line_codec.h"

namespace quaywatt::agent {

inline Answer answer_of(const Outcome& outcome) {
  if (const auto* refusal = std::get_if<DeskRefusal>(&outcome)) return refused(*refusal);
  return recorded(std::get<domain::LedgerLine>(outcome));
}

/// "/x/{ref}": 404 when the path names no line.
inline Answer no_such_ref(const std::string& ref) {
  return problem(404, "unknown_ref", "没有编号 " + ref + "。编号形如 1.17。", "There is no " + ref + "; a ref looks like 1.17.");
}

template <typename Command>
using DeskMember = Outcome (BerthDesk::*)(const Asker&, const Command&);

template <typename Command>
Answer perform(LocalParts& parts, const Call& call, DeskMember<Command> act) {
  auto body = read_body<Requested<Command>>(call.body);
  if (const auto* defect = std::get_if<wire::Defect>(&body)) return bad_body(*defect);
  const auto& asked = std::get<Requested<Command>>(body);
  return answer_of((parts.desk.*act)({call.login.actor, asked.request}, asked.command));
}

/// The same with the reference of the path put into the command.
template <typename Command>
Answer perform_on(LocalParts& parts, const Call& call, domain::LineRef Command::*reference, DeskMember<Command> act) {
  const auto ref = wire::parse_ref(call.ref);
  if (!ref) return no_such_ref(call.ref);
  auto body = read_body<Requested<Command>>(call.body);
  if (const auto* defect = std::get_if<wire::Defect>(&body)) return bad_body(*defect);
  auto& asked = std::get<Requested<Command>>(body);
  asked.command.*reference = *ref;
  return answer_of((parts.desk.*act)({call.login.actor, asked.request}, asked.command));
}

}  // namespace quaywatt::agent
