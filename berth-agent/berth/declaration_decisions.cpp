#include "berth-agent/berth/declaration_decisions.h"

#include "berth-agent/berth/reason_codes.h"
#include "domain/rules/names.h"
#include "schema/wire/line_codec.h"

namespace quaywatt::agent {

namespace {

DeskRefusal out_of_order() {
  return {RefusalCode::times_out_of_order, "结束时间早于开始时间。请核对时间。",
          "The end lies before the beginning. Check the times.", {}};
}

std::variant<const domain::Declaration*, DeskRefusal> known_declaration(const BerthState& state,
                                                                        const domain::LineRef& declaration) {
  const std::string ref = wire::format_ref(declaration);
  const auto found = state.journal.declarations.find(declaration);
  if (found != state.journal.declarations.end()) return &found->second;
  return unknown(RefusalCode::unknown_declaration, "登记 " + ref, "declaration " + ref);
}

std::variant<const ReasonCode*, DeskRefusal> known_reason(const Declare& command) {
  const ReasonCode* reason = reason_code(command.reason_code);
  if (reason == nullptr) {
    return DeskRefusal{RefusalCode::unknown_reason, "没有原因码 " + command.reason_code + "。请选择 01 至 14。",
                       "There is no reason code " + command.reason_code + ". Choose one of 01 to 14.", {}};
  }
  const bool wants_measure = reason->category() == domain::Declared::Category::alternative;
  const bool has_measure = domain::parse_name<domain::AlternativeMeasure>(command.measure).has_value();
  if (wants_measure && !has_measure) {
    return DeskRefusal{RefusalCode::unknown_reason, "原因码 09 须注明替代措施。请选择所采取的措施。",
                       "Reason 09 needs the alternative measure. Choose what is done instead.", {}};
  }
  if (!wants_measure && !command.measure.empty()) {
    return DeskRefusal{RefusalCode::unknown_reason, "只有原因码 09 可以填写替代措施。请改用 09 或删去措施。",
                       "Only reason 09 has a measure. Use 09, or leave the measure out.", {}};
  }
  return reason;
}

}  // namespace

Decision decide_declare(const BerthState& state, const Asked& by, const Declare& command) {
  if (!state.journal.stays.contains(command.stay)) {
    const std::string ref = wire::format_ref(command.stay);
    return unknown(RefusalCode::unknown_stay, "靠泊 " + ref, "stay " + ref);
  }
  const auto known = known_reason(command);
  if (const auto* refusal = std::get_if<DeskRefusal>(&known)) return *refusal;
  const ReasonCode& reason = *std::get<const ReasonCode*>(known);
  const domain::Instant from = instant_or_now(command.from, by);
  if (auto refusal = refuse_future(command.to.value_or(from), by)) return *refusal;
  if (auto refusal = refuse_future(from, by)) return *refusal;
  if (command.to && *command.to < from) return out_of_order();
  const std::string cause = command.measure.empty() ? std::string(reason.cause()) : command.measure;
  return domain::Declared{command.stay, reason.category(), command.reason_code, cause,
                          from,         command.to,        command.statement,   command.consent};
}

Decision decide_end_declaration(const BerthState& state, const Asked& by, const EndDeclaration& command) {
  const auto known = known_declaration(state, command.declaration);
  if (const auto* refusal = std::get_if<DeskRefusal>(&known)) return *refusal;
  const domain::Declaration& declaration = *std::get<const domain::Declaration*>(known);
  if (declaration.to) {
    return DeskRefusal{RefusalCode::declaration_over, "该登记已有结束时间。需要更改请另行登记。",
                       "The declaration has ended already. Declare anew if something changed.", {}};
  }
  const domain::Instant to = instant_or_now(command.to, by);
  if (auto refusal = refuse_future(to, by)) return *refusal;
  if (to < declaration.from) return out_of_order();
  return domain::DeclarationEnded{command.declaration, to};
}

Decision decide_confirm(const BerthState& state, const Asked& by, const Confirm& command) {
  const auto known = known_declaration(state, command.declaration);
  if (const auto* refusal = std::get_if<DeskRefusal>(&known)) return *refusal;
  if (domain::same_person(std::get<const domain::Declaration*>(known)->written.actor, by.actor)) {
    return DeskRefusal{RefusalCode::confirmed_by_declarer, "不能确认本人的登记。请由另一名值班人员或执法人员确认。",
                       "Nobody confirms his own declaration. Let another operator or an officer confirm it.", {}};
  }
  return domain::Confirmed{command.declaration, command.accepted, command.remark};
}

}  // namespace quaywatt::agent
