#include "schema/wire/export.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cstdio>
#include <stdexcept>

#include "schema/wire/chain.h"

namespace quaywatt::wire {
namespace {

constexpr std::size_t kSignatureBytes = 64;

std::string raw_signature(std::string_view base64) {
  auto raw = base64_decode(base64);
  if (!raw || raw->size() != kSignatureBytes) throw std::invalid_argument("export: no signature of 64 bytes");
  return std::move(*raw);
}

/// A signed text and, beside it, its signature.
void put_signed(ExportFiles& files, const std::string& name, std::string text, std::string_view signature_base64) {
  files[name + ".sig"] = raw_signature(signature_base64);
  files[name] = std::move(text);
}

/// "000000000001-000000001000": sorts as it counts.
std::string span_name(std::uint64_t first, std::uint64_t last) {
  std::array<char, 64> out{};
  std::snprintf(out.data(), out.size(), "%012llu-%012llu", static_cast<unsigned long long>(first),
                static_cast<unsigned long long>(last));
  return out.data();
}

/// Adds the files of one epoch; returns the head after its last line.
domain::Head put_epoch(ExportFiles& files, const std::string& agent, const ExportedEpoch& epoch,
                       const SigningKey& key) {
  const std::string folder = "epoch-" + std::to_string(epoch.epoch) + "/";
  std::string& lines = files[folder + "lines.ndjson"];
  std::string& heads = files[folder + "heads.txt"];
  domain::Head head = epoch.head_before;
  for (std::size_t start = 0; start < epoch.lines.size(); start += kBatchMaxLines) {
    const auto end = std::min(start + kBatchMaxLines, epoch.lines.size());
    Batch batch;
    batch.agent = agent;
    batch.epoch = epoch.epoch;
    batch.first_seq = epoch.first_seq + start;
    batch.last_seq = epoch.first_seq + end - 1;
    batch.head_before = head;
    for (std::size_t i = start; i < end; ++i) {
      head = head_after(head, epoch.lines[i]);
      lines += epoch.lines[i] + "\n";
      heads += head + "\n";
    }
    batch.head_after = head;
    const std::string text = signed_text(batch);
    put_signed(files, folder + "batches/" + span_name(batch.first_seq, batch.last_seq) + ".txt", text, key.sign(text));
  }
  return head;
}

void put_receipts(ExportFiles& files, const LedgerExport& ledger) {
  constexpr std::string_view kPlain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-";
  for (const auto& key : ledger.receipt_keys) {
    const auto& id = key.key_id;
    if (id.empty() || id.front() == '.' || id.find_first_not_of(kPlain) != std::string::npos) {
      throw std::invalid_argument("export: the receipt key's id cannot be a file name");
    }
    const auto public_key = PublicKey::from_base64(key.public_key);
    if (!public_key) throw std::invalid_argument("export: receipt key " + id + " is no Ed25519 key");
    files["keys/receipt-" + id + ".pem"] = public_key->pem();
  }
  for (const auto& receipt : ledger.receipts) {
    const auto& held = receipt.held;
    const std::string name = "receipts/" + std::to_string(held.epoch) + "-" + std::to_string(held.seq) + ".txt";
    put_signed(files, name, signed_text(receipt), receipt.signature);
  }
}

}  // namespace

ExportFiles export_ledger(const LedgerExport& ledger, const SigningKey& key) {
  ExportFiles files;
  std::string cover = "quaywatt export 1\n" + ledger.agent + "\n" + domain::format_instant(ledger.exported_at) + "\n" +
                      ledger.program_version + "\n";
  for (const auto& epoch : ledger.epochs) {
    assert(!epoch.lines.empty() && epoch.first_seq >= 1);
    const domain::Head head = put_epoch(files, ledger.agent, epoch, key);
    cover += "epoch " + std::to_string(epoch.epoch) + " first " + std::to_string(epoch.first_seq) + " last " +
             std::to_string(epoch.first_seq + epoch.lines.size() - 1) + " before " + epoch.head_before + " after " +
             head + " file " + sha256_hex(files["epoch-" + std::to_string(epoch.epoch) + "/lines.ndjson"]) + "\n";
  }
  const std::string signature = key.sign(cover);
  put_signed(files, "agent.txt", std::move(cover), signature);
  files["keys/agent.pem"] = key.public_key().pem();
  put_receipts(files, ledger);
  files["README.md"] = export_readme();
  return files;
}

}  // namespace quaywatt::wire
