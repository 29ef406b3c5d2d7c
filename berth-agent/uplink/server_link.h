#pragma once
// One question and one answer between agent and server, whatever carries them. The shipped one is HTTPS with a
// client certificate (https_link.h); the simulator and the tests bring their own.

#include <optional>
#include <string>
#include <variant>

#include "domain/time/instant.h"

namespace quaywatt::agent {

/// What came back, not yet believed: see answer_check.h.
struct ServerReply {
  int http_code = 0;
  std::string body;
  std::optional<domain::Millis> retry_after;  ///< real time the server asks us to stay away
};

/// No answer, or none that may be used.
struct LinkFailure {
  enum class Kind {
    unreachable,  ///< name, address, connection or time-out
    distrusted,   ///< the far end's certificate is not the pinned one's, or expired (fault N8)
    hijacked,     ///< an answer that is not our server's: portal, proxy, wrong signature (fault N6)
    busy,         ///< the server asks to come later (fault N9)
    refused,      ///< an error answer of HTTP
    ledger        ///< our own ledger cannot be read or is broken; nothing was sent
  };
  Kind kind = Kind::unreachable;
  std::string zh;
  std::string en;
  std::optional<domain::Millis> retry_after;
};

using LinkAnswer = std::variant<ServerReply, LinkFailure>;

/// Silence is waited for twice as long by the TLS library, and connecting comes before: 27 s together, not 30.
inline constexpr domain::Millis kUsualPatience{10'000};

/// Never throws for what a network can do. Both calls return within 30 s even when the far end is gone (fault N4).
class ServerLink {
 public:
  virtual ~ServerLink() = default;
  /// POST /agent/v1/ledger with a gzipped batch.
  virtual LinkAnswer send(const std::string& gzipped_batch) = 0;
  /// GET /agent/v1/head: "what do you hold of mine?" `patience`: real time after which silence is a failure.
  virtual LinkAnswer head(domain::Millis patience) = 0;
};

}  // namespace quaywatt::agent
