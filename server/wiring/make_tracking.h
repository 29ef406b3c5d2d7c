#pragma once
// The tracker of live positions, from settings.

#include <memory>

#include "server/ais/ais_tracking.h"
#include "server/config/server_config.h"
#include "server/http/metrics.h"
#include "server/wiring/mysql_stores.h"

namespace quaywatt::server {

/// Null when no [ais] is configured. Throws StartRefused naming the file and the place in it for fences or waters that
/// cannot be taken. Borrows all but the settings. Not started.
std::unique_ptr<AisTracking> make_tracking(const ServerConfig& config, MysqlStores& stores, WallClock clock,
                                           const std::string& holder, Log& log);

/// Brings the counters of the feeds up to date.
void measure(const AisTracking& tracking, ServerMetrics& metrics);

}  // namespace quaywatt::server
