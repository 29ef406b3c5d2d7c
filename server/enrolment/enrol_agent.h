#pragma once
// Spends a one-time code: names the agent, signs its certificate, takes its ledger key, lets it wait for approval
// (fault X4). Everything in one transaction.

#include <string>
#include <variant>

#include "schema/wire/enrolment.h"
#include "server/enrolment/attempt_limiter.h"
#include "server/enrolment/certificate_authority.h"
#include "server/store/enrolment_store.h"

namespace quaywatt::server {

inline constexpr std::chrono::hours kCodeLife{24};

/// In order of precedence.
enum class EnrolmentRefusal {
  too_many_attempts,  ///< wrong codes from this address
  bad_keys,           ///< the code is not spent on it
  unknown_code,
  used_code,          ///< by other keys than these: an alarm
  expired_code
};

/// Thread-safe. References outlive it.
class EnrolAgent {
 public:
  EnrolAgent(EnrolmentStore& store, const CertificateAuthority& authority) : store_(store), authority_(authority) {}

  /// The same request again, its answer lost, gets the same certificate. Throws the classes of store_error.h.
  std::variant<wire::EnrolmentGrant, EnrolmentRefusal> run(const wire::EnrolmentRequest& request,
                                                           const std::string& from, domain::Instant now);

 private:
  void note_wrong_code(const std::string& from, domain::Instant now);

  EnrolmentStore& store_;
  const CertificateAuthority& authority_;
  AttemptLimiter limiter_;
};

}  // namespace quaywatt::server
