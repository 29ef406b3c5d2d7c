#include "domain/cases/case_file.h"

#include "domain/time/shanghai.h"

namespace quaywatt::domain {
namespace {

/// Finding against the party needs all safeguards; letting go needs only a reason.
bool finds_a_breach(Conclusion conclusion) {
  return conclusion == Conclusion::confirmed || conclusion == Conclusion::first_breach_not_fined;
}

struct ReasonOf {
  const std::string& operator()(const NoticeServed& notice) const { return notice.document; }
  const std::string& operator()(const StatementReceived& statement) const { return statement.text; }
  const std::string& operator()(const Reviewed& review) const { return review.reason; }
  const std::string& operator()(const Concluded& concluded) const { return concluded.reason; }
  const std::string& operator()(const Reopened& reopened) const { return reopened.reason; }
};

}  // namespace

template <typename Act>
const CaseAct* CaseFile::newest() const {
  for (auto act = acts_.rbegin(); act != acts_.rend(); ++act) {
    if (std::holds_alternative<Act>(act->what)) return &*act;
    if (std::holds_alternative<Reopened>(act->what)) return nullptr;
  }
  return nullptr;
}

std::optional<Conclusion> CaseFile::conclusion() const {
  const auto* act = newest<Concluded>();
  return act ? std::optional(std::get<Concluded>(act->what).conclusion) : std::nullopt;
}

std::optional<Date> CaseFile::statement_until() const {
  const auto* act = newest<NoticeServed>();
  return act ? std::optional(std::get<NoticeServed>(act->what).statement_until) : std::nullopt;
}

std::optional<ActRefusal> CaseFile::refusal_of_conclusion(const CaseAct& act, const Concluded& concluded) const {
  if (!finds_a_breach(concluded.conclusion)) return std::nullopt;
  const auto term = statement_until();
  if (!term) return ActRefusal::notice_first;
  if (!newest<StatementReceived>() && shanghai_date(act.at) <= *term) return ActRefusal::party_not_heard;
  const auto* review = newest<Reviewed>();
  if (!review || std::get<Reviewed>(review->what).proposed != concluded.conclusion) return ActRefusal::review_missing;
  if (review->officer == act.officer) return ActRefusal::own_review;
  return std::nullopt;
}

std::optional<ActRefusal> CaseFile::refusal_of(const CaseAct& act) const {
  if (act.officer.empty()) return ActRefusal::officer_missing;
  if (std::visit(ReasonOf{}, act.what).empty()) return ActRefusal::reason_missing;
  const bool reopens = std::holds_alternative<Reopened>(act.what);
  if (conclusion() && !reopens) return ActRefusal::already_concluded;
  if (!conclusion() && reopens) return ActRefusal::not_concluded;
  if (std::holds_alternative<StatementReceived>(act.what) && !statement_until()) return ActRefusal::notice_first;
  if (const auto* concluded = std::get_if<Concluded>(&act.what)) return refusal_of_conclusion(act, *concluded);
  return std::nullopt;
}

std::optional<ActRefusal> CaseFile::take(CaseAct act, std::size_t seen) {
  if (seen != version()) return ActRefusal::changed_meanwhile;
  if (const auto refusal = refusal_of(act)) return refusal;
  acts_.push_back(std::move(act));
  return std::nullopt;
}

}  // namespace quaywatt::domain
