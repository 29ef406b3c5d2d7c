// Screen T3.

#include "berth-agent/local/perform.h"
#include "berth-agent/local/view_json.h"

namespace quaywatt::agent {

namespace {

/// A list that did not pass is recorded all the same; what to declare next stands beside the line.
Answer complete_checklist(LocalParts& parts, const Call& call) {
  Answer answer = perform<CompleteChecklist>(parts, call, &BerthDesk::complete_checklist);
  if (answer.is_problem()) return answer;
  const Json line = answer.body["line"];  // a copy: adding members moves the ones that are there
  const bool passed = line["passed"];
  answer.body["passed"] = passed;
  if (!passed) answer.body["proposed_reason"] = line["proposed_reason"];
  return answer;
}

Answer checklists(LocalParts& parts, const Call&) {
  return ok(parts.desk.look([](const DeskLook& desk) {
    Json json;
    json["checklists"] = Json::array();
    for (const auto& [ref, list] : desk.state.journal.checklists) {
      const auto stay = desk.state.journal.stays.find(list.stay);
      const bool open = stay != desk.state.journal.stays.end() && !stay->second.ended;
      if (open) json["checklists"].push_back(checklist_json(list));
    }
    return json;
  }));
}

}  // namespace

std::vector<Route> checklist_routes() {
  return {{"GET", "/local/v1/checklists", checklists},
          {"POST", "/local/v1/checklists", complete_checklist, Route::Body::json}};
}

}  // namespace quaywatt::agent
