#include "server/agent_link/agent_gate.h"

#include "server/agent_link/batch_answer.h"
#include "server/http/problem.h"
#include "server/usecases/verdict_text.h"

namespace quaywatt::server {

namespace {

HttpAnswer unknown_agent() {
  wire::BatchAnswer answer;
  answer.verdict = wire::verdict_name(domain::BatchVerdict::unknown_agent);
  answer.text = verdict_text(domain::BatchVerdict::unknown_agent);
  return http_answer(answer);
}

bool still_good(const KnownCertificate& certificate, domain::Instant now) {
  // TLS has looked at the date as well, but a resumed session is as old as its first handshake.
  return !certificate.revoked && now < certificate.not_after;
}

}  // namespace

Gate agent_gate(AgentStore& agents) {
  return [&agents](Access access, HttpCall& call) -> std::optional<HttpAnswer> {
    if (access != Access::agent) return problem_answer({403, "not_allowed", "无权访问", "not allowed"}, call);
    const auto known = call.peer ? agents.certificate(call.peer->fingerprint) : std::nullopt;
    if (!known || !still_good(*known, call.received_at)) return unknown_agent();
    call.agent = known->agent;
    return std::nullopt;
  };
}

}  // namespace quaywatt::server
