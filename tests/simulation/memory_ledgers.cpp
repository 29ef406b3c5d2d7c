#include "tests/simulation/memory_ledgers.h"

#include <algorithm>
#include <utility>

#include "schema/wire/chain.h"

namespace quaywatt::simulation {

namespace {

using domain::LedgerPosition;

domain::HeldLedger newest_held(const LedgerRows& rows) {
  return rows.heads.empty() ? domain::HeldLedger{} : rows.heads.rbegin()->second;
}

server::HeldAgent held_agent(const std::string& name, const LedgerRows& rows) {
  server::HeldAgent agent;
  const AgentRow& row = rows.agent.at(0);
  agent.agent = name;
  agent.berth = row.berth;
  agent.standing = row.standing;
  agent.ledger_key = rows.keys.empty() ? std::string() : rows.keys.rbegin()->second;
  agent.held = newest_held(rows);
  agent.last_contact_at = row.last_contact_at;
  return agent;
}

class MemoryLedgerTransaction : public server::LedgerTransaction {
 public:
  MemoryLedgerTransaction(Database& database, bool finds_no_fork)
      : database_(database), finds_no_fork_(finds_no_fork) {}

  std::optional<server::HeldAgent> lock_agent(const std::string& agent) override {
    const auto found = database_.tables.ledgers.find(agent);
    if (found == database_.tables.ledgers.end() || found->second.agent.empty()) return std::nullopt;
    return held_agent(agent, found->second);
  }

  std::string key_for(const std::string& agent, const LedgerPosition& last) override {
    const auto& keys = rows(agent).keys;
    const auto after = keys.lower_bound(last);
    return after == keys.begin() ? std::string() : std::prev(after)->second;
  }

  domain::HeldOverlap overlap(const std::string& agent, const domain::ArrivedBatch& batch) override {
    domain::HeldOverlap overlap;
    const auto& heads = rows(agent).heads;
    if (batch.opening && batch.opening->previous) {
      overlap.head_at_previous = database_.head_at(agent, batch.opening->previous->last);
    }
    const auto held = heads.find(batch.epoch);
    if (held != heads.end()) overlap.last_held_seq = held->second.last.seq;
    const std::uint64_t last_held = overlap.last_held_seq.value_or(0);
    if (batch.first_seq >= 1 && batch.first_seq - 1 <= last_held) {
      overlap.head_before_batch = database_.head_at(agent, {batch.epoch, batch.first_seq - 1});
    }
    const std::uint64_t end = std::min(batch.last_seq, last_held);
    if (held != heads.end() && batch.first_seq <= end) {
      overlap.head_at_overlap_end = database_.head_at(agent, {batch.epoch, end});
    }
    if (finds_no_fork_) pretend_equal(overlap, batch, end);
    return overlap;
  }

  void append(const server::IncomingBatch& incoming, std::uint64_t first_new_seq) override {
    const wire::Batch& batch = incoming.batch;
    auto& into = rows(batch.agent);
    database_.history.put(into.batches, {batch.epoch, first_new_seq},
                          {std::make_shared<const wire::Batch>(batch), incoming.ledger_key, incoming.received_at,
                           incoming.previous_contact_at});
    database_.history.put(into.heads, batch.epoch, {{batch.epoch, batch.last_seq}, batch.head_after});
  }

  void set_aside(const std::string& agent, const std::vector<server::SetAsideLine>& lines) override {
    for (const auto& line : lines) database_.history.put(rows(agent).set_aside, line.position, line);
  }

  void change_key(const std::string& agent, const LedgerPosition& changed_at, const std::string& ledger_key,
                  domain::Instant) override {
    database_.history.put(rows(agent).keys, changed_at, ledger_key);
  }

  void quarantine_fork(const server::IncomingBatch& incoming, const domain::HeldOverlap&) override {
    const wire::Batch& batch = incoming.batch;
    auto& into = rows(batch.agent);
    database_.history.put(into.forks, batch.head_after, {batch.head_after, incoming.received_at});
    AgentRow agent = into.agent.at(0);
    agent.standing = domain::AgentStanding::suspended;
    database_.history.put(into.agent, 0, agent);
  }

  void note_contact(const std::string& agent, domain::Instant at) override {
    AgentRow row = rows(agent).agent.at(0);
    row.last_contact_at = std::max(row.last_contact_at.value_or(at), at);
    database_.history.put(rows(agent).agent, 0, row);
  }

  void note_replay(const std::string& agent, std::uint64_t lines) override {
    AgentRow row = rows(agent).agent.at(0);
    row.replayed_lines += lines;
    database_.history.put(rows(agent).agent, 0, row);
  }

  domain::Head head_at(const std::string& agent, const LedgerPosition& position) override {
    return database_.head_at(agent, position);
  }

  std::optional<server::LedgerRecovery> open_recovery(const std::string& agent) override {
    for (const auto& [found, recovery] : rows(agent).recoveries) {
      if (!recovery.whole_at) return recovery;
    }
    return std::nullopt;
  }

  void note_recovery(const server::LedgerRecovery& recovery) override {
    database_.history.put(rows(recovery.agent).recoveries, {recovery.to, recovery.found_at}, recovery);
  }

  void raise(const server::Alarm& alarm) override {
    const std::string key = alarm.kind + " " + alarm.subject + " " + alarm.occasion;
    database_.history.put(database_.tables.alarms, key, database_.tables.alarms[key] + 1);
  }

 private:
  LedgerRows& rows(const std::string& agent) { return database_.tables.ledgers.at(agent); }

  void pretend_equal(domain::HeldOverlap& overlap, const domain::ArrivedBatch& batch, std::uint64_t end) const {
    overlap.head_before_batch = batch.head_before;
    if (end >= batch.first_seq && end - batch.first_seq < batch.heads.size()) {
      overlap.head_at_overlap_end = batch.heads[end - batch.first_seq];
    }
    if (batch.opening && batch.opening->previous) overlap.head_at_previous = batch.opening->previous->head;
  }

  Database& database_;
  bool finds_no_fork_;
};

}  // namespace

void MemoryLedgers::in_transaction(const std::function<void(server::LedgerTransaction&)>& work) {
  database_.transaction([&] {
    MemoryLedgerTransaction transaction(database_, finds_no_fork);
    work(transaction);
  });
}

std::vector<server::HeldAgent> MemoryLedgers::agents() {
  std::vector<server::HeldAgent> agents;
  for (const auto& [name, rows] : database_.tables.ledgers) {
    if (!rows.agent.empty()) agents.push_back(held_agent(name, rows));
  }
  return agents;
}

std::vector<server::StoredBatch> MemoryLedgers::batches_after(const std::string& agent, const LedgerPosition& cursor,
                                                              std::size_t max_batches) {
  std::vector<server::StoredBatch> found;
  const auto& batches = database_.tables.ledgers.at(agent).batches;
  auto row = batches.upper_bound(cursor);
  if (row != batches.begin()) {
    const auto before = std::prev(row);
    if (before->first.epoch == cursor.epoch && before->second.batch->last_seq > cursor.seq) row = before;
  }
  for (; row != batches.end() && found.size() < max_batches; ++row) {
    found.push_back({agent, row->first.epoch, row->first.seq, *row->second.batch, row->second.received_at,
                     row->second.previous_contact_at});
  }
  return found;
}

domain::HeldLedger MemoryLedgers::held(const std::string& agent) const {
  return newest_held(database_.tables.ledgers.at(agent));
}

void enrol(Database& database, const std::string& agent, const std::string& berth, const std::string& ledger_key,
           std::uint32_t certificate) {
  auto& rows = database.tables.ledgers[agent];
  database.transaction([&] {
    AgentRow row = rows.agent.empty() ? AgentRow{} : rows.agent.at(0);
    row.berth = berth;
    row.standing = domain::AgentStanding::enrolled;
    row.certificate = certificate;
    database.history.put(rows.keys, newest_held(rows).last, ledger_key);
    database.history.put(rows.agent, 0, row);
  });
}

}  // namespace quaywatt::simulation
