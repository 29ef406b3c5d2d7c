#pragma once
// Why a stay was judged as it was, in a sentence an official can put into a file: the clause, the minutes, the kWh.

#include <string>

#include "domain/rules/outcome.h"

namespace quaywatt::domain {

/// Everything an explanation may speak of; borrowed for the length of the call.
struct Grounds {
  const StayFacts& facts;
  const RuleSet& rules;
  const Circumstances& c;
  const Decision& decision;
  const std::vector<Finding>& findings;
};

std::string explain_zh(const Grounds& grounds);
std::string explain_en(const Grounds& grounds);

}  // namespace quaywatt::domain
