#include "berth-agent/enrol/key_change.h"

#include <optional>
#include <stdexcept>

#include "berth-agent/enrol/durable_file.h"
#include "berth-agent/enrol/identity.h"
#include "schema/wire/line_codec.h"

namespace quaywatt::agent {

namespace {

namespace fs = std::filesystem;

std::string read_key(const fs::path& file) {
  auto text = read_whole(file);
  if (!text) throw std::runtime_error("签名密钥缺失,请重新注册 / the signing key is missing, enrol again: " + file.string());
  return *std::move(text);
}

/// The key the ledger's last line announces, if that is what the line does.
std::optional<std::string> announced(LedgerStore& store) {
  const auto last = store.last();
  if (!last) return std::nullopt;
  const auto decoded = wire::decode_line(last->line, last->position);
  const auto* line = std::get_if<domain::LedgerLine>(&decoded);
  const auto* changed = line == nullptr ? nullptr : std::get_if<domain::KeyChanged>(&line->body);
  return changed == nullptr ? std::nullopt : std::optional{changed->public_key};
}

}  // namespace

wire::PublicKey change_signing_key(const fs::path& state_dir, Ledger& ledger) {
  const KeyFiles files = key_files(state_dir);
  const auto fresh = wire::SigningKey::generate();
  write_durably(files.next, fresh.pem(), kPrivate);
  const auto line = ledger.append(ledger.device(), domain::KeyChanged{fresh.public_key().base64()});
  write_durably(files.replaced_at(line.position), read_key(files.current), kPrivate);
  write_durably(files.current, fresh.pem(), kPrivate);
  fs::remove(files.next);
  return fresh.public_key();
}

bool settle_key_change(const fs::path& state_dir, LedgerStore& store) {
  const KeyFiles files = key_files(state_dir);
  const auto next = read_whole(files.next);
  if (!next) return false;
  const auto fresh = wire::SigningKey::from_pem(*next);
  const bool in_force = announced(store) == fresh.public_key().base64();
  const std::string current = read_key(files.current);
  if (in_force && current != *next) {
    write_durably(files.replaced_at(store.last()->position), current, kPrivate);
    write_durably(files.current, *next, kPrivate);
  }
  fs::remove(files.next);
  return in_force;
}

}  // namespace quaywatt::agent
