#pragma once
// From the answers of a DL/T 645 meter to a reading: which identifiers are asked and what they fill.

#include <cstdint>
#include <map>
#include <span>
#include <variant>

#include "berth-agent/meter/dlt645_decoder.h"
#include "domain/meter/register_values.h"

namespace quaywatt::agent::dlt645 {

/// The billing register: forward active energy, total, now.
inline constexpr std::uint32_t kForwardEnergy = 0x00010000;

/// Asked after the billing register; a meter that lacks one simply leaves the reading without it.
struct OptionalIdentifier {
  std::uint32_t identifier;
  std::uint32_t instead;  ///< asked when the meter refuses the first: one-phase meters know no block; 0 = nothing
};
std::span<const OptionalIdentifier> optional_identifiers();

/// Answers by identifier; only such as came.
using Answers = std::map<std::uint32_t, Meaning>;

struct Ratios {
  std::int64_t ct = 1;
  std::int64_t pt = 1;
};

/// nullopt: the forward energy is not there or does not fit. An optional quantity that does not fit is left out.
std::optional<domain::RegisterValues> register_values(const Answers& answers, Ratios ratios);

}  // namespace quaywatt::agent::dlt645
