#pragma once
// What register and radio call the vessels of MMSIs.

#include <map>
#include <set>

#include "server/store/ais_figures_store.h"
#include "server/store/mysql/connection.h"

namespace quaywatt::server::mysql {

std::map<std::uint32_t, NamedVessel> named_vessels(Connection& connection, const std::set<std::uint32_t>& mmsis);

}  // namespace quaywatt::server::mysql
