#pragma once
// What share of the berths (or terminals) has an inspected supply. Whatever leaves the denominator leaves a trace.
// City plan 4c (dry-bulk terminals), 4d (Yangtze berths not for dangerous cargo).

#include <string>
#include <vector>

#include "domain/facilities/supply_point_record.h"

namespace quaywatt::domain {

/// Why a place does not count, in order of precedence.
enum class LeftOut { demolished, idle, dangerous_cargo, excluded_by_decision };

/// A berth, or a terminal with the sum of its berths, on the day asked about.
struct CoveredPlace {
  std::string id;
  BerthUse use = BerthUse::in_use;
  CargoClass cargo = CargoClass::general;
  std::string exclusion;  ///< the document by which it was excluded; empty: it was not
  bool supplied = false;  ///< capability_at of any of its supply points, faults apart
};

struct Coverage {
  struct Trace {
    std::string id;
    LeftOut reason;
    std::string document;  ///< with excluded_by_decision
    bool operator==(const Trace&) const = default;
  };
  std::vector<Trace> left_out;
  std::vector<std::string> missing;  ///< in scope without supply
  std::int64_t in_scope = 0;
  std::int64_t covered = 0;
};

enum class DangerousCargo { counts, left_out };

Coverage coverage_of(const std::vector<CoveredPlace>& places, DangerousCargo dangerous);

}  // namespace quaywatt::domain
