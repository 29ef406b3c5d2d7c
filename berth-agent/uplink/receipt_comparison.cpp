#include "berth-agent/uplink/receipt_comparison.h"

#include "berth-agent/uplink/uplink.h"

namespace quaywatt::agent {

std::optional<wire::Receipt> kept_receipt(LedgerStore& store, const std::string& agent,
                                          const std::vector<PinnedKey>& keys) {
  return kept_receipt(store, agent, keys, Uplink::kReceiptNote);
}

std::optional<wire::Receipt> kept_receipt(LedgerStore& store, const std::string& agent,
                                          const std::vector<PinnedKey>& keys, const std::string& note_name) {
  const auto note = store.note(note_name);
  if (!note) return std::nullopt;
  const auto answer = wire::decode_answer(*note);
  if (!answer || !receipt_valid(answer->receipt, agent, keys)) return std::nullopt;
  return answer->receipt;
}

std::optional<ReceiptComparison> compare_with_receipt(LedgerStore& store, const std::string& agent,
                                                      const std::vector<PinnedKey>& keys) {
  const auto receipt = kept_receipt(store, agent, keys);
  if (!receipt || receipt->held.epoch == 0) return std::nullopt;
  const auto last = store.last();
  const auto there = store.at(receipt->held);
  if (there && there->head == receipt->head) {
    return ReceiptComparison{receipt->held, true, "与服务器回执一致", "agrees with the server's receipt"};
  }
  if (there) {
    return ReceiptComparison{receipt->held, false, "与服务器回执不符:台账被改写", "is not what the server signed: rewritten"};
  }
  if (!last || last->position < receipt->held) {
    return ReceiptComparison{receipt->held, false, "服务器持有更多:台账尾部缺失",
                             "the server holds more: lines at the end are missing"};
  }
  return ReceiptComparison{receipt->held, true, "本机在其后另开纪元", "an epoch was opened behind it"};
}

std::vector<PinnedKey> pinned_keys(const std::vector<wire::ReceiptKey>& granted) {
  std::vector<PinnedKey> keys;
  for (const auto& pinned : granted) {
    if (const auto key = wire::PublicKey::from_base64(pinned.public_key)) keys.push_back({pinned.key_id, *key});
  }
  return keys;
}

}  // namespace quaywatt::agent
