#pragma once
// One request and its answer, free of sockets, so that handlers are plain functions and tests need no network.

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "domain/time/instant.h"

namespace quaywatt::server {

/// The client certificate of the connection, verified by TLS against our CA.
struct PeerCertificate {
  std::string fingerprint;  ///< SHA-256 of the DER, 64 lower-case hex digits
  std::string common_name;
};

/// Header names compare without case.
struct HeaderOrder {
  using is_transparent = void;
  bool operator()(std::string_view one, std::string_view other) const;
};
using Headers = std::map<std::string, std::string, HeaderOrder>;

struct HttpCall {
  std::string request_id;
  std::string method;
  std::string path;                                    ///< decoded, without query
  std::string query;
  std::map<std::string, std::string> path_parameters;  ///< of the route's pattern: "{agent}"
  Headers headers;
  std::string body;                                    ///< as it came, within the route's limit
  std::string remote_address;                          ///< without port
  bool remote_is_loopback = false;
  std::optional<PeerCertificate> peer;
  std::string agent;                                   ///< set by the agent link's gate alone (fault X3)
  domain::Instant received_at{};

  std::string header(std::string_view name) const;     ///< empty when absent
};

struct HttpAnswer {
  int code = 200;
  std::string content_type = "application/json; charset=utf-8";
  std::string body;
  std::vector<std::pair<std::string, std::string>> headers;
  /// What the access log says beside code and time; never secrets.
  std::vector<std::pair<std::string, std::string>> log_fields;
};

using HttpHandler = std::function<HttpAnswer(const HttpCall&)>;

}  // namespace quaywatt::server
