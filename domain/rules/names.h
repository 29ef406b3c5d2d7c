#pragma once
// The words for the rules' enumerations, as every border (JSON, SQL, API, ledger) writes them.

#include <algorithm>
#include <optional>
#include <span>
#include <string_view>

#include "domain/rules/assessment.h"
#include "domain/rules/stay_facts.h"

namespace quaywatt::domain {

template <typename Enum>
struct Named {
  Enum value;
  std::string_view name;
};

/// Every value of `Enum` with its name, in the order of declaration.
template <typename Enum>
std::span<const Named<Enum>> names_of();

template <> std::span<const Named<VesselType>> names_of();
template <> std::span<const Named<Navigation>> names_of();
template <> std::span<const Named<Waters>> names_of();
template <> std::span<const Named<BerthKind>> names_of();
template <> std::span<const Named<CargoClass>> names_of();
template <> std::span<const Named<Fuel>> names_of();
template <> std::span<const Named<AlternativeMeasure>> names_of();
template <> std::span<const Named<ImpedimentCause>> names_of();
template <> std::span<const Named<Duty>> names_of();
template <> std::span<const Named<Outcome>> names_of();
template <> std::span<const Named<Responsible>> names_of();
template <> std::span<const Named<Finding>> names_of();

template <typename Enum>
std::string_view name_of(Enum value) {
  return std::ranges::find(names_of<Enum>(), value, &Named<Enum>::value)->name;
}

/// Exactly as written; anything else -> nullopt.
template <typename Enum>
std::optional<Enum> parse_name(std::string_view name) {
  const auto names = names_of<Enum>();
  const auto found = std::ranges::find(names, name, &Named<Enum>::name);
  if (found == names.end()) return std::nullopt;
  return found->value;
}

}  // namespace quaywatt::domain
