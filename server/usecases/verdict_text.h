#pragma once
// What a verdict means and what to do next, for the people at the berth.

#include <string>

#include "domain/ledger/acceptance.h"

namespace quaywatt::server {

/// "中文 / English"; empty where nothing needs to be said.
std::string verdict_text(domain::BatchVerdict verdict);

}  // namespace quaywatt::server
