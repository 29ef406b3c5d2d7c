#pragma once
// Who may come in at all. A page on the internet that makes the operator's browser speak to this cabinet is stopped
// here: by its Origin (CSRF), or by the Host it got its name under (DNS rebinding).

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "berth-agent/local/answer.h"

namespace quaywatt::agent {

/// A request as it arrived, before anything of it is believed.
struct Arrival {
  std::string method;
  std::string path;           ///< without query
  std::string host;           ///< header, empty when absent, as all below
  std::string origin;
  std::string fetch_site;     ///< Sec-Fetch-Site
  std::string content_type;
  std::string authorization;
  std::string source;         ///< address of the peer
  /// The body, or nullopt when it is longer than that or broke off. Read only once everything else is in order.
  std::function<std::optional<std::string>(std::size_t max_bytes)> read_body;
};

/// The names under which a loopback server at this port may be called.
std::vector<std::string> loopback_names(const std::string& host, std::uint16_t tcp_port);

/// Why it may not come in; nullopt when it may. No Origin is a program of this cabinet, and no browser.
std::optional<Answer> stopped_at_door(const Arrival& arrival, const std::vector<std::string>& names);

/// "application/json", with or without parameters.
bool is_json(const std::string& content_type);

/// The token of "Bearer …"; empty when there is none.
std::string bearer_token(const std::string& authorization);

}  // namespace quaywatt::agent
