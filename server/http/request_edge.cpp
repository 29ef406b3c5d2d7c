#include "server/http/request_edge.h"

#include <Poco/URI.h>

#include <algorithm>
#include <ostream>

#include "server/http/body_reader.h"
#include "server/http/incoming_call.h"
#include "server/http/problem.h"
#include "server/http/request_id.h"
#include "server/http/security_headers.h"

namespace quaywatt::server {

namespace {

using Clock = std::chrono::steady_clock;

// A refused client is read for so long and so far, that it sees the refusal instead of a reset connection.
constexpr auto kDrainTime = std::chrono::seconds(2);
constexpr std::size_t kDrainBytes = 512 * 1024;

int retry_after_when_full() {
  return 2 + static_cast<int>(random_number() % 7);  // spread, so that they do not all come back at once (fault N9)
}

}  // namespace

void RequestEdge::handleRequest(Poco::Net::HTTPServerRequest& request, Poco::Net::HTTPServerResponse& response) {
  const auto begun = Clock::now();
  HttpCall call;
  call.request_id = new_request_id();
  call.received_at = port_.surroundings.clock();
  const HttpAnswer given = guarded(call, [&] { return answer(request, call); });
  if (!body_read_) {
    response.setKeepAlive(false);  // what was not read must not be taken for the next request
    guard_->expect_by(Clock::now() + kDrainTime);
    drain(request.stream(), kDrainBytes);
  }
  guard_->rest();
  note(given, call, Clock::now() - begun);  // before the client knows, so that every answer is found in the log
  send(given, call, response);
  guard_->expect_by(Clock::now() + port_.settings.limits.keep_alive_timeout + port_.settings.limits.receive_limit);
}

HttpAnswer RequestEdge::answer(Poco::Net::HTTPServerRequest& request, HttpCall& call) {
  body_read_ = !request.hasContentLength() && !request.getChunkedTransferEncoding();
  if (!read_head(request, call)) {
    return problem_answer({400, "bad_uri", "地址无效", "the address does not read"}, call);
  }
  const auto found = port_.router.find(call.method, call.path);
  if (const auto* others = std::get_if<Router::OtherMethods>(&found)) {
    auto refusal = problem_answer({405, "method_not_allowed", "此地址不支持该方法", "not with this method"}, call);
    refusal.headers.emplace_back("Allow", others->allowed);
    return refusal;
  }
  if (std::holds_alternative<Router::NotFound>(found)) {
    return problem_answer({404, "not_found", "没有这个地址", "there is nothing at this address"}, call);
  }
  const auto ticket = admit();
  if (!ticket) return busy(call);
  const auto& match = std::get<Router::Found>(found);
  call.path_parameters = match.parameters;
  return routed(request, call, *match.route);
}

HttpAnswer RequestEdge::busy(const HttpCall& call) {
  port_.surroundings.metrics.turned_away(port_.settings.name);
  return try_later(call, retry_after_when_full(), "服务器繁忙,请稍后重试", "the server is busy, try again later");
}

std::optional<Admission::Ticket> RequestEdge::admit() {
  // A burst is worked off; only when the queue says that it is none are clients sent away at once.
  const bool burst = port_.queued() < port_.settings.limits.max_queued / 2;
  return port_.admission.enter(burst ? port_.settings.limits.admission_wait : std::chrono::milliseconds(0));
}

HttpAnswer RequestEdge::routed(Poco::Net::HTTPServerRequest& request, HttpCall& call, const Route& route) {
  // Who speaks is settled before a byte of the body is looked at (fault X2).
  if (auto refusal = port_.gate(route.access, call)) return *refusal;
  const auto share = port_.by_agent.enter(call.agent);  // counts what nobody in particular sends as nobody's
  if (!share && !call.agent.empty()) return busy(call);
  if (auto refusal = refused_body(request, call, route)) return *refusal;
  guard_->rest();
  return guarded(call, [&] { return route.handler(call); });
}

std::optional<HttpAnswer> RequestEdge::refused_body(Poco::Net::HTTPServerRequest& request, HttpCall& call,
                                                    const Route& route) {
  if (body_read_) return std::nullopt;
  const auto type = request.getContentType().substr(0, request.getContentType().find(';'));
  if (!route.content_types.empty() && std::ranges::find(route.content_types, type) == route.content_types.end()) {
    return problem_answer({415, "wrong_content_type", "内容类型应为 " + route.content_types.front(),
                           "the content type must be " + route.content_types.front()},
                          call);
  }
  const std::int64_t announced = request.hasContentLength() ? request.getContentLength64() : -1;
  switch (read_body(request.stream(), announced, route.max_body_bytes, call.body)) {
    case BodyDefect::none: body_read_ = true; return std::nullopt;
    case BodyDefect::too_large: break;
    case BodyDefect::cut_short:
      return problem_answer({400, "body_cut_short", "内容不完整", "the body ends before its announced length"}, call);
  }
  if (route.too_large) return route.too_large(call);
  const std::string limit = std::to_string(route.max_body_bytes);
  return problem_answer({413, "too_large", "内容超过 " + limit + " 字节", "the body is larger than " + limit + " bytes"},
                        call);
}

HttpAnswer RequestEdge::guarded(const HttpCall& call, const std::function<HttpAnswer()>& work) {
  try {
    return work();
  } catch (...) {
    std::string why;
    HttpAnswer failed = answer_of_exception(call, why);
    port_.surroundings.log.error("request_failed", {{"port", port_.settings.name},
                                                    {"request", call.request_id},
                                                    {"path", call.path},
                                                    {"why", why}});
    return failed;
  }
}

void RequestEdge::send(const HttpAnswer& answer, const HttpCall& call, Poco::Net::HTTPServerResponse& response) {
  response.setStatusAndReason(static_cast<Poco::Net::HTTPResponse::HTTPStatus>(answer.code));
  response.setContentType(answer.content_type);
  response.setContentLength64(static_cast<std::int64_t>(answer.body.size()));
  for (const auto& [name, value] : kSecurityHeaders) response.set(std::string(name), std::string(value));
  for (const auto& [name, value] : answer.headers) response.set(name, value);
  response.set("X-Request-Id", call.request_id);
  std::ostream& out = response.send();
  if (call.method != "HEAD") out << answer.body;
  out.flush();
}

void RequestEdge::note(const HttpAnswer& answer, const HttpCall& call, std::chrono::nanoseconds took) {
  port_.surroundings.metrics.request(port_.settings.name, answer.code, took);
  std::string details;
  for (const auto& [name, value] : answer.log_fields) details += (details.empty() ? "" : " ") + name + "=" + value;
  port_.surroundings.log.info("request",
                              {{"port", port_.settings.name},
                               {"request", call.request_id},
                               {"from", call.remote_address},
                               {"agent", call.agent},
                               {"method", call.method},
                               {"path", call.path},
                               {"code", answer.code},
                               {"took_us", std::chrono::duration_cast<std::chrono::microseconds>(took).count()},
                               {"details", details}});
}

}  // namespace quaywatt::server
