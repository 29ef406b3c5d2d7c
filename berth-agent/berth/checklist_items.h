#pragma once
// The items of the two lists of screen T3, and the reason code a failed one leads to.
// Low voltage (canal, up to 100 kVA) is short; high voltage (Yangtze, sea-going) is the full list.

#include <span>
#include <string_view>

#include "domain/ledger/ledger_line.h"

namespace quaywatt::agent {

struct ChecklistItem {
  std::string_view name;
  std::string_view proposed_reason;  ///< T7 code when this item fails
  std::string_view zh;
  std::string_view en;
};

/// What a person answers, in the order of the screen.
std::span<const ChecklistItem> items_of(domain::ChecklistCompleted::List list);

/// Items the desk adds itself: `voltage_frequency_phases`, `current`, `capacity`.
std::span<const ChecklistItem> computed_items();

}  // namespace quaywatt::agent
