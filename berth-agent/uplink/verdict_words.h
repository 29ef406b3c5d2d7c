#pragma once
// What a verdict of the server means for the people at the berth.

#include <string>
#include <string_view>

namespace quaywatt::agent {

struct VerdictWords {
  std::string zh;  ///< what happened and what to do; empty when all is well
  std::string en;
};

/// `verdict` as it comes on the wire: a BatchVerdict's name, "held", or the reason of a framing defect.
VerdictWords words_for(std::string_view verdict);

}  // namespace quaywatt::agent
