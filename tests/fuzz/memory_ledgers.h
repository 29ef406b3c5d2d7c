#pragma once
// The server's ledgers in memory, for one enrolled agent.

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "schema/wire/chain.h"
#include "server/store/ledger_store.h"

namespace quaywatt::fuzz {

class MemoryLedgers final : public server::LedgerStore, private server::LedgerTransaction {
 public:
  MemoryLedgers(std::string agent, std::string berth, std::string ledger_key) {
    agent_.agent = std::move(agent);
    agent_.berth = std::move(berth);
    agent_.standing = domain::AgentStanding::enrolled;
    agent_.ledger_key = std::move(ledger_key);
    keys_[{0, 0}] = agent_.ledger_key;
  }

  void in_transaction(const std::function<void(server::LedgerTransaction&)>& work) override { work(*this); }
  std::vector<server::HeldAgent> agents() override { return {agent_}; }
  std::vector<server::StoredBatch> batches_after(const std::string&, const domain::LedgerPosition& cursor,
                                                 std::size_t max_batches) override {
    std::vector<server::StoredBatch> found;
    for (const auto& stored : batches_) {
      const domain::LedgerPosition last{stored.epoch, stored.batch.last_seq};
      if (last > cursor && found.size() < max_batches) found.push_back(stored);
    }
    std::ranges::sort(found, {}, [](const server::StoredBatch& stored) {
      return domain::LedgerPosition{stored.epoch, stored.first_new_seq};
    });
    return found;
  }

  const server::HeldAgent& agent() const { return agent_; }
  domain::Head held_head(const domain::LedgerPosition& position) const {
    if (position.seq == 0) return wire::epoch_start_head(agent_.agent, position.epoch);
    const auto found = heads_.find(position);
    return found == heads_.end() ? domain::Head{} : found->second;
  }

 private:
  std::optional<server::HeldAgent> lock_agent(const std::string& agent) override {
    return agent == agent_.agent ? std::optional(agent_) : std::nullopt;
  }
  std::string key_for(const std::string&, const domain::LedgerPosition& last) override {
    return std::prev(keys_.lower_bound(last))->second;  // a batch that ends with the change is signed with the old key
  }
  domain::HeldOverlap overlap(const std::string&, const domain::ArrivedBatch& batch) override {
    domain::HeldOverlap overlap;
    if (batch.opening && batch.opening->previous) overlap.head_at_previous = held_head(batch.opening->previous->last);
    for (const auto& [position, head] : heads_) {
      if (position.epoch == batch.epoch) overlap.last_held_seq = position.seq;
    }
    const std::uint64_t last_held = overlap.last_held_seq.value_or(0);
    if (batch.first_seq >= 1 && batch.first_seq - 1 <= last_held) {
      overlap.head_before_batch = held_head({batch.epoch, batch.first_seq - 1});
    }
    const std::uint64_t end = std::min(batch.last_seq, last_held);
    if (end >= batch.first_seq && end > 0) overlap.head_at_overlap_end = held_head({batch.epoch, end});
    return overlap;
  }
  void append(const server::IncomingBatch& incoming, std::uint64_t first_new_seq) override {
    const auto& batch = incoming.batch;
    batches_.push_back({batch.agent, batch.epoch, first_new_seq, batch, incoming.received_at, std::nullopt});
    domain::Head head = batch.head_before;
    for (std::size_t i = 0; i < batch.lines.size(); ++i) {
      head = wire::head_after(head, batch.lines[i]);
      heads_[{batch.epoch, batch.first_seq + i}] = head;
    }
    agent_.held = {{batch.epoch, batch.last_seq}, batch.head_after};
  }
  void set_aside(const std::string&, const std::vector<server::SetAsideLine>&) override {}
  void change_key(const std::string&, const domain::LedgerPosition& changed_at, const std::string& ledger_key,
                  domain::Instant) override {
    keys_[changed_at] = ledger_key;
  }
  void quarantine_fork(const server::IncomingBatch&, const domain::HeldOverlap&) override {
    agent_.standing = domain::AgentStanding::suspended;
  }
  void note_contact(const std::string&, domain::Instant) override {}
  void note_replay(const std::string&, std::uint64_t) override {}
  domain::Head head_at(const std::string&, const domain::LedgerPosition& position) override {
    return held_head(position);
  }
  std::optional<server::LedgerRecovery> open_recovery(const std::string&) override { return recovery_; }
  void note_recovery(const server::LedgerRecovery& recovery) override {
    recovery_ = recovery.whole_at ? std::nullopt : std::optional(recovery);
  }
  void raise(const server::Alarm&) override {}

  server::HeldAgent agent_;
  std::map<domain::LedgerPosition, std::string> keys_;
  std::map<domain::LedgerPosition, domain::Head> heads_;
  std::vector<server::StoredBatch> batches_;
  std::optional<server::LedgerRecovery> recovery_;
};

}  // namespace quaywatt::fuzz
