#include "berth-agent/uplink/uplink_plan.h"

#include <algorithm>

#include "berth-agent/uplink/verdict_words.h"

namespace quaywatt::agent {

namespace {

template <typename... Alternatives, typename Variant>
bool is_any(const Variant& value) {
  return (std::holds_alternative<Alternatives>(value) || ...);
}

}  // namespace

void UplinkPlan::wake(domain::Millis now) {
  const bool patient = failures_ > 0 || phase_ == LinkState::Phase::stopped ||
                       phase_ == LinkState::Phase::awaiting_approval;
  due_at_ = std::min(due_at_, patient ? std::max(now, last_attempt_ + settings_.closest) : now);
}

Turn UplinkPlan::turn(const OurSide& ours) const {
  const bool welcome = phase_ != LinkState::Phase::stopped && phase_ != LinkState::Phase::awaiting_approval;
  if (!holds_ || !welcome) return AskHead{};
  const NextStep step = next_step(*holds_, ours, agreed_);
  if (const auto* send = std::get_if<SendFrom>(&step)) return *send;
  if (const auto* probe = std::get_if<ProbeLast>(&step)) return *probe;
  if (const auto* open = std::get_if<OpenNextEpoch>(&step)) return *open;
  return AskHead{};
}

void UplinkPlan::answered(domain::Millis now, const Turn& turn, const TrustedAnswer& answer, const OurSide& ours) {
  using Verdict = domain::BatchVerdict;
  last_attempt_ = now;
  const bool progress = learn(turn, answer);
  say(answer);
  const auto verdict = answer.batch_verdict;
  if (verdict == Verdict::fork) forked_ = true;
  if (forked_ || verdict == Verdict::suspended || verdict == Verdict::unknown_agent) return stop(now);
  if (verdict == Verdict::awaiting_approval) {
    phase_ = LinkState::Phase::awaiting_approval;
    failures_ = 0;
    due_at_ = now + settings_.interval;
    return;
  }
  phase_ = LinkState::Phase::online;
  const bool well = verdict == Verdict::accepted || verdict == Verdict::already_held ||
                    verdict == Verdict::gap_before || answer.verdict == "held";
  if (!well) return retreat(now, std::nullopt);
  go_on(now, turn, progress, ours);
}

/// Takes over what the answer says is held; true when that is news.
bool UplinkPlan::learn(const Turn& turn, const TrustedAnswer& answer) {
  bool news = false;
  if (answer.holds) {
    news = holds_ != answer.holds;
    // A server that forgot may be told other things by others before we meet it again.
    if (holds_ && answer.holds->last < holds_->last) agreed_.reset();
    holds_ = answer.holds;
  }
  const auto* probe = std::get_if<ProbeLast>(&turn);
  if (probe && answer.batch_verdict == domain::BatchVerdict::already_held) {
    news = news || agreed_ != probe->position;
    agreed_ = probe->position;
  }
  return news;
}

void UplinkPlan::go_on(domain::Millis now, const Turn& turn, bool progress, const OurSide& ours) {
  const bool more = !std::holds_alternative<NothingToSend>(next_step(*holds_, ours, agreed_));
  // Sending the same again to the same effect would be a storm.
  if (more && !progress && is_any<SendFrom, ProbeLast>(turn)) {
    error_zh_ = "服务器未接收本批数据,也未说明原因:数据保留,请联系管理员";
    error_en_ = "the server took nothing of the batch and gave no reason; everything is kept, call the administrator";
    return retreat(now, std::nullopt);
  }
  failures_ = 0;
  due_at_ = more ? now : now + settings_.interval;
}

void UplinkPlan::stop(domain::Millis now) {
  phase_ = LinkState::Phase::stopped;
  due_at_ = now + settings_.stopped_interval;
}

void UplinkPlan::failed(domain::Millis now, const LinkFailure& failure) {
  last_attempt_ = now;
  if (phase_ == LinkState::Phase::stopped) {
    due_at_ = now + settings_.stopped_interval;
    return;
  }
  phase_ = LinkState::Phase::offline;
  error_zh_ = failure.zh;
  error_en_ = failure.en;
  retreat(now, failure.retry_after);
}

void UplinkPlan::opened_epoch(domain::Millis now) { due_at_ = now; }

void UplinkPlan::retreat(domain::Millis now, std::optional<domain::Millis> retry_after) {
  ++failures_;
  const domain::Millis asked = std::min(retry_after.value_or(domain::Millis{0}), settings_.retry_after_max);
  due_at_ = now + std::max(back_off(failures_, settings_.back_off, random_), asked);
}

void UplinkPlan::say(const TrustedAnswer& answer) {
  const VerdictWords words = words_for(answer.verdict);
  // Once forked, later answers are only "suspended"; the cause stays on the screen.
  if (forked_) return;
  error_zh_ = words.zh;
  error_en_ = words.en;
  // A verdict has our own words; what else the server refused, it alone can explain.
  if (!answer.batch_verdict && !words.en.empty() && !answer.text.empty()) {
    error_zh_ += "(" + answer.text + ")";
    error_en_ += " (" + answer.text + ")";
  }
}

}  // namespace quaywatt::agent
