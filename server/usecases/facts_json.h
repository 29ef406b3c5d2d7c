#pragma once
// The facts of a stay as `quaywatt assess` reads them, so that anyone can judge again what was judged.

#include <string>

#include "domain/rules/stay_facts.h"

namespace quaywatt::server {

/// One line of JSON; the same facts give the same bytes.
std::string facts_json(const domain::StayFacts& facts);

}  // namespace quaywatt::server
