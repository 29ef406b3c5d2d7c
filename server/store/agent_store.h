#pragma once
// Who the berth agents are: certificates, standing, approval, revocation.

#include <optional>
#include <string>
#include <vector>

#include "domain/ledger/acceptance.h"
#include "domain/time/instant.h"

namespace quaywatt::server {

/// Whose certificate it is. The agent's standing may still forbid everything.
struct KnownCertificate {
  std::string agent;
  bool revoked = false;
  domain::Instant not_after{};
};

struct AgentSummary {
  std::string agent;
  std::string berth;
  domain::AgentStanding standing = domain::AgentStanding::unknown;
  std::string ledger_key_fingerprint;
  std::string program_version;
  domain::Instant enrolled_at{};
  std::optional<domain::Instant> last_contact_at;
  domain::LedgerPosition held;
  std::uint64_t replayed_lines = 0;
};

enum class Approval {
  no_such_agent,
  not_waiting,        ///< already enrolled, suspended or revoked
  wrong_fingerprint,  ///< not the one of the key that waits (fault X4)
  approved
};

class AgentStore {
 public:
  virtual ~AgentStore() = default;

  /// By SHA-256 fingerprint, 64 lower-case hex digits.
  virtual std::optional<KnownCertificate> certificate(const std::string& fingerprint) = 0;
  virtual std::vector<AgentSummary> agents() = 0;
  /// `fingerprint` as both sides show it, spaces and case ignored.
  virtual Approval approve(const std::string& agent, const std::string& fingerprint, domain::Instant at) = 0;
  /// The agent and all its certificates; false when there is no such agent.
  virtual bool revoke(const std::string& agent, domain::Instant at) = 0;
};

}  // namespace quaywatt::server
