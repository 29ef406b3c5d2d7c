#include "server/agent_link/agent_routes.h"

#include <nlohmann/json.hpp>

#include "server/agent_link/batch_answer.h"
#include "server/http/problem.h"

namespace quaywatt::server {

namespace {

constexpr int kRetryAfterDiskFull_s = 300;

HttpAnswer take_batch(const AcceptBatch& accept_batch, ServerMetrics& metrics, const AgentLinkHooks& hooks,
                      const HttpCall& call) {
  if (call.header("Content-Encoding") != "gzip") {
    return problem_answer({415, "not_gzip", "批次须以 gzip 压缩", "a batch comes with Content-Encoding: gzip"}, call);
  }
  const BatchOutcome outcome = accept_batch.accept({call.agent, call.body, call.received_at});
  if (outcome.new_lines > 0) hooks.on_new_lines();
  metrics.batch(outcome.answer.verdict);
  metrics.ledger_lines("new", outcome.new_lines);
  metrics.ledger_lines("replayed", outcome.replayed_lines);
  metrics.ledger_lines("set_aside", outcome.set_aside_lines);
  HttpAnswer answer = http_answer(outcome.answer);
  answer.log_fields.emplace_back("new", std::to_string(outcome.new_lines));
  answer.log_fields.emplace_back("replayed", std::to_string(outcome.replayed_lines));
  answer.log_fields.emplace_back("set_aside", std::to_string(outcome.set_aside_lines));
  return answer;
}

HttpAnswer server_time(const HttpCall& call) {
  HttpAnswer answer;
  answer.body = nlohmann::ordered_json{{"server_time_ms", call.received_at.time_since_epoch().count()},
                                       {"server_time", domain::format_instant(call.received_at)}}
                    .dump();
  answer.headers.emplace_back("Cache-Control", "no-store");
  return answer;
}

}  // namespace

std::vector<Route> agent_routes(const AcceptBatch& accept_batch, ServerMetrics& metrics, AgentLinkHooks hooks) {
  const auto ledger = [&, hooks = std::move(hooks)](const HttpCall& call) {
    if (!hooks.may_store()) {
      return try_later(call, kRetryAfterDiskFull_s, "服务器磁盘空间不足,暂停接收,终端保留数据",
                       "the server's disk is nearly full; keep the records and try again later");
    }
    return take_batch(accept_batch, metrics, hooks, call);
  };
  const auto too_large = [&](const HttpCall& call) {
    return http_answer(accept_batch.too_large(call.agent, call.received_at));
  };
  const auto head = [&](const HttpCall& call) { return http_answer(accept_batch.held(call.agent, call.received_at)); };
  return {
      {"POST", std::string(wire::kLedgerPath), Access::agent, ledger, wire::kBatchMaxCompressedBytes,
       {std::string(wire::kBatchContentType)}, too_large},
      {"GET", std::string(wire::kHeadPath), Access::agent, head},
      {"GET", std::string(kTimePath), Access::agent, server_time},
  };
}

}  // namespace quaywatt::server
