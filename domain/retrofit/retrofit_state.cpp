#include "domain/retrofit/retrofit_state.h"

namespace quaywatt::domain {

bool is_done(RetrofitState state) {
  return state == RetrofitState::surveyed || state == RetrofitState::subsidised;
}

bool has_left(RetrofitState state) { return state >= RetrofitState::exempt; }

bool may_follow(RetrofitState from, RetrofitState to) {
  if (from == RetrofitState::scrapped) return false;
  if (has_left(to)) return to != from;
  if (has_left(from)) return to == RetrofitState::in_scope;
  return to > from;
}

std::optional<StepRefusal> RetrofitHistory::take(RetrofitStep step) {
  const RetrofitState last = steps_.empty() ? RetrofitState::in_scope : steps_.back().state;
  if (!steps_.empty() && step.on < steps_.back().on) return StepRefusal::earlier_than_last;
  if (!may_follow(last, step.state)) return StepRefusal::not_from_here;
  const bool wants_document = step.state == RetrofitState::surveyed || has_left(step.state);
  if (wants_document && step.document.empty()) return StepRefusal::document_missing;
  steps_.push_back(std::move(step));
  return std::nullopt;
}

RetrofitState RetrofitHistory::on(Date day) const {
  RetrofitState state = RetrofitState::in_scope;
  for (const auto& step : steps_) {
    if (step.on <= day) state = step.state;
  }
  return state;
}

std::optional<Date> RetrofitHistory::done_on(Date day) const {
  for (const auto& step : steps_) {
    if (step.on <= day && is_done(step.state)) return step.on;
  }
  return std::nullopt;
}

}  // namespace quaywatt::domain
