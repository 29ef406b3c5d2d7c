#pragma once
// Which role may do what at the berth. The desk asks before every act.

#include "domain/ledger/ledger_line.h"

namespace quaywatt::agent {

enum class DeskAct {
  register_stay, end_stay, complete_checklist, start_supply, stop_supply, declare, end_declaration, confirm,
  open_fault, close_fault, exchange_meter, read_meter
};

/// The terminal's own people do everything. A skipper at a self-service berth connects and declares, and confirms
/// nothing. An officer comes to look: reads the meter and confirms declarations where nobody of the terminal is.
bool may(domain::ActorRole role, DeskAct act);

}  // namespace quaywatt::agent
