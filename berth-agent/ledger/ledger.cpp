#include "berth-agent/ledger/ledger.h"

#include <cassert>
#include <utility>

#include "berth-agent/ledger/checkpoint.h"
#include "berth-agent/ledger/verification.h"
#include "schema/wire/chain.h"
#include "schema/wire/line_codec.h"

namespace quaywatt::agent {

Ledger::Ledger(std::string agent, LedgerStore& store, const AgentClock& clock)
    : agent_(std::move(agent)), store_(store), clock_(clock) {}

void Ledger::recover() {
  const LedgerCheck check = verify_ledger(store_, agent_, read_checkpoint(store_));
  if (check.first_break) {
    const LedgerBreak& found = *check.first_break;
    throw LedgerBroken(found.zh + " / " + found.en, found.at, found.sound);
  }
  const auto last = store_.last();
  if (!last) return;
  position_ = last->position;
  head_ = last->head;
  write_checkpoint(store_, {position_, head_});
}

bool Ledger::is_open() const { return position_.epoch != 0; }

void Ledger::open_epoch(const domain::EpochOpened& opening, std::uint32_t epoch) {
  assert(epoch > position_.epoch);
  chain_and_store(device(), {opening}, {}, {epoch, 0}, wire::epoch_start_head(agent_, epoch));
}

domain::LedgerLine Ledger::append(const domain::Actor& actor, domain::LineBody body, const std::string& request) {
  std::vector<domain::LineBody> bodies;
  bodies.push_back(std::move(body));
  return append_all(actor, std::move(bodies), request).front();
}

std::vector<domain::LedgerLine> Ledger::append_all(const domain::Actor& actor, std::vector<domain::LineBody> bodies,
                                                   const std::string& request) {
  assert(is_open());
  return chain_and_store(actor, std::move(bodies), request, position_, head_);
}

std::vector<domain::LedgerLine> Ledger::chain_and_store(const domain::Actor& actor,
                                                        std::vector<domain::LineBody> bodies,
                                                        const std::string& request, domain::LedgerPosition after,
                                                        domain::Head head) {
  const ClockReading now = clock_.now();
  std::vector<domain::LedgerLine> lines;
  std::vector<StoredLine> stored;
  for (auto& body : bodies) {
    ++after.seq;
    lines.push_back({after, now.wall, clock_.boot(), now.mono, now.sync, actor, request, std::move(body)});
    std::string text = wire::encode_line(lines.back());
    head = wire::head_after(head, text);
    stored.push_back({after, std::move(text), head});
  }
  store_.append(stored);
  position_ = after;
  head_ = std::move(head);
  return lines;
}

domain::LedgerPosition Ledger::position() const { return position_; }

const domain::Head& Ledger::head() const { return head_; }

const std::string& Ledger::agent() const { return agent_; }

domain::Actor Ledger::device() const { return {domain::ActorRole::device, agent_}; }

}  // namespace quaywatt::agent
