#pragma once
// A suspected breach on its way to a decision. The product only suspects; a named officer confirms, excuses or
// withdraws, after the party was heard, and another officer reviewed it. Nothing is confirmed by the passing of time.

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "domain/time/instant.h"

namespace quaywatt::domain {

enum class Conclusion {
  confirmed,               ///< 确认未按规定使用岸电
  excused,                 ///< 除外情形
  first_breach_not_fined,  ///< 首违不罚
  withdrawn                ///< 撤销
};

struct NoticeServed {
  std::string document;  ///< 文书号
  Date statement_until;  ///< the party may state its case up to and including this day (Asia/Shanghai)
};
struct StatementReceived {
  std::string text;
};
struct Reviewed {
  Conclusion proposed = Conclusion::withdrawn;
  std::string reason;
};
struct Concluded {
  Conclusion conclusion = Conclusion::withdrawn;
  std::string reason;
};
/// What was concluded stays in the file; the case begins again.
struct Reopened {
  std::string reason;
};

struct CaseAct {
  Instant at{};
  std::string officer;  ///< account of the one who acts or, for a statement, who took it down
  std::variant<NoticeServed, StatementReceived, Reviewed, Concluded, Reopened> what;
};

/// Why an act was refused, in order of precedence.
enum class ActRefusal {
  changed_meanwhile,   ///< another officer acted since this one looked (fault D6)
  officer_missing,
  reason_missing,      ///< of a review, a conclusion, a reopening; the document of a notice
  already_concluded,   ///< only reopening is left
  not_concluded,       ///< nothing to reopen
  notice_first,        ///< a statement answers a notice; a breach is not found without one
  party_not_heard,     ///< neither a statement nor the end of the term for one
  review_missing,      ///< a breach is not found without a review that proposes this very conclusion
  own_review           ///< the reviewer is not the one who concludes
};

class CaseFile {
 public:
  /// `opened_at`: when the verdict made it a case. `stay`: the stay's line.
  CaseFile(std::string stay, Instant opened_at) : stay_(std::move(stay)), opened_at_(opened_at) {}

  /// `seen`: the version the officer looked at. Refused: nothing changed, and `last_act` says who did what instead.
  std::optional<ActRefusal> take(CaseAct act, std::size_t seen);

  /// Grows by one with each act.
  std::size_t version() const { return acts_.size(); }
  const CaseAct* last_act() const { return acts_.empty() ? nullptr : &acts_.back(); }
  const std::vector<CaseAct>& acts() const { return acts_; }
  const std::string& stay() const { return stay_; }
  Instant opened_at() const { return opened_at_; }

  /// Empty while nobody decided.
  std::optional<Conclusion> conclusion() const;
  /// Of the newest notice since the case was opened or reopened.
  std::optional<Date> statement_until() const;

 private:
  /// What counts: acts since the last reopening.
  template <typename Act>
  const CaseAct* newest() const;
  std::optional<ActRefusal> refusal_of(const CaseAct& act) const;
  std::optional<ActRefusal> refusal_of_conclusion(const CaseAct& act, const Concluded& concluded) const;

  std::string stay_;
  Instant opened_at_;
  std::vector<CaseAct> acts_;
};

}  // namespace quaywatt::domain
