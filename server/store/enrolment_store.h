#pragma once
// One-time codes and what they are spent on (fault X4).

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "domain/ledger/acceptance.h"
#include "domain/time/instant.h"
#include "schema/wire/enrolment.h"
#include "server/store/alarm_store.h"

namespace quaywatt::server {

struct EnrolmentCode {
  std::string code_hash;
  std::string agent;
  std::string berth;
  domain::Instant created_at{};
  domain::Instant expires_at{};
  std::optional<domain::Instant> used_at;
  std::string used_from;                ///< address
  std::string used_keys;                ///< hash of the keys it was spent on
  std::string certificate_fingerprint;  ///< of the certificate it bought
  std::uint32_t attempts = 0;
};

struct IssuedCertificate {
  std::string fingerprint;  ///< SHA-256, 64 lower-case hex digits
  std::string serial;
  std::string pem;
  domain::Instant issued_at{};
  domain::Instant not_after{};
};

/// What spending a code does, all of it or nothing.
struct NewEnrolment {
  std::string code_hash;
  std::string agent;
  std::string berth;
  std::string ledger_key;             ///< base64; signs what comes after what is held
  std::string ledger_key_fingerprint;
  std::string program_version;
  std::string from;
  std::string keys_hash;
  IssuedCertificate certificate;      ///< earlier ones of the agent are revoked
  domain::LedgerPosition held;
};

class EnrolmentTransaction {
 public:
  virtual ~EnrolmentTransaction() = default;
  /// Locks the code's row and counts the attempt. nullopt: no such code.
  virtual std::optional<EnrolmentCode> present_code(const std::string& code_hash) = 0;
  /// What is held of the agent's ledger; locks the agent's row when there is one.
  virtual domain::HeldLedger lock_held(const std::string& agent) = 0;
  virtual std::optional<std::string> certificate_pem(const std::string& fingerprint) = 0;
  /// The agent waits for approval afterwards.
  virtual void enrol(const NewEnrolment& enrolment) = 0;
  virtual std::vector<wire::ReceiptKey> receipt_keys() = 0;
  virtual void raise(const Alarm& alarm) = 0;
};

enum class CodeCreation {
  other_berth,  ///< the agent's name belongs to a cabinet at another berth
  created
};

class EnrolmentStore {
 public:
  virtual ~EnrolmentStore() = default;
  /// As LedgerStore::in_transaction.
  virtual void in_transaction(const std::function<void(EnrolmentTransaction&)>& work) = 0;
  /// Earlier codes of the agent that nobody used expire with it.
  virtual CodeCreation create_code(const EnrolmentCode& code) = 0;
  /// Newest first, at most `max`.
  virtual std::vector<EnrolmentCode> codes(std::size_t max) = 0;
};

}  // namespace quaywatt::server
