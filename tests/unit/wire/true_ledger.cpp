#include "tests/unit/wire/true_ledger.h"

#include <algorithm>

#include "schema/wire/chain.h"
#include "schema/wire/line_codec.h"

namespace quaywatt::wire {
namespace {

constexpr const char* kAgent = "jy-shili-01";

std::string device_line(domain::LedgerPosition position, domain::LineBody body) {
  domain::LedgerLine line;
  line.position = position;
  line.at = domain::Instant{domain::Millis{1'740'816'000'000 + static_cast<std::int64_t>(position.seq) * 1'000}};
  line.boot = "5f0c9a1e44d27b83";
  line.actor = {domain::ActorRole::device, kAgent};
  line.body = std::move(body);
  return encode_line(line);
}

domain::EpochOpened opening_after(const std::vector<TrueLedger::Epoch>& epochs) {
  if (epochs.empty()) return {std::nullopt, domain::EpochOpened::Reason::first, "0.1.0", 1};
  const auto& before = epochs.back();
  return {domain::EpochOpened::Previous{{before.number, before.lines.size()}, before.heads.back()},
          domain::EpochOpened::Reason::enrolled_again, "0.1.0", 1};
}

}  // namespace

TrueLedger::TrueLedger(const std::vector<std::size_t>& sizes) {
  for (const std::size_t size : sizes) {
    Epoch epoch;
    epoch.number = static_cast<std::uint32_t>(epochs.size() + 1);
    epoch.heads.push_back(epoch_start_head(kAgent, epoch.number));
    for (std::uint64_t seq = 1; seq <= size; ++seq) {
      domain::LineBody body = domain::ProgramStarted{"0.1." + std::to_string(seq), true};
      if (seq == 1) body = opening_after(epochs);
      epoch.lines.push_back(device_line({epoch.number, seq}, std::move(body)));
      epoch.heads.push_back(head_after(epoch.heads.back(), epoch.lines.back()));
    }
    epochs.push_back(std::move(epoch));
  }
}

Batch TrueLedger::batch(std::size_t epoch_index, std::uint64_t first, std::uint64_t last, const SigningKey& key) const {
  const Epoch& epoch = epochs.at(epoch_index);
  const auto from = epoch.lines.begin() + static_cast<std::ptrdiff_t>(first - 1);
  const auto to = epoch.lines.begin() + static_cast<std::ptrdiff_t>(last);
  return make_batch(kAgent, epoch.number, first, epoch.heads.at(first - 1), {from, to}, key);
}

domain::Acceptance MemoryServer::receive(const Batch& batch) {
  const auto arrived = examine_batch(batch, key_);
  const auto acceptance =
      domain::judge_batch(domain::AgentStanding::enrolled, held_ledger(), overlap(arrived), arrived, {});
  if (acceptance.verdict != domain::BatchVerdict::accepted) return acceptance;
  for (std::uint64_t seq = acceptance.first_new_seq; seq <= batch.last_seq; ++seq) {
    lines_[batch.epoch].push_back(batch.lines.at(seq - batch.first_seq));
    heads_[batch.epoch].push_back(arrived.heads.at(seq - batch.first_seq));
  }
  return acceptance;
}

void MemoryServer::forget_after(const domain::LedgerPosition& last) {
  lines_.erase(lines_.upper_bound(last.epoch), lines_.end());
  heads_.erase(heads_.upper_bound(last.epoch), heads_.end());
  if (!lines_.contains(last.epoch)) return;
  lines_[last.epoch].resize(std::min<std::size_t>(last.seq, lines_[last.epoch].size()));
  heads_[last.epoch].resize(lines_[last.epoch].size());
  if (!lines_[last.epoch].empty()) return;
  lines_.erase(last.epoch);
  heads_.erase(last.epoch);
}

domain::HeldLedger MemoryServer::held_ledger() const {
  if (heads_.empty()) return {};
  const auto& [epoch, heads] = *heads_.rbegin();
  return {{epoch, heads.size()}, heads.back()};
}

domain::Head MemoryServer::head_at(const domain::LedgerPosition& position) const {
  const auto epoch = heads_.find(position.epoch);
  if (epoch == heads_.end() || position.seq > epoch->second.size()) return {};
  return position.seq == 0 ? epoch_start_head(kAgent, position.epoch) : epoch->second.at(position.seq - 1);
}

domain::HeldOverlap MemoryServer::overlap(const domain::ArrivedBatch& batch) const {
  domain::HeldOverlap overlap;
  overlap.head_before_batch = head_at({batch.epoch, batch.first_seq - 1});
  const auto epoch = heads_.find(batch.epoch);
  if (epoch != heads_.end()) {
    overlap.last_held_seq = epoch->second.size();
    const std::uint64_t end = std::min<std::uint64_t>(batch.last_seq, epoch->second.size());
    if (batch.first_seq <= end) overlap.head_at_overlap_end = head_at({batch.epoch, end});
  }
  if (batch.opening && batch.opening->previous) overlap.head_at_previous = head_at(batch.opening->previous->last);
  return overlap;
}

}  // namespace quaywatt::wire
