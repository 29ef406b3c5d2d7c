#pragma once
// Who may do what only one instance of many may do (fault S2). Times are the database's, so that instances with
// different clocks agree.

#include <cstdint>
#include <optional>
#include <string>

#include "domain/time/instant.h"

namespace quaywatt::server {

class LeaseStore {
 public:
  virtual ~LeaseStore() = default;

  /// Takes or prolongs the lease for `ttl`. nullopt: another holder has it. The fencing token grows with each change
  /// of holder; who writes under a lease may compare it.
  virtual std::optional<std::uint64_t> acquire(const std::string& name, const std::string& holder,
                                               domain::Millis ttl) = 0;
  /// Gives it up at once; nothing happens when it is not held.
  virtual void release(const std::string& name, const std::string& holder) = 0;
  /// Who holds it now, for people.
  virtual std::optional<std::string> holder(const std::string& name) = 0;
};

}  // namespace quaywatt::server
