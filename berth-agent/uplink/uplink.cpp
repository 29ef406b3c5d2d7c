#include "berth-agent/uplink/uplink.h"

#include <utility>

#include "berth-agent/uplink/our_side.h"
#include "berth-agent/uplink/outgoing_batch.h"
#include "berth-agent/uplink/receipt_comparison.h"

namespace quaywatt::agent {

namespace {

LinkFailure ledger_failure(const StorageFailure& failure) {
  return {LinkFailure::Kind::ledger, failure.what(), failure.what(), std::nullopt};
}

}  // namespace

Uplink::Uplink(UplinkIdentity identity, UplinkSurroundings surroundings, UplinkPlan::Settings settings)
    : identity_(std::move(identity)), around_(std::move(surroundings)), plan_(settings, around_.random),
      set_aside_(around_.store) {
  published_.set_aside = set_aside_.count();
  published_.set_aside_lines = set_aside_.newest();
  newest_receipt_ = kept_receipt(around_.store, identity_.agent, identity_.receipt_keys);
  farthest_receipt_ = kept_receipt(around_.store, identity_.agent, identity_.receipt_keys, kFarthestReceiptNote);
  const auto& receipt = newest_receipt_;
  if (receipt && (!farthest_receipt_ || farthest_receipt_->held <= receipt->held)) farthest_receipt_ = receipt;
  if (!receipt) return;
  const auto there = around_.store.at(receipt->held);
  if (there && there->head == receipt->head) published_.receipted = receipt->held;
}

domain::Millis Uplink::step(EpochOpener& opener) {
  if (woken_.exchange(false)) plan_.wake(around_.real_now());
  if (around_.real_now() < plan_.due_at()) return plan_.due_at();
  const domain::Instant asked_at = around_.clock.now().wall;
  try {
    const Turn turn = plan_.turn(ours_from(plan_.holds()));
    if (const auto* open = std::get_if<OpenNextEpoch>(&turn)) {
      opener.open_epoch_behind_server(open->held);
      plan_.opened_epoch(around_.real_now());
    } else {
      take(turn, exchange(turn, kUsualPatience), asked_at);
    }
  } catch (const StorageFailure& failure) {
    plan_.failed(around_.real_now(), ledger_failure(failure));
  }
  publish();
  return plan_.due_at();
}

std::optional<domain::EpochOpened::Previous> Uplink::hello(domain::Millis patience) {
  // Question, and if the server holds more, the probe of our last line.
  constexpr int kExchangesMax = 3;
  const domain::Millis until = around_.real_now() + patience;
  for (int exchanges = 0; exchanges < kExchangesMax && around_.real_now() < until; ++exchanges) {
    const domain::Instant asked_at = around_.clock.now().wall;
    const Turn turn = plan_.turn(ours_from(plan_.holds()));
    if (const auto* open = std::get_if<OpenNextEpoch>(&turn)) return open->held;
    const bool useful = !plan_.holds() || std::holds_alternative<ProbeLast>(turn);
    if (!useful || plan_.phase() == LinkState::Phase::offline) break;
    take(turn, exchange(turn, until - around_.real_now()), asked_at);
    publish();
  }
  return std::nullopt;
}

LinkAnswer Uplink::exchange(const Turn& turn, domain::Millis patience) {
  if (const auto* send = std::get_if<SendFrom>(&turn)) return send_lines(send->first, batch_size_.lines());
  if (const auto* probe = std::get_if<ProbeLast>(&turn)) return send_lines(probe->position, 1);
  return around_.link.head(patience);
}

LinkAnswer Uplink::send_lines(const domain::LedgerPosition& first, std::size_t max_lines) {
  const auto reign = reign_at(first, identity_.ledger_key, identity_.replaced_keys, max_lines);
  const std::string batch =
      outgoing_batch(around_.store, identity_.agent, reign.key, first, reign.max_lines, farthest_receipt_);
  const domain::Millis begun = around_.real_now();
  LinkAnswer answer = around_.link.send(batch);
  const auto* failure = std::get_if<LinkFailure>(&answer);
  if (failure == nullptr) batch_size_.answered_after(around_.real_now() - begun);
  if (failure != nullptr && failure->kind == LinkFailure::Kind::unreachable) batch_size_.lost();
  return answer;
}

void Uplink::take(const Turn& turn, const LinkAnswer& answer, domain::Instant asked_at) {
  const domain::Millis now = around_.real_now();
  if (const auto* failure = std::get_if<LinkFailure>(&answer)) return plan_.failed(now, *failure);
  const auto checked = check_answer(std::get<ServerReply>(answer), identity_.agent, identity_.receipt_keys);
  if (const auto* failure = std::get_if<LinkFailure>(&checked)) return plan_.failed(now, *failure);
  const auto& trusted = std::get<TrustedAnswer>(checked);
  keep_receipt(trusted, asked_at);
  keep_set_aside(turn, trusted);
  plan_.answered(now, turn, trusted, ours_from(trusted.holds ? trusted.holds : plan_.holds()));
}

void Uplink::keep_set_aside(const Turn& turn, const TrustedAnswer& answer) {
  const auto* send = std::get_if<SendFrom>(&turn);
  if (send == nullptr || answer.set_aside.empty()) return;
  set_aside_.add(around_.store, send->first.epoch, answer.set_aside);
  const std::lock_guard lock(mutex_);
  published_.set_aside = set_aside_.count();
  published_.set_aside_lines = set_aside_.newest();
}

/// A note is a convenience of the next start. On a full disk it is done without, so that the lines still leave: once
/// the server holds them they are safe (fault A3).
void Uplink::note(const std::string& name, const std::string& text) {
  try {
    around_.store.put_note(name, text);
  } catch (const DiskFull&) {
    return;
  }
}

void Uplink::keep_receipt(const TrustedAnswer& answer, domain::Instant asked_at) {
  if (!answer.holds) return;
  const wire::Receipt& receipt = answer.raw.receipt;
  const bool farthest_is_noted = newest_receipt_ && farthest_receipt_->held > newest_receipt_->held;
  if (newest_receipt_ && !farthest_is_noted && receipt.held < newest_receipt_->held) {
    // Before the note below replaces it: the only proof of what the server held.
    note(kFarthestReceiptNote, around_.store.note(kReceiptNote).value_or(""));
  }
  note(kReceiptNote, wire::encode_answer(answer.raw));
  newest_receipt_ = receipt;
  if (!farthest_receipt_ || farthest_receipt_->held <= receipt.held) farthest_receipt_ = receipt;
  const auto there = around_.store.at(answer.holds->last);
  const bool ours = there && there->head == answer.holds->head;
  const domain::Instant answered_at = around_.clock.now().wall;
  const domain::Millis offset = answer.server_time - (asked_at + (answered_at - asked_at) / 2);
  const bool real_clock = around_.clock.scale() == 1;
  if (real_clock && around_.server_time != nullptr) around_.server_time->server_offset(offset);
  const std::lock_guard lock(mutex_);
  // Where the server holds another's lines (a fork, or more than we have) ours are no less unsent than before.
  if (ours) published_.receipted = answer.holds->last;
  if (answer.holds->last.epoch == 0) published_.receipted.reset();
  published_.last_receipt_at = answered_at;
  if (real_clock) published_.server_offset = offset;
}

OurSide Uplink::ours_from(const std::optional<ServerHolds>& holds) const {
  return our_side(around_.store, identity_.agent, holds.value_or(ServerHolds{}));
}

void Uplink::publish() {
  const domain::Instant now = around_.clock.now().wall;
  const std::lock_guard lock(mutex_);
  if (published_.phase != plan_.phase()) published_.since = now;
  published_.phase = plan_.phase();
  published_.error_zh = plan_.error_zh();
  published_.error_en = plan_.error_en();
}

LinkState Uplink::state() const {
  LinkState state;
  {
    const std::lock_guard lock(mutex_);
    state = published_;
  }
  const Backlog backlog = backlog_behind(around_.store, state.receipted);
  state.unsent = backlog.lines;
  state.oldest_unsent = backlog.oldest;
  return state;
}

void Uplink::wake() { woken_ = true; }

}  // namespace quaywatt::agent
