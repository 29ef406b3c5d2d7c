#include "server/http/enrolment_route.h"

#include "schema/wire/enrolment.h"
#include "server/http/problem.h"

namespace quaywatt::server {

namespace {

struct RefusalAnswer {
  EnrolmentRefusal refusal;
  Problem problem;
};

// In the order of the enum.
const RefusalAnswer kRefusals[] = {
    {EnrolmentRefusal::too_many_attempts,
     {429, "too_many_attempts", "错误注册码过多,请稍后再试", "too many wrong codes, try again later"}},
    {EnrolmentRefusal::bad_keys,
     {422, "bad_keys", "证书请求须为自签名的 P-256 密钥,台账密钥须为 Ed25519",
      "the certificate request must be signed by its own P-256 key, the ledger key must be Ed25519"}},
    {EnrolmentRefusal::unknown_code,
     {403, "unknown_code", "注册码不正确,请核对", "no such code, check what was typed"}},
    {EnrolmentRefusal::used_code,
     {403, "used_code", "注册码已用过,每个注册码只能用一次;请向管理员索取新码",
      "the code was used already, each is good for one use; ask the administrator for a new one"}},
    {EnrolmentRefusal::expired_code,
     {403, "expired_code", "注册码已过 24 小时有效期,请向管理员索取新码",
      "the code's 24 hours are over; ask the administrator for a new one"}},
};

HttpAnswer refused(EnrolmentRefusal refusal, const HttpCall& call) {
  for (const RefusalAnswer& known : kRefusals) {
    if (known.refusal != refusal) continue;
    HttpAnswer answer = problem_answer(known.problem, call);
    if (refusal == EnrolmentRefusal::too_many_attempts) {
      answer.headers.emplace_back("Retry-After", std::to_string(kWrongCodeWindow.count()));
    }
    return answer;
  }
  return problem_answer({403, "refused", "注册被拒绝", "refused"}, call);
}

}  // namespace

Route enrolment_route(EnrolAgent& enrol, ServerMetrics& metrics) {
  const auto handler = [&enrol, &metrics](const HttpCall& call) {
    const auto request = wire::decode_request(call.body);
    if (!request) {
      metrics.enrolment("unreadable");
      return problem_answer({400, "bad_request", "注册请求格式不正确", "the request does not read"}, call);
    }
    const auto outcome = enrol.run(*request, call.remote_address, call.received_at);
    if (const auto* refusal = std::get_if<EnrolmentRefusal>(&outcome)) {
      HttpAnswer answer = refused(*refusal, call);
      metrics.enrolment("refused");
      return answer;
    }
    metrics.enrolment("granted");
    const auto& grant = std::get<wire::EnrolmentGrant>(outcome);
    HttpAnswer answer;
    answer.body = wire::encode_grant(grant);
    answer.headers.emplace_back("Cache-Control", "no-store");
    answer.log_fields = {{"agent", grant.agent}, {"fingerprint", grant.ledger_key_fingerprint}};
    return answer;
  };
  return {"POST", "/enrol/v1", Access::anyone, handler, wire::kEnrolmentMaxBytes, {"application/json"}};
}

}  // namespace quaywatt::server
