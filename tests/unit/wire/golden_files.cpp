#include <fstream>
#include <sstream>

#include "schema/wire/chain.h"
#include "schema/wire/line_codec.h"
#include "tests/unit/wire/golden.h"

namespace quaywatt::wire {
namespace {

/// PKCS#8 of an Ed25519 key is these bytes and the 32 of its seed (RFC 8410).
SigningKey key_of_seed(std::string_view seed) {
  constexpr std::string_view kPrefix("\x30\x2e\x02\x01\x00\x30\x05\x06\x03\x2b\x65\x70\x04\x22\x04\x20", 16);
  const std::string der = std::string(kPrefix) + sha256_hex(seed).substr(0, 32);
  const std::string label = "PRIVATE KEY-----\n";
  return SigningKey::from_pem("-----BEGIN " + label + base64_encode(der) + "\n-----END " + label);
}

Receipt receipt_of(domain::LedgerPosition held, domain::Head head, domain::Instant server_time) {
  Receipt receipt{kGoldenAgent, held, std::move(head), server_time, "r2025", ""};
  receipt.signature = golden_receipt_key().sign(signed_text(receipt));
  return receipt;
}

std::vector<std::string> lines_of_epoch(std::uint32_t epoch) {
  std::vector<std::string> lines;
  for (const auto& line : golden_lines()) {
    if (line.position.epoch == epoch) lines.push_back(encode_line(line));
  }
  return lines;
}

domain::Head head_of(std::uint32_t epoch, const std::vector<std::string>& lines, std::size_t count) {
  domain::Head head = epoch_start_head(kGoldenAgent, epoch);
  for (std::size_t i = 0; i < count; ++i) head = head_after(head, lines[i]);
  return head;
}

const domain::Instant kServerTime = domain::parse_instant("2025-03-01T12:00:00.250Z").value();

std::vector<std::string> golden_answers() {
  const auto lines = lines_of_epoch(1);
  const Receipt nothing = receipt_of({0, 0}, "", kServerTime);
  const Receipt receipt = receipt_of({1, kGoldenKeyChange}, head_of(1, lines, kGoldenKeyChange), kServerTime);
  return {encode_answer({"held", "", std::nullopt, nothing, {}}),
          encode_answer({"accepted", "", std::nullopt, receipt, {17, 21}}),
          encode_answer({"line_too_long", "行超过 8192 字节 / the line exceeds 8192 bytes", 4, receipt, {}}),
          encode_answer({"unknown_agent", "证书未登记 / the certificate is not known", std::nullopt, {}, {}})};
}

EnrolmentGrant golden_grant() {
  return {kGoldenAgent,
          "A3",
          "-----BEGIN CERTIFICATE-----\n…\n-----END CERTIFICATE-----\n",
          "-----BEGIN CERTIFICATE-----\n…\n-----END CERTIFICATE-----\n",
          golden_agent_key().public_key().fingerprint(),
          {{"r2025", golden_receipt_key().public_key().base64()}},
          2,
          head_of(1, lines_of_epoch(1), kGoldenKeyChange),
          kGoldenKeyChange,
          kServerTime};
}

}  // namespace

std::string golden_path(const std::string& name) { return QUAYWATT_SOURCE_DIR "/schema/wire/golden/" + name; }

std::string golden_text(const std::string& name) {
  std::ifstream file(golden_path(name), std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

const SigningKey& golden_agent_key() {
  static const SigningKey key = key_of_seed("quaywatt golden agent key");
  return key;
}

const SigningKey& golden_new_agent_key() {
  static const SigningKey key = key_of_seed("quaywatt golden new agent key");
  return key;
}

const SigningKey& golden_receipt_key() {
  static const SigningKey key = key_of_seed("quaywatt golden receipt key");
  return key;
}

LedgerExport golden_export() {
  LedgerExport ledger;
  ledger.agent = kGoldenAgent;
  ledger.program_version = "quaywatt-agent 0.1.0";
  ledger.exported_at = domain::parse_instant("2025-03-02T00:00:00.000Z").value();
  for (const std::uint32_t epoch : {1U, 2U}) {
    ledger.epochs.push_back({epoch, 1, epoch_start_head(kGoldenAgent, epoch), lines_of_epoch(epoch)});
  }
  const auto& first = ledger.epochs.front().lines;
  const auto& second = ledger.epochs.back().lines;
  ledger.receipts = {receipt_of({1, kGoldenKeyChange}, head_of(1, first, kGoldenKeyChange), kServerTime),
                     receipt_of({2, second.size()}, head_of(2, second, second.size()),
                                kServerTime + std::chrono::hours(2))};
  ledger.receipt_keys = {{"r2025", golden_receipt_key().public_key().base64()}};
  return ledger;
}

std::vector<std::string> golden_messages() {
  const auto lines = lines_of_epoch(1);
  const Batch batch = make_batch(kGoldenAgent, 1, 1, epoch_start_head(kGoldenAgent, 1),
                                 {lines.begin(), lines.begin() + kGoldenKeyChange}, golden_agent_key());
  const std::string body = encode_batch(batch);
  std::vector<std::string> messages{body.substr(0, body.find('\n'))};
  for (auto& answer : golden_answers()) messages.push_back(std::move(answer));
  messages.push_back(encode_request({"7KQM-2XF9-4TZB",
                                     "-----BEGIN CERTIFICATE REQUEST-----\n…\n-----END CERTIFICATE REQUEST-----\n",
                                     golden_agent_key().public_key().base64(), "0.1.0"}));
  messages.push_back(encode_grant(golden_grant()));
  return messages;
}

}  // namespace quaywatt::wire
