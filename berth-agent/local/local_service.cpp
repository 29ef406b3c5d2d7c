#include "berth-agent/local/local_service.h"

#include <algorithm>
#include <exception>
#include <utility>

#include "berth-agent/ledger/storage_failure.h"
#include "berth-agent/local/body_fields.h"

namespace quaywatt::agent {

namespace {

/// One of the few places in which a request may wait for a meter.
class MeterWait {
 public:
  explicit MeterWait(std::atomic<int>& waits) : waits_(waits), granted_(++waits <= kMaxMeterWaits) {}
  ~MeterWait() { --waits_; }
  MeterWait(const MeterWait&) = delete;
  MeterWait& operator=(const MeterWait&) = delete;
  bool granted() const { return granted_; }

 private:
  std::atomic<int>& waits_;
  bool granted_;
};

Answer no_route(const RouteMatch& match) {
  if (match.methods.empty()) return problem(404, "no_such_path", "没有这个地址。", "There is no such path.");
  Answer answer = problem(405, "method_not_allowed", "该地址不支持此方法。", "The path does not take this method.");
  std::string allowed;
  for (const auto& method : match.methods) allowed += (allowed.empty() ? "" : ", ") + std::string(method);
  answer.headers.emplace_back("Allow", allowed);
  return answer;
}

Answer not_logged_in() {
  Answer answer = problem(401, "not_logged_in", "尚未登录或登录已过期。请登录。",
                          "Not logged in, or the login has expired. Log in.");
  answer.headers.emplace_back("WWW-Authenticate", "Bearer");
  return answer;
}

Answer busy() {
  Answer answer = problem(503, "busy", "正在等待电表应答的操作过多。请稍后重试。",
                          "Too many acts are waiting for meters. Try again shortly.");
  answer.headers.emplace_back("Retry-After", "2");
  return answer;
}

/// What came from outside may be in a failure's text: a line of log stays one line (fault X10).
std::string on_one_line(std::string text) {
  std::replace_if(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; }, ' ');
  return text;
}

}  // namespace

LocalService::LocalService(LocalParts parts, std::vector<std::string> names,
                           std::function<void(const std::string&)> log)
    : parts_(std::move(parts)), names_(std::move(names)), log_(std::move(log)) {}

Answer LocalService::answer(const Arrival& arrival) {
  try {
    return admitted(arrival);
  } catch (const StorageFailure& failure) {
    return failed(507, "not_saved", "未保存：磁盘无法写入。请勿重复登记，联系维护人员检查磁盘后重试。",
                  "Not saved: the disk refused. Have the disk checked, then try again.", failure.what());
  } catch (const std::exception& failure) {
    return failed(500, "internal_error", "本机程序出错，本次操作可能未完成。请刷新页面核对。",
                  "The program failed; the act may not be done. Reload and check.", failure.what());
  } catch (...) {
    return failed(500, "internal_error", "本机程序出错，本次操作可能未完成。请刷新页面核对。",
                  "The program failed; the act may not be done. Reload and check.", "unknown exception");
  }
}

Answer LocalService::admitted(const Arrival& arrival) {
  if (auto stopped = stopped_at_door(arrival, names_)) return *stopped;
  const RouteMatch match = match_route(arrival.method, arrival.path);
  if (match.route == nullptr) return no_route(match);
  const Route& route = *match.route;
  Call call;
  call.ref = match.ref;
  call.source = arrival.source;
  call.token = bearer_token(arrival.authorization);
  if (route.token == Route::Token::wanted) {
    auto login = parts_.logins.of_token(call.token, route.polled == Route::Polled::no);
    if (!login) return not_logged_in();
    call.login = *std::move(login);
  }
  if (route.body == Route::Body::json) {
    if (!is_json(arrival.content_type)) {
      return problem(415, "not_json", "请求须为 application/json。", "The request must be application/json.");
    }
    auto body = arrival.read_body(kBodyMaxBytes);
    if (!body) {
      return problem(413, "body_too_large", "请求内容过长或中断，上限 64 KiB。",
                     "The request's body is longer than 64 KiB, or broke off.");
    }
    call.body = *std::move(body);
  }
  return run(route, call);
}

Answer LocalService::run(const Route& route, const Call& call) {
  if (route.meter == Route::Meter::untouched) return route.run(parts_, call);
  const MeterWait wait(meter_waits_);
  return wait.granted() ? route.run(parts_, call) : busy();
}

Answer LocalService::failed(int http_code, std::string_view code, std::string zh, std::string en,
                            const std::string& why) {
  const std::string id =
      parts_.desk.look([](const DeskLook& desk) { return desk.boot; }) + "-" + std::to_string(++failures_);
  log_(on_one_line(id + " " + std::string(code) + ": " + why));
  Answer answer = problem(http_code, code, zh + "（编号 " + id + "）", en + " (request " + id + ")");
  answer.body["instance"] = "urn:quaywatt:request:" + id;
  return answer;
}

}  // namespace quaywatt::agent
