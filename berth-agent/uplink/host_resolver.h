#pragma once
// Names to addresses, asked of the machine's resolver, which may hang for longer than anybody here waits (fault N7).

#include <memory>
#include <string>
#include <vector>

#include "domain/time/instant.h"

namespace quaywatt::agent {

class HostResolver {
 public:
  virtual ~HostResolver() = default;
  /// Addresses of `host` as text ("192.0.2.7", "2001:db8::7"), the preferred first; a literal address is its own.
  /// Empty when the name does not lead anywhere now.
  virtual std::vector<std::string> resolve(const std::string& host) = 0;
};

/// The machine's own resolver, IPv4 before IPv6 where a name has both, given up on after `patience` of real time.
class SystemResolver : public HostResolver {
 public:
  /// With the patience of the exchange that follows it stays within 30 s (fault N4).
  explicit SystemResolver(domain::Millis patience = domain::Millis{2'500});
  std::vector<std::string> resolve(const std::string& host) override;

 private:
  struct Question;
  domain::Millis patience_;
  std::shared_ptr<Question> hanging_;  ///< at most one is left behind
};

}  // namespace quaywatt::agent
