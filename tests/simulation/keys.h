#pragma once
// Ed25519 keys that follow from the seed.

#include <string>

#include "tests/simulation/random.h"

namespace quaywatt::simulation {

std::string key_pem(Random random);

}  // namespace quaywatt::simulation
