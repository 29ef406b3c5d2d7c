#pragma once

#include <stdexcept>

namespace quaywatt::agent {

/// The disk refused or lied: the act is not recorded and must not be shown as saved (faults A3, A4).
struct StorageFailure : std::runtime_error {
  using std::runtime_error::runtime_error;
};

}  // namespace quaywatt::agent
