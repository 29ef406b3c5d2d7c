#pragma once
// A server in memory behind the agent's link: the shipped framing, acceptance and receipts over a map of lines, and
// the faults a network and a server may have. Copy it to have yesterday's backup.

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "berth-agent/uplink/server_link.h"
#include "domain/ledger/acceptance.h"
#include "schema/wire/batch.h"
#include "schema/wire/chain.h"
#include "schema/wire/line_codec.h"
#include "schema/wire/signature.h"

namespace quaywatt::test {

/// What a server keeps of one agent.
struct HeldByServer {
  std::map<domain::LedgerPosition, std::string> lines;
  std::map<domain::LedgerPosition, domain::Head> heads;
  domain::AgentStanding standing = domain::AgentStanding::enrolled;
};

class FakeLedgerServer : public agent::ServerLink {
 public:
  FakeLedgerServer(std::string agent, wire::PublicKey agent_key, wire::SigningKey receipt_key)
      : agent_(std::move(agent)), agent_key_(std::move(agent_key)), receipt_key_(std::move(receipt_key)) {}

  agent::LinkAnswer send(const std::string& gzipped_batch) override {
    ++sends;
    if (const auto fault = next_fault()) return *fault;
    if (narrow_bytes != 0 && gzipped_batch.size() > narrow_bytes) {
      return agent::LinkFailure{agent::LinkFailure::Kind::unreachable, "超时", "timed out", std::nullopt};
    }
    const std::string verdict = take(gzipped_batch);
    if (lose_replies > 0) {
      --lose_replies;
      return agent::LinkFailure{agent::LinkFailure::Kind::unreachable, "断线", "connection lost", std::nullopt};
    }
    return reply(verdict, set_aside);
  }

  agent::LinkAnswer head(domain::Millis /*patience*/) override {
    ++heads_asked;
    if (const auto fault = next_fault()) return *fault;
    return reply("held");
  }

  /// The newest line held.
  domain::HeldLedger held() const {
    if (kept.heads.empty()) return {};
    return {kept.heads.rbegin()->first, kept.heads.rbegin()->second};
  }

  HeldByServer kept;
  domain::AcceptanceSettings settings;
  domain::Instant now{domain::Millis{1'725'926'400'000}};
  int sends = 0;
  int heads_asked = 0;
  int lose_replies = 0;                          ///< committed, but the answer never arrives (fault N1)
  std::optional<agent::LinkAnswer> instead;      ///< given for every question while set: down, portal, busy
  std::size_t narrow_bytes = 0;                  ///< larger batches do not get through in time (fault N5); 0: all do
  std::vector<std::uint64_t> set_aside;          ///< named in every answer to a batch
  std::vector<std::string> verdicts;             ///< of every batch that arrived, in order

 private:
  std::optional<agent::LinkAnswer> next_fault() const { return instead; }

  domain::Head head_at(const domain::LedgerPosition& position) const {
    if (position.seq == 0) return wire::epoch_start_head(agent_, position.epoch);
    const auto found = kept.heads.find(position);
    return found == kept.heads.end() ? domain::Head{} : found->second;
  }

  domain::HeldOverlap overlap(const domain::ArrivedBatch& batch) const {
    domain::HeldOverlap out;
    for (const auto& [position, head] : kept.heads) {
      if (position.epoch == batch.epoch) out.last_held_seq = position.seq;
    }
    out.head_before_batch = head_at({batch.epoch, batch.first_seq - 1});
    const std::uint64_t end = std::min(batch.last_seq, out.last_held_seq.value_or(0));
    if (end >= batch.first_seq) out.head_at_overlap_end = head_at({batch.epoch, end});
    if (batch.opening && batch.opening->previous) out.head_at_previous = head_at(batch.opening->previous->last);
    return out;
  }

  std::string take(const std::string& gzipped) {
    const auto body = wire::gunzip(gzipped, wire::kBatchMaxBytes);
    if (!body) return noted("bad_gzip");
    const auto decoded = wire::decode_batch(*body, agent_);
    if (const auto* defect = std::get_if<wire::FramingDefect>(&decoded)) return noted(defect->reason);
    const auto& batch = std::get<wire::Batch>(decoded);
    const auto arrived = wire::examine_batch(batch, key_at({batch.epoch, batch.last_seq}));
    const auto accepted = domain::judge_batch(kept.standing, held(), overlap(arrived), arrived, settings);
    if (accepted.verdict == domain::BatchVerdict::fork) kept.standing = domain::AgentStanding::suspended;
    if (accepted.verdict == domain::BatchVerdict::accepted) keep(batch, arrived, accepted.first_new_seq);
    return noted(std::string(wire::verdict_name(accepted.verdict)));
  }

  void keep(const wire::Batch& batch, const domain::ArrivedBatch& arrived, std::uint64_t first_new) {
    for (std::uint64_t seq = first_new; seq <= batch.last_seq; ++seq) {
      const std::size_t index = static_cast<std::size_t>(seq - batch.first_seq);
      kept.lines[{batch.epoch, seq}] = batch.lines[index];
      kept.heads[{batch.epoch, seq}] = arrived.heads[index];
    }
    take_key({batch.epoch, batch.last_seq}, batch.lines.back());
  }

  /// The key in force at a batch's last line (LINES.md, "Batches").
  const wire::PublicKey& key_at(const domain::LedgerPosition& last) const {
    for (const auto& [until, key] : replaced_keys_) {
      if (last <= until) return key;
    }
    return agent_key_;
  }

  void take_key(const domain::LedgerPosition& last, const std::string& text) {
    const auto decoded = wire::decode_line(text, last);
    const auto* line = std::get_if<domain::LedgerLine>(&decoded);
    const auto* changed = line == nullptr ? nullptr : std::get_if<domain::KeyChanged>(&line->body);
    const auto key = changed == nullptr ? std::nullopt : wire::PublicKey::from_base64(changed->public_key);
    if (!key || replaced_keys_.contains(last)) return;
    replaced_keys_.emplace(last, agent_key_);
    agent_key_ = *key;
  }

  std::string noted(std::string verdict) {
    verdicts.push_back(verdict);
    return verdict;
  }

  agent::ServerReply reply(const std::string& verdict, const std::vector<std::uint64_t>& aside = {}) const {
    wire::BatchAnswer answer;
    answer.verdict = verdict;
    answer.set_aside = aside;
    answer.receipt = {agent_, held().last, held().head, now, "r1", {}};
    answer.receipt.signature = receipt_key_.sign(wire::signed_text(answer.receipt));
    return {wire::http_status_of(verdict), wire::encode_answer(answer), std::nullopt};
  }

  std::string agent_;
  wire::PublicKey agent_key_;
  std::map<domain::LedgerPosition, wire::PublicKey> replaced_keys_;  ///< by the line that announced the next
  wire::SigningKey receipt_key_;
};

}  // namespace quaywatt::test
