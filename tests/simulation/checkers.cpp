#include "tests/simulation/checkers.h"

#include <algorithm>

#include "domain/rules/cn_wuxi.h"
#include "schema/wire/chain.h"
#include "schema/wire/line_codec.h"
#include "server/usecases/held_ledger_check.h"
#include "server/usecases/rebuild.h"

namespace quaywatt::simulation {

namespace {

using domain::LedgerPosition;

std::string place(const std::string& agent, const LedgerPosition& position) {
  return agent + "/" + wire::format_ref(position);
}

std::optional<server::HeldAgent> held_agent(HarbourServer& server, const std::string& agent) {
  const auto agents = server.ledgers.agents();
  const auto found = std::ranges::find(agents, agent, &server::HeldAgent::agent);
  return found == agents.end() ? std::nullopt : std::optional(*found);
}

void check_promises(const Berth& berth, HarbourServer& server, Record& record) {
  const auto& rows = server.database.tables.ledgers.at(berth.agent);
  const auto& promises = record.receipts[berth.agent];
  const auto destroyed_before = [&](std::uint32_t epoch) {
    return std::ranges::any_of(promises, [&](const auto& entry) {
      return entry.second == Record::Promise::destroyed && entry.first.first.epoch < epoch;
    });
  };
  for (const auto& [promise, standing] : promises) {
    if (standing == Record::Promise::destroyed) continue;
    const auto head = server.database.head_at(berth.agent, promise.first);
    if (head == promise.second) continue;
    // Another's line stands there, both sides of a fork that was found; or it continues lines that nobody has any more.
    const bool displaced = standing == Record::Promise::owed && !rows.forks.empty();
    const bool behind_a_gap = standing == Record::Promise::owed && destroyed_before(promise.first.epoch);
    if (!displaced && !behind_a_gap) record.fail("receipted line " + place(berth.agent, promise.first) + " is lost");
  }
}

/// Folds the held ledger in one go, as the derivation did batch by batch.
class WholeFold {
 public:
  WholeFold(const Berth& berth, HarbourServer& server, Record& record)
      : agent_(berth.agent), server_(server), record_(record) {}

  void run() {
    const auto& rows = server_.database.tables.ledgers.at(agent_);
    for (const auto& [key, row] : rows.batches) {
      domain::Head head = row.batch->head_before;
      for (std::uint64_t seq = row.batch->first_seq; seq <= row.batch->last_seq; ++seq) {
        const std::string& text = row.batch->lines[seq - row.batch->first_seq];
        head = wire::head_after(head, text);
        if (seq < key.seq) continue;
        take({key.epoch, seq}, text, head);
      }
    }
    compare();
  }

 private:
  void take(const LedgerPosition& at, const std::string& text, const domain::Head& head) {
    if (!record_.lines.contains(head)) record_.fail("nobody wrote the held line " + place(agent_, at));
    const auto decoded = wire::decode_line(text, at);
    const auto* line = std::get_if<domain::LedgerLine>(&decoded);
    if (line == nullptr) return expect_set_aside(at);
    const auto effect = domain::apply(journal_, *line, domain::Folder::server);
    if (const auto* refusal = std::get_if<domain::LineRefusal>(&effect)) contradicting_[at] = *refusal;
  }

  void expect_set_aside(const LedgerPosition& at) {
    const auto& set_aside = server_.database.tables.ledgers.at(agent_).set_aside;
    const auto row = set_aside.find(at);
    if (row == set_aside.end() || row->second.reason.empty()) {
      record_.fail("A10: line " + place(agent_, at) + " was refused without a reason on record");
    }
  }

  void compare() {
    const DerivedRows& rows = server_.database.tables.derived[agent_];
    if (rows.set_aside != contradicting_) record_.fail("lines of " + agent_ + " are set aside otherwise than they say");
    bool same = rows.stays == journal_.stays && rows.faults == journal_.faults &&
                rows.checklists == journal_.checklists && rows.sessions.size() == journal_.sessions.size() &&
                rows.declarations.size() == journal_.declarations.size() &&
                rows.exchanges.size() == journal_.exchanges.size();
    for (const auto& [ref, row] : rows.sessions) same = same && same_session(row.session, ref);
    for (const auto& [ref, row] : rows.declarations) {
      const auto whole = journal_.declarations.find(ref);
      same = same && whole != journal_.declarations.end() && whole->second == row.declaration;
    }
    if (!same) record_.fail("rows of " + agent_ + " are not what its ledger says");
  }

  bool same_session(const domain::Session& derived, const domain::LineRef& ref) const {
    const auto found = journal_.sessions.find(ref);
    if (found == journal_.sessions.end()) return false;
    domain::Session whole = found->second;
    whole.at_start = {};
    whole.at_stop.reset();
    return whole == derived;
  }

  std::string agent_;
  HarbourServer& server_;
  Record& record_;
  domain::BerthJournal journal_;
  std::map<LedgerPosition, domain::LineRefusal> contradicting_;
};

}  // namespace

void drained(Cabinet& cabinet, HarbourServer& server, Record& record, const char* when) {
  const std::string& agent = cabinet.identity.agent;
  if (!cabinet.runs()) {
    return record.fail(std::string(when) + " " + agent + " is not up: " + cabinet.why_down());
  }
  const auto link = cabinet.link();
  if (link.unsent != 0 || link.phase != agent::LinkState::Phase::online) {
    record.fail(std::string(when) + " " + agent + " has " + std::to_string(link.unsent) + " lines to send, " +
                std::string(agent::phase_name(link.phase)) + ": " + link.error_en);
    return;
  }
  const auto last =
      cabinet.desk().look([](const agent::DeskLook& desk) { return std::pair(desk.position, desk.head); });
  const auto held = server.ledgers.held(agent);
  if (held.last != last.first || held.head != last.second) {
    record.fail(std::string(when) + " the server holds " + place(agent, held.last) + ", the cabinet's last line is " +
                wire::format_ref(last.first));
  }
}

void forks_found(Berth& berth, HarbourServer& server, Record& record) {
  if (berth.clone == nullptr || !berth.clone->runs()) return;
  for (const auto& [position, head] : berth.clone->kept()) {
    const auto original = berth.cabinet->kept().find(position);
    const bool own = original == berth.cabinet->kept().end() || original->second != head;
    if (!own) continue;
    const bool found = !server.database.tables.ledgers.at(berth.agent).forks.empty();
    if (!found) record.fail("A8: the clone of " + berth.agent + " was not found");
    return;
  }
}

void check_ledger(Berth& berth, HarbourServer& server, Record& record) {
  const auto held = held_agent(server, berth.agent);
  if (!held) return record.fail("the server does not know " + berth.agent + " any more");
  const auto check = server::check_held_ledger(server.ledgers, *held);
  if (check.broken_at) record.fail("the held ledger breaks at " + place(berth.agent, *check.broken_at));
  check_promises(berth, server, record);
  WholeFold(berth, server, record).run();
  check_energy(berth.agent, server, record);
}

void check_rebuild(HarbourServer& server, Record& record) {
  std::map<std::string, DerivedRows> before = server.database.tables.derived;
  const auto history = server.database.tables.assessments;
  server::JudgeStays judge(server.derived, domain::cn_wuxi_rules(), {}, [&server] { return server.wall(); });
  const auto rebuilt = server::rebuild(server.ledgers, server.derived, judge, [](const server::Rebuilt&) {});
  if (!rebuilt.failures.empty()) record.fail("rebuild: " + rebuilt.failures.front());
  for (const auto& [agent, rows] : before) {
    const auto other = difference(rows, server.database.tables.derived[agent]);
    if (!other.empty()) record.fail("after rebuild the rows of " + agent + " are others: " + other);
  }
  for (const auto& [stay, kept] : history) {
    const auto now = server.database.tables.assessments.find(stay);
    if (now == server.database.tables.assessments.end() || now->second.size() != kept.size()) {
      const auto& newest = now->second.back().facts;
      record.fail("rebuild changed the verdict history of " + stay.text() + "\n" + kept.back().facts + "\n" + newest);
    }
  }
}

}  // namespace quaywatt::simulation
