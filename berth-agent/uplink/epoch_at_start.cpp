#include "berth-agent/uplink/epoch_at_start.h"

#include <stdexcept>

#include "berth-agent/uplink/our_side.h"

namespace quaywatt::agent {

namespace {

using Previous = domain::EpochOpened::Previous;

/// Follows our epochs from the held line for as long as each continues the one before.
Previous led_to(LedgerStore& store, const Previous& held) {
  Previous reached = held;
  for (const std::uint32_t epoch : store.epochs()) {
    if (epoch < held.last.epoch) continue;
    if (epoch > held.last.epoch && continued_by(store, epoch) != reached) break;
    const auto last = store.at({epoch, store.last_seq_of_epoch(epoch).value_or(0)});
    if (!last) break;
    reached = {last->position, last->head};
  }
  return reached;
}

}  // namespace

StartFacts start_facts(LedgerStore& store, const EnrolledAt& enrolled, bool epoch_opened, bool lost,
                       std::uint32_t highest_epoch) {
  StartFacts facts;
  if (const auto last = store.last()) {
    facts.last = last->position;
    facts.head = last->head;
  }
  facts.enrolled = enrolled;
  facts.enrolment_new = !epoch_opened;
  facts.lost = lost;
  facts.highest_epoch = highest_epoch;
  if (enrolled.held) {
    const auto there = store.at(enrolled.held->last);
    facts.held_is_ours = there && there->head == enrolled.held->head;
    if (facts.held_is_ours) facts.leads_to = led_to(store, *enrolled.held);
  }
  return facts;
}

std::optional<EpochStart> epoch_at_start(const StartFacts& facts, Uplink& uplink, domain::Millis patience) {
  const StartDecision decision = decide_start(facts);
  const auto* start = std::get_if<EpochStart>(&decision);
  if (start != nullptr && !facts.lost) return *start;
  const auto ahead = uplink.hello(patience);
  if (ahead && facts.lost) return start_after(*ahead, facts);
  if (ahead) return EpochStart{ahead->last.epoch + 1, domain::EpochOpened::Reason::behind_server, ahead};
  if (start != nullptr) return *start;
  if (std::holds_alternative<GoOn>(decision)) return std::nullopt;
  if (!uplink.holds()) {
    throw std::runtime_error("本机台账已丢失,须先连上服务器以确定从何处继续;程序将在下次启动时重试 / the ledger is lost and the server "
                             "cannot be reached to say where to go on; to be tried again at the next start");
  }
  return start_after({uplink.holds()->last, uplink.holds()->head}, facts);
}

}  // namespace quaywatt::agent
