#include "server/usecases/held_row_check.h"

#include "schema/wire/chain.h"

namespace quaywatt::server {

namespace {

std::optional<wire::Batch> read_body(const std::string& agent, const HeldRow& row) {
  const auto body = wire::gunzip(row.body_gzip, wire::kBatchMaxBytes);
  if (!body) return std::nullopt;
  auto decoded = wire::decode_batch(*body, agent);
  if (auto* batch = std::get_if<wire::Batch>(&decoded)) return std::move(*batch);
  return std::nullopt;
}

bool row_fits(const HeldRow& row, const wire::Batch& batch) {
  return row.epoch == batch.epoch && row.first_seq == batch.first_seq && row.last_seq == batch.last_seq &&
         row.head_before == batch.head_before && row.head_after == batch.head_after &&
         row.signature == batch.signature && row.first_new_seq >= row.first_seq && row.first_new_seq <= row.last_seq;
}

std::optional<RowDefect> chain_defect(const HeldRow& row, const wire::Batch& batch, const HeldChain& chain) {
  domain::Head head = batch.head_before;
  for (std::size_t i = 0; i < batch.lines.size(); ++i) {
    // What an earlier batch held already is compared where the two meet.
    if (batch.first_seq + i == row.first_new_seq && head != chain.head) return RowDefect::chain;
    head = wire::head_after(head, batch.lines[i]);
  }
  if (head != batch.head_after) return RowDefect::chain;
  if (row.ledger_key != row.key_in_force) return RowDefect::key;
  const auto key = wire::PublicKey::from_base64(row.ledger_key);
  if (!key || !key->verify(wire::signed_text(batch), batch.signature)) return RowDefect::signature;
  return std::nullopt;
}

}  // namespace

std::string_view defect_name(RowDefect defect) {
  switch (defect) {
    case RowDefect::body: return "body";
    case RowDefect::row: return "row";
    case RowDefect::gap: return "gap";
    case RowDefect::chain: return "chain";
    case RowDefect::key: return "key";
    case RowDefect::signature: return "signature";
    case RowDefect::head: return "head";
  }
  return "";
}

CheckedRow check_row(const std::string& agent, const HeldRow& row, HeldChain& chain) {
  HeldChain before = chain;
  if (row.epoch != before.last.epoch) before = {{row.epoch, 0}, wire::epoch_start_head(agent, row.epoch)};
  chain = {{row.epoch, row.last_seq}, row.head_after};
  auto batch = read_body(agent, row);
  if (!batch) return {RowDefect::body, {}};
  if (!row_fits(row, *batch)) return {RowDefect::row, {}};
  if (row.first_new_seq != before.last.seq + 1) return {RowDefect::gap, {}};
  const auto defect = chain_defect(row, *batch, before);
  return {defect, std::move(*batch)};
}

}  // namespace quaywatt::server
