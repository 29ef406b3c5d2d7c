#include "tests/simulation/harbour_server.h"

#include "domain/rules/cn_wuxi.h"
#include "schema/wire/line_codec.h"
#include "tests/simulation/simulated_clock.h"

namespace quaywatt::simulation {

namespace {

constexpr domain::Millis kRetryAfter{5'000};
constexpr int kStepsMax = 10'000;  // far more than any backlog needs

}  // namespace

HarbourServer::HarbourServer(const domain::Millis& now, Trace& trace, Record& record, const Places& places,
                             std::string receipt_key_pem, Random random)
    : database(random),
      ledgers(database),
      derived(database, places),
      now_(now),
      trace_(trace),
      record_(record),
      resigning_key_(wire::SigningKey::from_pem(receipt_key_pem)),
      signer_(wire::SigningKey::from_pem(receipt_key_pem)),
      accept_(ledgers, signer_, {}),
      job_(ledgers, derived, domain::cn_wuxi_rules(), {}, [this] { return wall(); }) {}

domain::Instant HarbourServer::wall() const { return kDawn + now_ + clock_wrong_by; }

agent::PinnedKey HarbourServer::receipt_key() const {
  const auto key = signer_.public_key();
  return {key.key_id, *wire::PublicKey::from_base64(key.public_key)};
}

/// As the TLS edge does: a certificate that was replaced speaks for nobody.
bool HarbourServer::knows(const std::string& agent, std::uint32_t certificate) const {
  const auto known = database.tables.ledgers.find(agent);
  return known != database.tables.ledgers.end() && !known->second.agent.empty() &&
         known->second.agent.at(0).certificate == certificate;
}

server::BatchOutcome HarbourServer::outcome_of(const std::string& agent, std::uint32_t certificate,
                                               const std::string* gzipped_batch) {
  server::BatchOutcome outcome;
  if (!knows(agent, certificate)) {
    outcome.answer.verdict = wire::verdict_name(domain::BatchVerdict::unknown_agent);
  } else if (gzipped_batch == nullptr) {
    outcome.answer = accept_.held(agent, wall());
  } else {
    outcome = accept_.accept({agent, *gzipped_batch, wall()});
  }
  return outcome;
}

std::optional<agent::ServerReply> HarbourServer::answer(const std::string& agent, std::uint32_t certificate,
                                                        const std::string* gzipped_batch) {
  if (!runs_) return std::nullopt;
  try {
    const auto outcome = outcome_of(agent, certificate, gzipped_batch);
    lines_taken += outcome.new_lines;
    const wire::Receipt& receipt = outcome.answer.receipt;
    if (!receipt.signature.empty()) record_.receipt_given(agent, receipt.held, receipt.head);
    const std::string body = wire::encode_answer(outcome.answer);
    trace_.event(now_, "server", outcome.answer.verdict, body);
    return agent::ServerReply{wire::http_status_of(outcome.answer.verdict), body, std::nullopt};
  } catch (const ServerCrash&) {
    crash();
    return std::nullopt;
  } catch (const server::StoreError& failure) {
    trace_.event(now_, "server", "503", failure.what());
    return agent::ServerReply{503, "", kRetryAfter};
  }
}

void HarbourServer::derive() {
  if (!runs_) return;
  try {
    for (int step = 0; step < kStepsMax && job_.run_once(); ++step) {
    }
    trace_.event(now_, "server", "derived");
  } catch (const ServerCrash&) {
    crash();
  } catch (const server::StoreFault& fault) {
    record_.fail(std::string("the job failed: ") + fault.what());
  } catch (const server::StoreError& failure) {
    trace_.event(now_, "server", "the job is put off", failure.what());
  }
}

void HarbourServer::crash() {
  database.crash();
  runs_ = false;
  trace_.event(now_, "server", "crashes");
}

void HarbourServer::start() {
  if (runs_) return;
  runs_ = true;
  trace_.event(now_, "server", "starts");
  check_promises();
}

/// Whatever a receipt went out for survived the crash (faults S3, N1).
void HarbourServer::check_promises() {
  for (const auto& [agent, promises] : record_.receipts) {
    for (const auto& [promise, standing] : promises) {
      if (standing != Record::Promise::kept || database.head_at(agent, promise.first) == promise.second) continue;
      record_.fail("S3: after a crash the server lost line " + agent + "/" + wire::format_ref(promise.first) +
                   ", for which it had given a receipt");
    }
  }
}

}  // namespace quaywatt::simulation
