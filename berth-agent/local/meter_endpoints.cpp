// Screen T11.

#include "berth-agent/local/login_problem.h"
#include "berth-agent/local/perform.h"

namespace quaywatt::agent {

namespace {

Answer exchange_meter(LocalParts& parts, const Call& call) {
  auto body = read_body<Requested<SignedExchange>>(call.body);
  if (const auto* defect = std::get_if<wire::Defect>(&body)) return bad_body(*defect);
  auto& asked = std::get<Requested<SignedExchange>>(body);
  const Credentials& second = asked.command.second;
  const auto signed_by = parts.logins.verify(second.operator_id, second.pin, call.source);
  if (const auto* refused = std::get_if<LoginRefused>(&signed_by)) {
    Answer answer = login_problem(*refused);
    if (answer.http_code == 401) answer.http_code = 403;  // the first person's login is as good as before
    answer.body["status"] = answer.http_code;
    return answer;
  }
  asked.command.exchange.second_actor = std::get<Login>(signed_by).actor;
  return answer_of(parts.desk.exchange_meter({call.login.actor, asked.request}, asked.command.exchange));
}

Answer read_meter(LocalParts& parts, const Call& call) {
  return perform<ReadMeter>(parts, call, &BerthDesk::read_meter);
}

}  // namespace

std::vector<Route> meter_routes() {
  return {reading_meter({"POST", "/local/v1/meter-exchanges", exchange_meter, Route::Body::json}),
          reading_meter({"POST", "/local/v1/readings", read_meter, Route::Body::json})};
}

}  // namespace quaywatt::agent
