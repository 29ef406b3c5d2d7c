#pragma once
// Commands that work on the server's database: they read its settings file and open its stores.

#include <functional>
#include <memory>
#include <string>

#include "server/config/server_config.h"
#include "server/store/server_stores.h"
#include "server/store/wall_clock.h"

namespace quaywatt::server {

/// Opens nothing yet: stores connect when they are first asked.
using OpenStores = std::function<std::unique_ptr<ServerStores>(const DatabaseConfig& database)>;

struct DatabaseSurroundings {
  OpenStores open_stores;
  WallClock clock;
};

}  // namespace quaywatt::server
