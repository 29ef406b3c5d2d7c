#pragma once
// Why the desk did not write a line. Nothing was recorded then; the operator is told the reason and the next step.

#include <optional>
#include <string>
#include <string_view>

namespace quaywatt::agent {

enum class RefusalCode {
  role_may_not,             ///< this role does not do this
  unknown_supply_point,
  unknown_stay,
  unknown_session,
  unknown_declaration,
  unknown_fault,
  request_reused,           ///< the request id was used for something else (fault O1)
  vessel_already_alongside,
  stay_over,
  session_running,          ///< stop the supply before ending the stay
  session_over,
  supply_point_taken,       ///< flow 5; names the vessel that is connected
  supply_point_faulty,
  checklist_missing,
  checklist_not_passed,     ///< carries the proposed reason code of T7
  checklist_incomplete,     ///< an item of the list was not answered
  meter_silent,             ///< no fresh reading, and this act is nothing without one (fault M10)
  time_in_future,
  times_out_of_order,
  declaration_over,
  confirmed_by_declarer,
  fault_already_open,
  fault_over,
  one_person_exchange,
  same_meter,
  meter_in_use,             ///< the new meter already serves another supply point
  ratio_differs,            ///< the settings read that line with other transformer ratios (fault M9)
  meter_changed,            ///< exchanged while this act was reading it; ask again
  reading_needed,           ///< the register of a meter nobody can read must be typed
  unknown_reason,           ///< no such T7 code, or code 09 without a measure
  unwritable,               ///< no ledger line can hold it: too long in all
  set_aside                 ///< the berth journal would not take the line, for a reason none of the above names
};

/// The stable word for machines: "supply_point_taken".
std::string_view refusal_code_name(RefusalCode code);

struct DeskRefusal {
  RefusalCode code = RefusalCode::set_aside;
  std::string zh;                ///< reason and next step
  std::string en;
  std::string proposed_reason;   ///< T7 code the operator would declare next; empty when none follows from it
};

}  // namespace quaywatt::agent
