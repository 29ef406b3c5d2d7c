#include "server/agent_link/batch_answer.h"

namespace quaywatt::server {

HttpAnswer http_answer(const wire::BatchAnswer& answer) {
  HttpAnswer http;
  http.code = wire::http_status_of(answer.verdict);
  http.body = wire::encode_answer(answer);
  http.headers.emplace_back("Cache-Control", "no-store");
  http.log_fields.emplace_back("verdict", answer.verdict);
  if (!answer.receipt.signature.empty()) {
    http.log_fields.emplace_back("held", std::to_string(answer.receipt.held.epoch) + "." +
                                             std::to_string(answer.receipt.held.seq));
  }
  return http;
}

}  // namespace quaywatt::server
