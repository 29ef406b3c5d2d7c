#pragma once
// The name of a stay, session or declaration across all berths: the agent and the line that opened it.

#include <compare>
#include <string>

#include "domain/ledger/ledger_position.h"

namespace quaywatt::server {

struct LineId {
  std::string agent;
  domain::LineRef line;
  auto operator<=>(const LineId&) const = default;

  /// "jy-shili-01/3.17"
  std::string text() const { return agent + "/" + std::to_string(line.epoch) + "." + std::to_string(line.seq); }
};

}  // namespace quaywatt::server
