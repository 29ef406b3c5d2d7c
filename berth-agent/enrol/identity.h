#pragma once
// What an enrolment leaves in the state directory: keys (0600), certificate, the CA to trust and the server's grant.
// The files of one enrolment stand in one folder that is put in place in one step, so that a power cut leaves the
// old identity or the new one, never a mixture.

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "berth-agent/uplink/https_exchange.h"
#include "berth-agent/uplink/signing_keys.h"
#include "schema/wire/enrolment.h"
#include "schema/wire/signature.h"

namespace quaywatt::agent {

struct Identity {
  wire::EnrolmentGrant grant;
  wire::SigningKey ledger_key;
  TlsFiles tls;
  std::vector<ReplacedKey> replaced_keys = {};  ///< by `rekey`, in no order
};

/// Where the signing keys of the identity in place stand.
struct KeyFiles {
  std::filesystem::path current;
  std::filesystem::path next;  ///< there only while a change is under way
  std::filesystem::path replaced_at(const domain::LedgerPosition& until) const;
};
KeyFiles key_files(const std::filesystem::path& state_dir);

/// The private halves, before the server has answered.
struct PendingKeys {
  std::string tls_key_pem;
  std::string ledger_key_pem;
};

/// nullopt: this cabinet was never enrolled. Throws std::runtime_error when files are there but do not do.
std::optional<Identity> load_identity(const std::filesystem::path& state_dir);

/// Keys of an enrolment under way, made and kept on disk when there are none: if the server's answer is lost, the
/// same request can be repeated with the same code. Throws std::runtime_error on disk trouble.
PendingKeys pending_keys(const std::filesystem::path& state_dir);

/// Puts the pending keys and the grant in place of any earlier identity, which is kept as "identity.before".
void adopt_grant(const std::filesystem::path& state_dir, const wire::EnrolmentGrant& grant);

/// Has an epoch been opened under the identity in place? Kept beside the keys and not with the ledger: a cabinet whose
/// ledger was removed must not begin to count anew.
bool epoch_was_opened(const std::filesystem::path& state_dir);
void note_epoch_opened(const std::filesystem::path& state_dir);

}  // namespace quaywatt::agent
