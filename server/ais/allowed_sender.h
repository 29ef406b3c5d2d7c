#pragma once
// May this address send us positions? (fault X8)

#include <algorithm>

#include "server/config/ais_config.h"

namespace quaywatt::server {

/// `address` without port, as the socket shows it. Nobody listed: whoever reaches the listener, which is on loopback
/// then (server/config/ais_config.cpp refuses anything else).
inline bool allowed_sender(const AisFeedConfig& config, const std::string& address) {
  return config.allow.empty() || std::ranges::find(config.allow, address) != config.allow.end();
}

}  // namespace quaywatt::server
