#include "berth-agent/local/answer.h"

#include "schema/wire/line_codec.h"

namespace quaywatt::agent {

Answer ok(Json body) { return {200, std::move(body), {}}; }

Answer problem(int http_code, std::string_view code, std::string zh, std::string en) {
  Json body;
  body["type"] = "urn:quaywatt:problem:" + std::string(code);
  body["title"] = std::string(code);
  body["status"] = http_code;
  body["code"] = std::string(code);
  body["detail"] = zh + " / " + en;
  body["zh"] = std::move(zh);
  body["en"] = std::move(en);
  return {http_code, std::move(body), {}};
}

Answer bad_body(const wire::Defect& defect) {
  Answer answer = problem(400, "bad_request", "请求内容有误：" + defect.pointer + " " + defect.text,
                          "The request is wrong at " + defect.pointer + ": " + defect.text);
  answer.body["reason"] = defect.reason;
  answer.body["pointer"] = defect.pointer;
  return answer;
}

int http_code_of(RefusalCode code) {
  using enum RefusalCode;
  switch (code) {
    case role_may_not:
    case confirmed_by_declarer:
    case one_person_exchange:
      return 403;
    case unknown_supply_point:
    case unknown_stay:
    case unknown_session:
    case unknown_declaration:
    case unknown_fault:
      return 404;
    case checklist_incomplete:
    case time_in_future:
    case times_out_of_order:
    case same_meter:
    case ratio_differs:
    case reading_needed:
    case unknown_reason:
    case unwritable:
      return 422;
    case meter_silent:
      return 503;
    case request_reused:
    case vessel_already_alongside:
    case stay_over:
    case session_running:
    case session_over:
    case supply_point_taken:
    case supply_point_faulty:
    case checklist_missing:
    case checklist_not_passed:
    case declaration_over:
    case fault_already_open:
    case fault_over:
    case meter_in_use:
    case meter_changed:
    case set_aside:
      return 409;
  }
  return 409;
}

Answer refused(const DeskRefusal& refusal) {
  Answer answer = problem(http_code_of(refusal.code), refusal_code_name(refusal.code), refusal.zh, refusal.en);
  if (!refusal.proposed_reason.empty()) answer.body["proposed_reason"] = refusal.proposed_reason;
  return answer;
}

Answer recorded(const domain::LedgerLine& line) {
  Json body;
  body["ref"] = wire::format_ref(line.position);
  body["line"] = Json::parse(wire::encode_line(line));
  return {201, std::move(body), {}};
}

}  // namespace quaywatt::agent
