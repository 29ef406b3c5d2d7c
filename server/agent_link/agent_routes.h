#pragma once
// POST /agent/v1/ledger, GET /agent/v1/head, GET /agent/v1/time.

#include <functional>
#include <vector>

#include "server/http/metrics.h"
#include "server/http/router.h"
#include "server/usecases/accept_batch.h"

namespace quaywatt::server {

inline constexpr std::string_view kTimePath = "/agent/v1/time";

struct AgentLinkHooks {
  std::function<bool()> may_store;      ///< false while the disk is too full to take more in (fault S8)
  std::function<void()> on_new_lines;   ///< after lines were committed; must be quick
};

/// References outlive the routes.
std::vector<Route> agent_routes(const AcceptBatch& accept_batch, ServerMetrics& metrics, AgentLinkHooks hooks);

}  // namespace quaywatt::server
