#pragma once
// Who speaks on the agent link: whoever holds a certificate we gave and did not revoke. Neither body nor header has a
// say (fault X3).

#include "server/http/port_settings.h"
#include "server/store/agent_store.h"

namespace quaywatt::server {

/// Refuses with `unknown_agent` what is unknown, revoked or expired; sets `call.agent` otherwise. Outlived by `agents`.
Gate agent_gate(AgentStore& agents);

}  // namespace quaywatt::server
