#include "server/usecases/receipt_comparison.h"

#include "schema/wire/line_codec.h"

namespace quaywatt::server {

namespace {

const std::optional<wire::Receipt> kNone;

const std::optional<wire::Receipt>& usable(const wire::Batch& batch, const ReceiptSigner& signer) {
  const auto& receipt = batch.farthest_receipt;
  const bool ours = receipt && receipt->agent == batch.agent && receipt->held.seq > 0 && signer.made(*receipt);
  return ours ? receipt : kNone;
}

domain::LedgerPosition line_after(const domain::LedgerPosition& held) {
  return held.epoch == 0 ? domain::LedgerPosition{1, 1} : domain::LedgerPosition{held.epoch, held.seq + 1};
}

}  // namespace

ReceiptComparison::ReceiptComparison(const wire::Batch& batch, const HeldAgent& before, const ReceiptSigner& signer,
                                     LedgerTransaction& transaction, domain::Instant at)
    : receipt_(usable(batch, signer)), transaction_(transaction), at_(at) {
  if (!receipt_) return;
  lost_ = before.held.last < receipt_->held;
  lost_ ? find_loss(before) : compare_head(before.held);
}

void ReceiptComparison::find_loss(const HeldAgent& before) {
  const auto open = transaction_.open_recovery(before.agent);
  if (open && open->to == receipt_->held) return;
  const LedgerRecovery recovery{before.agent,           line_after(before.held.last), receipt_->held, receipt_->head,
                                receipt_->server_time, at_,                          std::nullopt};
  transaction_.note_recovery(recovery);
  const std::string range = wire::format_ref(recovery.from) + "-" + wire::format_ref(recovery.to);
  transaction_.raise({"ledger_recovered", before.agent, range + " " + domain::format_instant(at_),
                      "数据库丢失过已回执的第 " + range + " 行(恢复备份或切换主库),正由终端补传;此后的人工操作须核对重做",
                      "the database had lost receipted lines " + range + " (a restored backup or a failover); the "
                      "agent sends them again; check and repeat what officers did since",
                      at_});
}

void ReceiptComparison::compare_head(const domain::HeldLedger& held) {
  const domain::Head ours =
      held.last == receipt_->held ? held.head : transaction_.head_at(receipt_->agent, receipt_->held);
  if (ours.empty() || ours == receipt_->head) return;
  const std::string place = wire::format_ref(receipt_->held);
  transaction_.raise({"receipt_disagrees", receipt_->agent, place,
                      "留存的第 " + place + " 行与本服务器当时签发的回执不符:数据库被改写;以终端回执为证",
                      "line " + place + " as held is not what this server's receipt says: the database was rewritten; "
                      "the agent's receipt is the evidence",
                      at_});
}

void ReceiptComparison::after(const domain::HeldLedger& held) {
  if (!lost_ || held.last < receipt_->held) return;
  if (auto open = transaction_.open_recovery(receipt_->agent)) {
    open->whole_at = at_;
    transaction_.note_recovery(*open);
  }
  compare_head(held);
}

}  // namespace quaywatt::server
