#pragma once
// The steps of one vessel's retrofit (city plan item 5, subsidy rules of the province). Done means surveyed:
// an installed facility that no survey vouches for does not count.

#include <optional>
#include <string>
#include <vector>

#include "domain/time/instant.h"

namespace quaywatt::domain {

enum class RetrofitState {
  in_scope, planned, contracted, installed, surveyed, subsidised,  ///< the way, in order; steps may be skipped
  exempt, scrapped, deregistered                                   ///< out of the denominator, with a trace
};

bool is_done(RetrofitState state);
bool has_left(RetrofitState state);

/// Whether a vessel may go from one state to the other: forwards on the way, out of it from anywhere, back only to
/// in_scope from exempt or deregistered (the exemption lapsed, the vessel came home). Scrapped is for good.
/// A wrong entry is corrected by two persons, not by a step backwards.
bool may_follow(RetrofitState from, RetrofitState to);

struct RetrofitStep {
  RetrofitState state = RetrofitState::in_scope;
  Date on;
  std::string document;  ///< survey, contract, exemption …; may be empty on the way
};

/// Why a step was refused.
enum class StepRefusal {
  earlier_than_last,        ///< the history is written in order of time
  not_from_here,            ///< see may_follow
  document_missing          ///< surveyed and whatever leaves the denominator need one
};

/// A vessel's history, in order.
class RetrofitHistory {
 public:
  /// Adds the step, or says why not and changes nothing. A history begins with in_scope by itself.
  std::optional<StepRefusal> take(RetrofitStep step);

  /// The state at the end of `day`.
  RetrofitState on(Date day) const;

  /// The day it was first surveyed (or subsidised without that step); empty: by the end of `day` it was not.
  std::optional<Date> done_on(Date day) const;

  const std::vector<RetrofitStep>& steps() const { return steps_; }

 private:
  std::vector<RetrofitStep> steps_;
};

}  // namespace quaywatt::domain
