#include "berth-agent/uplink/our_side.h"

#include <utility>

#include "schema/wire/chain.h"
#include "schema/wire/line_codec.h"

namespace quaywatt::agent {

namespace {

std::optional<domain::LedgerLine> line_at(LedgerStore& store, const domain::LedgerPosition& position) {
  const auto stored = store.at(position);
  if (!stored) return std::nullopt;
  auto decoded = wire::decode_line(stored->line);
  if (auto* line = std::get_if<domain::LedgerLine>(&decoded)) return std::move(*line);
  return std::nullopt;
}

}  // namespace

std::optional<domain::EpochOpened::Previous> continued_by(LedgerStore& store, std::uint32_t epoch) {
  const auto opening = line_at(store, {epoch, 1});
  if (!opening) return std::nullopt;
  const auto* opened = std::get_if<domain::EpochOpened>(&opening->body);
  return opened == nullptr ? std::nullopt : opened->previous;
}

namespace {

/// The epoch that continues exactly what is held (there may be others in between that nobody took), or the lowest.
std::optional<OurSide::LaterEpoch> later_epoch(LedgerStore& store, const ServerHolds& holds) {
  std::optional<OurSide::LaterEpoch> lowest;
  for (const std::uint32_t epoch : store.epochs()) {
    if (epoch <= holds.last.epoch) continue;
    OurSide::LaterEpoch found{epoch, continued_by(store, epoch)};
    if (found.continues && found.continues->last == holds.last && found.continues->head == holds.head) return found;
    if (!lowest) lowest = std::move(found);
  }
  return lowest;
}

}  // namespace

OurSide our_side(LedgerStore& store, const std::string& agent, const ServerHolds& holds) {
  OurSide ours;
  if (const auto last = store.last()) ours.last = last->position;
  ours.later = later_epoch(store, holds);
  if (holds.last.epoch == 0) return ours;
  ours.last_seq_there = store.last_seq_of_epoch(holds.last.epoch).value_or(0);
  if (holds.last.seq == 0) {
    ours.head_there = wire::epoch_start_head(agent, holds.last.epoch);
  } else if (const auto there = store.at(holds.last)) {
    ours.head_there = there->head;
  }
  return ours;
}

Backlog backlog_behind(LedgerStore& store, const std::optional<domain::LedgerPosition>& receipted) {
  const domain::LedgerPosition behind = receipted.value_or(domain::LedgerPosition{});
  Backlog backlog;
  domain::LedgerPosition first;
  for (const std::uint32_t epoch : store.epochs()) {
    if (epoch < behind.epoch) continue;
    const std::uint64_t sent = epoch == behind.epoch ? behind.seq : 0;
    const std::uint64_t last = store.last_seq_of_epoch(epoch).value_or(0);
    if (last <= sent) continue;
    if (backlog.lines == 0) first = {epoch, sent + 1};
    backlog.lines += last - sent;
  }
  if (backlog.lines == 0) return backlog;
  if (const auto line = line_at(store, first)) backlog.oldest = line->at;
  return backlog;
}

}  // namespace quaywatt::agent
