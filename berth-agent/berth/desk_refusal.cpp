#include "berth-agent/berth/desk_refusal.h"

namespace quaywatt::agent {

std::string_view refusal_code_name(RefusalCode code) {
  using enum RefusalCode;
  switch (code) {
    case role_may_not: return "role_may_not";
    case unknown_supply_point: return "unknown_supply_point";
    case unknown_stay: return "unknown_stay";
    case unknown_session: return "unknown_session";
    case unknown_declaration: return "unknown_declaration";
    case unknown_fault: return "unknown_fault";
    case request_reused: return "request_reused";
    case vessel_already_alongside: return "vessel_already_alongside";
    case stay_over: return "stay_over";
    case session_running: return "session_running";
    case session_over: return "session_over";
    case supply_point_taken: return "supply_point_taken";
    case supply_point_faulty: return "supply_point_faulty";
    case checklist_missing: return "checklist_missing";
    case checklist_not_passed: return "checklist_not_passed";
    case checklist_incomplete: return "checklist_incomplete";
    case meter_silent: return "meter_silent";
    case time_in_future: return "time_in_future";
    case times_out_of_order: return "times_out_of_order";
    case declaration_over: return "declaration_over";
    case confirmed_by_declarer: return "confirmed_by_declarer";
    case fault_already_open: return "fault_already_open";
    case fault_over: return "fault_over";
    case one_person_exchange: return "one_person_exchange";
    case same_meter: return "same_meter";
    case meter_in_use: return "meter_in_use";
    case ratio_differs: return "ratio_differs";
    case meter_changed: return "meter_changed";
    case reading_needed: return "reading_needed";
    case unknown_reason: return "unknown_reason";
    case unwritable: return "unwritable";
    case set_aside: return "set_aside";
  }
  return "set_aside";
}

}  // namespace quaywatt::agent
