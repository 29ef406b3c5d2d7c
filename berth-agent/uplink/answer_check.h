#pragma once
// Which answers are the server's. A receipt counts only with the signature of a pinned key over our own name; a page
// of a captive portal with HTTP 200 is no receipt (fault N6).

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "berth-agent/uplink/next_step.h"
#include "berth-agent/uplink/server_link.h"
#include "domain/ledger/acceptance.h"
#include "schema/wire/batch.h"
#include "schema/wire/signature.h"

namespace quaywatt::agent {

struct PinnedKey {
  std::string key_id;
  wire::PublicKey key;
};

struct TrustedAnswer {
  std::string verdict;                                ///< as it came: a verdict, "held", or a framing defect's reason
  std::optional<domain::BatchVerdict> batch_verdict;  ///< absent for "held" and framing defects
  std::string text;                                   ///< the server's words, may be empty
  std::optional<ServerHolds> holds;                   ///< absent only when the server knows or trusts us not
  domain::Instant server_time{};                      ///< of the receipt, when `holds` is there
  std::vector<std::uint64_t> set_aside;
  wire::BatchAnswer raw;                              ///< for keeping
};

std::variant<TrustedAnswer, LinkFailure> check_answer(const ServerReply& reply, const std::string& agent,
                                                      const std::vector<PinnedKey>& keys);

bool receipt_valid(const wire::Receipt& receipt, const std::string& agent, const std::vector<PinnedKey>& keys);

}  // namespace quaywatt::agent
