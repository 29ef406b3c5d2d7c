#pragma once
// What the doctor looks at. Each check adds at least one finding; none throws for what it finds.

#include "domain/time/instant.h"
#include "server/cli/doctor_finding.h"
#include "server/config/server_config.h"
#include "server/store/server_stores.h"

namespace quaywatt::server {

/// Certificates: readable, belonging to their keys, not about to expire; keys closed to others.
void check_files(const ServerConfig& config, domain::Instant now, Findings& findings);

/// Reachable, settings (faults D1, D2, D3), migrations, indexes (D13), clock against ours.
void check_database(ServerStores& stores, const ServerConfig& config, domain::Instant now, Findings& findings);

/// Is anyone tracking positions, and are the feeds of use (fault V11). Nothing without [ais].
void check_ais(ServerStores& stores, const ServerConfig& config, domain::Instant now, Findings& findings);

/// Free disk (fault S8) and whether something disciplines the clock.
void check_machine(const ServerConfig& config, Findings& findings);

}  // namespace quaywatt::server
