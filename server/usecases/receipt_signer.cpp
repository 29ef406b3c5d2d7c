#include "server/usecases/receipt_signer.h"

#include <algorithm>
#include <utility>

namespace quaywatt::server {

ReceiptSigner::ReceiptSigner(wire::SigningKey key) : key_(std::move(key)) {
  std::string fingerprint = key_.public_key().fingerprint();
  std::erase(fingerprint, ' ');
  key_id_ = "r-" + fingerprint;
}

wire::Receipt ReceiptSigner::sign(const std::string& agent, const domain::HeldLedger& held,
                                  domain::Instant server_time) const {
  wire::Receipt receipt{agent, held.last, held.head, server_time, key_id_, ""};
  receipt.signature = key_.sign(wire::signed_text(receipt));
  return receipt;
}

bool ReceiptSigner::made(const wire::Receipt& receipt) const {
  return receipt.key_id == key_id_ && key_.public_key().verify(wire::signed_text(receipt), receipt.signature);
}

wire::ReceiptKey ReceiptSigner::public_key() const { return {key_id_, key_.public_key().base64()}; }

}  // namespace quaywatt::server
