#include "berth-agent/enrol/identity.h"

#include <stdexcept>

#include "berth-agent/enrol/durable_file.h"
#include "berth-agent/enrol/key_material.h"
#include "schema/wire/line_codec.h"

namespace quaywatt::agent {

namespace {

namespace fs = std::filesystem;

constexpr char kFolder[] = "identity";
constexpr char kPending[] = "identity.pending";
constexpr char kBefore[] = "identity.before";
constexpr char kTlsKey[] = "tls.key";
constexpr char kTlsCertificate[] = "tls.crt";
constexpr char kCa[] = "ca.crt";
constexpr char kLedgerKey[] = "ledger.key";
constexpr char kNextLedgerKey[] = "ledger.key.next";
constexpr char kUntil[] = ".until-";  // and the line that announced the next one
constexpr char kGrant[] = "grant.json";
constexpr char kOpened[] = "epoch-opened";

[[noreturn]] void refuse(const fs::path& file) {
  throw std::runtime_error("注册文件缺失或损坏,请重新注册 / enrolment file missing or damaged, enrol again: " + file.string());
}

std::string must_read(const fs::path& file) {
  auto text = read_whole(file);
  if (!text) refuse(file);
  return *std::move(text);
}

std::vector<ReplacedKey> replaced_keys(const fs::path& folder) {
  const std::string prefix = std::string(kLedgerKey) + kUntil;
  std::vector<ReplacedKey> keys;
  for (const auto& entry : fs::directory_iterator(folder)) {
    const std::string name = entry.path().filename().string();
    if (name.rfind(prefix, 0) != 0) continue;
    if (const auto until = wire::parse_ref(name.substr(prefix.size()))) {
      keys.push_back({*until, wire::SigningKey::from_pem(must_read(entry.path()))});
    }
  }
  return keys;
}

void make_private_folder(const fs::path& folder) {
  fs::create_directories(folder);
  fs::permissions(folder, fs::perms::owner_all);
}

std::string key_kept_in(const fs::path& file, std::string (*make)()) {
  if (auto kept = read_whole(file)) return *std::move(kept);
  std::string fresh = make();
  write_durably(file, fresh, kPrivate);
  return fresh;
}

}  // namespace

std::optional<Identity> load_identity(const fs::path& state_dir) {
  const fs::path folder = state_dir / kFolder;
  if (!fs::exists(folder)) return std::nullopt;
  auto grant = wire::decode_grant(must_read(folder / kGrant));
  if (!grant) refuse(folder / kGrant);
  return Identity{*std::move(grant),
                  wire::SigningKey::from_pem(must_read(folder / kLedgerKey)),
                  {folder / kCa, folder / kTlsCertificate, folder / kTlsKey},
                  replaced_keys(folder)};
}

fs::path KeyFiles::replaced_at(const domain::LedgerPosition& until) const {
  return current.string() + kUntil + wire::format_ref(until);
}

KeyFiles key_files(const fs::path& state_dir) {
  const fs::path folder = state_dir / kFolder;
  return {folder / kLedgerKey, folder / kNextLedgerKey};
}

PendingKeys pending_keys(const fs::path& state_dir) {
  const fs::path folder = state_dir / kPending;
  make_private_folder(folder);
  // What stands there with a grant is an identity that was replaced; its keys are spent.
  if (fs::exists(folder / kGrant)) {
    fs::remove_all(folder);
    make_private_folder(folder);
  }
  return {key_kept_in(folder / kTlsKey, &new_tls_key_pem),
          key_kept_in(folder / kLedgerKey, [] { return wire::SigningKey::generate().pem(); })};
}

void adopt_grant(const fs::path& state_dir, const wire::EnrolmentGrant& grant) {
  const fs::path pending = state_dir / kPending;
  write_durably(pending / kTlsCertificate, grant.certificate_pem, kReadable);
  write_durably(pending / kCa, grant.ca_pem, kReadable);
  write_durably(pending / kGrant, wire::encode_grant(grant), kReadable);
  put_in_place(pending, state_dir / kFolder);
  if (!fs::exists(pending)) return;
  fs::remove_all(state_dir / kBefore);
  fs::rename(pending, state_dir / kBefore);
}

bool epoch_was_opened(const fs::path& state_dir) { return fs::exists(state_dir / kFolder / kOpened); }

void note_epoch_opened(const fs::path& state_dir) {
  write_durably(state_dir / kFolder / kOpened, QUAYWATT_VERSION "\n", kReadable);
}

}  // namespace quaywatt::agent
