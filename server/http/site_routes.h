#pragma once
// GET /, /healthz, /readyz, /metrics and the landing page's style.

#include <functional>
#include <vector>

#include "server/http/metrics.h"
#include "server/http/router.h"
#include "server/http/site_state.h"

namespace quaywatt::server {

/// `refresh_metrics` brings gauges up to date before they are read.
std::vector<Route> site_routes(SiteState state, ServerMetrics& metrics, std::function<void()> refresh_metrics);

}  // namespace quaywatt::server
