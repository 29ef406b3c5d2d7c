#pragma once

#include <string>

namespace quaywatt::agent {

/// Bytes nobody can foretell, from the operating system's generator. Throws std::runtime_error when it has none.
std::string secure_random_bytes(std::size_t count);

}  // namespace quaywatt::agent
