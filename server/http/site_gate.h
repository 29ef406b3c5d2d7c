#pragma once
// Who may on the site's port: anyone what is public, the configured addresses what is for monitoring, nobody else
// anything.

#include <set>
#include <string>

#include "server/http/port_settings.h"

namespace quaywatt::server {

/// `monitoring_addresses`: without port, as the socket shows them; loopback always may.
Gate site_gate(std::set<std::string> monitoring_addresses);

}  // namespace quaywatt::server
