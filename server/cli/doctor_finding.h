#pragma once
// One thing `quaywatt doctor` looked at.

#include <string>
#include <vector>

namespace quaywatt::server {

struct Finding {
  enum class Weight { good, warning, wrong };
  Weight weight = Weight::good;
  std::string name;     ///< stable word: "time_zone"
  std::string zh = {};
  std::string en = {};
  std::string remedy = {};  ///< what to run or change; empty when it is good
};

using Findings = std::vector<Finding>;

}  // namespace quaywatt::server
