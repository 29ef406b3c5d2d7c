#pragma once
// The page of an address nobody has logged in to: what this is, whether it works, where to look. No data.

#include <string>
#include <vector>

#include "server/http/site_state.h"

namespace quaywatt::server {

std::string landing_page(const SiteState& state, const std::vector<std::string>& unready);
std::string landing_style();

}  // namespace quaywatt::server
