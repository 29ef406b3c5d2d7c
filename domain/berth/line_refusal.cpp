#include "domain/berth/journal.h"

namespace quaywatt::domain {

std::string_view refusal_name(LineRefusal refusal) {
  switch (refusal) {
    case LineRefusal::unknown_reference: return "unknown_reference";
    case LineRefusal::stay_over: return "stay_over";
    case LineRefusal::stay_not_over: return "stay_not_over";
    case LineRefusal::stay_has_running_session: return "stay_has_running_session";
    case LineRefusal::session_over: return "session_over";
    case LineRefusal::supply_point_taken: return "supply_point_taken";
    case LineRefusal::supply_point_faulty: return "supply_point_faulty";
    case LineRefusal::checklist_not_passed: return "checklist_not_passed";
    case LineRefusal::departure_before_arrival: return "departure_before_arrival";
    case LineRefusal::end_before_start: return "end_before_start";
    case LineRefusal::declaration_over: return "declaration_over";
    case LineRefusal::confirmed_by_declarer: return "confirmed_by_declarer";
    case LineRefusal::fault_over: return "fault_over";
    case LineRefusal::fault_already_open: return "fault_already_open";
    case LineRefusal::one_person_act: return "one_person_act";
    case LineRefusal::correction_incomplete: return "correction_incomplete";
  }
  return "";
}

}  // namespace quaywatt::domain
