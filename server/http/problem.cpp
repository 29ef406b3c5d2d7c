#include "server/http/problem.h"

#include <nlohmann/json.hpp>

#include "server/store/store_error.h"

namespace quaywatt::server {

HttpAnswer problem_answer(const Problem& problem, const HttpCall& call) {
  HttpAnswer answer;
  answer.code = problem.code;
  answer.content_type = "application/problem+json; charset=utf-8";
  answer.body = nlohmann::ordered_json{{"type", "about:blank"},
                                       {"kind", problem.kind},
                                       {"status", problem.code},
                                       {"title", problem.zh + " / " + problem.en},
                                       {"request_id", call.request_id}}
                    .dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
  answer.headers.emplace_back("Cache-Control", "no-store");
  answer.log_fields.emplace_back("problem", problem.kind);
  return answer;
}

HttpAnswer try_later(const HttpCall& call, int after_s, const std::string& zh, const std::string& en) {
  HttpAnswer answer = problem_answer({503, "try_later", zh, en}, call);
  answer.headers.emplace_back("Retry-After", std::to_string(after_s));
  return answer;
}

HttpAnswer answer_of_exception(const HttpCall& call, std::string& why) {
  try {
    throw;
  } catch (const StoreFault& fault) {
    why = fault.what();
  } catch (const StoreError& error) {
    why = error.what();
    return try_later(call, kRetryAfterStore_s, "数据库暂不可用,请稍后重试", "the database is away, try again later");
  } catch (const std::exception& error) {
    why = error.what();
  } catch (...) {
    why = "unknown exception";
  }
  return problem_answer({500, "internal_error", "服务器内部错误,请将请求编号告知管理员",
                         "internal error; tell the administrator the request id"},
                        call);
}

}  // namespace quaywatt::server
