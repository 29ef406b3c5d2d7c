#include "server/store/mysql/held_heads.h"

#include <algorithm>

#include "schema/wire/batch.h"
#include "schema/wire/chain.h"
#include "server/store/mysql/stored_body.h"

namespace quaywatt::server::mysql {

domain::HeldLedger newest_held(Connection& connection, const std::string& agent) {
  auto rows = connection.query(
      "SELECT epoch, last_seq, head FROM ledger_heads WHERE agent = ? ORDER BY epoch DESC LIMIT 1", agent);
  if (!rows.next()) return {};
  return {{static_cast<std::uint32_t>(rows.integer(1)), rows.unsigned_integer(2)}, rows.text(3)};
}

std::optional<domain::HeldLedger> held_of_epoch(Connection& connection, const std::string& agent,
                                                std::uint32_t epoch) {
  auto rows = connection.query("SELECT last_seq, head FROM ledger_heads WHERE agent = ? AND epoch = ?", agent, epoch);
  if (!rows.next()) return std::nullopt;
  return domain::HeldLedger{{epoch, rows.unsigned_integer(1)}, rows.text(2)};
}

domain::Head head_at(Connection& connection, const std::string& agent, const domain::LedgerPosition& position) {
  if (position.seq == 0) return wire::epoch_start_head(agent, position.epoch);
  auto rows = connection.query(
      "SELECT last_seq, head_after, first_seq, head_before, body_gzip FROM ledger_batches "
      "WHERE agent = ? AND epoch = ? AND first_new_seq <= ? ORDER BY first_new_seq DESC LIMIT 1",
      agent, position.epoch, position.seq);
  if (!rows.next() || rows.unsigned_integer(1) < position.seq) return {};
  if (rows.unsigned_integer(1) == position.seq) return rows.text(2);
  const std::uint64_t first_seq = rows.unsigned_integer(3);
  domain::Head head = rows.text(4);
  const wire::Batch batch = batch_from_stored(agent, rows.text(5));
  for (std::uint64_t seq = first_seq; seq <= position.seq; ++seq) {
    head = wire::head_after(head, batch.lines.at(seq - first_seq));
  }
  return head;
}

domain::HeldOverlap overlap_of(Connection& connection, const std::string& agent, const domain::ArrivedBatch& batch) {
  domain::HeldOverlap overlap;
  if (batch.opening && batch.opening->previous) {
    overlap.head_at_previous = head_at(connection, agent, batch.opening->previous->last);
  }
  const auto held = held_of_epoch(connection, agent, batch.epoch);
  if (held) overlap.last_held_seq = held->last.seq;
  const std::uint64_t last_held = overlap.last_held_seq.value_or(0);
  if (batch.first_seq >= 1 && batch.first_seq - 1 <= last_held) {
    overlap.head_before_batch = head_at(connection, agent, {batch.epoch, batch.first_seq - 1});
  }
  const std::uint64_t overlap_end = std::min(batch.last_seq, last_held);
  if (held && batch.first_seq <= overlap_end) {
    overlap.head_at_overlap_end = head_at(connection, agent, {batch.epoch, overlap_end});
  }
  return overlap;
}

}  // namespace quaywatt::server::mysql
