#pragma once
// The server: the shipped acceptance, receipts, derivation and verdicts over the simulated database. It may be down,
// and it may die between any two writes.

#include <optional>
#include <string>

#include "berth-agent/uplink/answer_check.h"
#include "server/jobs/derive_job.h"
#include "server/usecases/accept_batch.h"
#include "tests/simulation/memory_derived.h"
#include "tests/simulation/memory_ledgers.h"
#include "tests/simulation/record.h"
#include "tests/simulation/trace.h"

namespace quaywatt::simulation {

class HarbourServer {
 public:
  HarbourServer(const domain::Millis& now, Trace& trace, Record& record, const Places& places,
                std::string receipt_key_pem, Random random);

  /// The answer to a batch, or to "what do you hold?" when there is none; nullopt: the connection broke.
  std::optional<agent::ServerReply> answer(const std::string& agent, std::uint32_t certificate,
                                           const std::string* gzipped_batch);
  /// The job: ledgers into rows, rows into verdicts. Until nothing is left, or somebody fails.
  void derive();

  bool knows(const std::string& agent, std::uint32_t certificate) const;
  void crash();
  void start();
  bool runs() const { return runs_; }

  domain::Instant wall() const;
  agent::PinnedKey receipt_key() const;
  const wire::SigningKey& signing_key() const { return resigning_key_; }

  Database database;
  MemoryLedgers ledgers;
  MemoryDerived derived;
  domain::Millis clock_wrong_by{0};
  std::uint64_t lines_taken = 0;

 private:
  server::BatchOutcome outcome_of(const std::string& agent, std::uint32_t certificate,
                                  const std::string* gzipped_batch);
  void check_promises();

  const domain::Millis& now_;
  Trace& trace_;
  Record& record_;
  wire::SigningKey resigning_key_;
  server::ReceiptSigner signer_;
  server::AcceptBatch accept_;
  server::DeriveJob job_;
  bool runs_ = true;
};

}  // namespace quaywatt::simulation
