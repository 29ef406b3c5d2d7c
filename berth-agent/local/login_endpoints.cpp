// Screen T0.

#include <chrono>

#include "berth-agent/local/login_problem.h"
#include "berth-agent/local/perform.h"
#include "schema/wire/words.h"

namespace quaywatt::agent {

namespace {

Answer login(LocalParts& parts, const Call& call) {
  const auto body = read_body<Credentials>(call.body);
  if (const auto* defect = std::get_if<wire::Defect>(&body)) return bad_body(*defect);
  const auto& credentials = std::get<Credentials>(body);
  const auto result = parts.logins.login(credentials.operator_id, credentials.pin, call.source);
  if (const auto* refused = std::get_if<LoginRefused>(&result)) return login_problem(*refused);
  const auto& granted = std::get<LoginGranted>(result);
  Json json;
  json["token"] = granted.token;
  json["operator"] = {{"id", granted.login.actor.id},
                      {"name", granted.login.name},
                      {"role", wire::word_of(granted.login.actor.role)}};
  json["idle_ms"] = parts.logins.settings().idle.count();
  return ok(std::move(json));
}

Answer logout(LocalParts& parts, const Call& call) {
  parts.logins.logout(call.token);
  return {204, {}, {}};
}

}  // namespace

Answer login_problem(const LoginRefused& refused) {
  if (refused.wait <= domain::Millis::zero()) {
    return problem(401, "login_refused", "工号或PIN不正确。请核对后重试。",
                   "Staff number or PIN is wrong. Check them and try again.");
  }
  const std::string seconds = std::to_string(std::chrono::ceil<std::chrono::seconds>(refused.wait).count());
  Answer answer = problem(429, "login_delayed", "尝试过于频繁，请在 " + seconds + " 秒后重试，或由其他人员登录。",
                          "Too many attempts. Try again in " + seconds + " s, or let somebody else log in.");
  answer.headers.emplace_back("Retry-After", seconds);
  return answer;
}

std::vector<Route> login_routes() {
  return {{"POST", "/local/v1/login", login, Route::Body::json, Route::Token::none},
          {"POST", "/local/v1/logout", logout}};
}

}  // namespace quaywatt::agent
