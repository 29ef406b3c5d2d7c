#pragma once
// Stays as positions prove them beside stays as operators declared them, with what that suggests to a person.

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "domain/rules/rule_set.h"
#include "domain/stays/stay_comparison.h"
#include "domain/stays/stay_propositions.h"
#include "server/store/ais_figures_store.h"

namespace quaywatt::server {

struct ComparedStay {
  domain::StayComparison comparison;
  const AisStayFigure* ais = nullptr;        ///< null: declared only
  const StayFigure* declared = nullptr;      ///< null: positions only
  std::optional<domain::ProposedEnd> proposed_end;       ///< of a supply nobody stopped (O3)
  std::optional<LineId> proposed_for;                    ///< that supply
  domain::DepartureDoubt doubt = domain::DepartureDoubt::none;  ///< X8: a person reviews it
};

using LoadOf = std::function<SupplyLoad(const LineId& session)>;

/// Points into `ais` and `declared`. `load_of` is asked only where a supply and a departure contradict each other.
std::vector<ComparedStay> compare_with_positions(const std::vector<AisStayFigure>& ais,
                                                 const std::vector<StayFigure>& declared, const LoadOf& load_of,
                                                 const domain::RuleSet& rules);

}  // namespace quaywatt::server
