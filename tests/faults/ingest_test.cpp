// What an agent sees when the server dies or is bounded: S3, D7, X6 without a fork, receipts that ride along.

#include "schema/wire/chain.h"
#include "server/usecases/derive_ledgers.h"
#include "tests/faults/held_berth.h"
#include "tests/integration/figures_fixture.h"

namespace quaywatt::test {
namespace {

/// The server's process dies after COMMIT and before the receipt leaves it.
class DyingLink : public agent::ServerLink {
 public:
  explicit DyingLink(AcceptingLink& inner) : inner_(inner) {}
  agent::LinkAnswer send(const std::string& body) override {
    const auto answer = inner_.send(body);
    if (deaths-- > 0) return agent::LinkFailure{agent::LinkFailure::Kind::unreachable, "断线", "lost", std::nullopt};
    return answer;
  }
  agent::LinkAnswer head(domain::Millis patience) override { return inner_.head(patience); }
  int deaths = 2;

 private:
  AcceptingLink& inner_;
};

class Ingest : public HeldBerth {};

TEST_F(Ingest, S3_ACrashBetweenCommitAndReceiptHasOneEffectAndTheSameReceipt) {
  DyingLink dying(link);
  EvenRandom random;
  domain::Millis real{1'000'000};
  agent::UplinkPlan::Settings plan;
  const auto key = wire::PublicKey::from_base64(signer.public_key().public_key);
  agent::Uplink dying_uplink(
      agent::UplinkIdentity{kAgent, ledger_key(), {{signer.public_key().key_id, *key}}},
      agent::UplinkSurroundings{card, dying, clock, random, [&] { return real; }, nullptr}, plan);
  write(5);
  for (int i = 0; i < 20; ++i) real = std::max(real, dying_uplink.step(*this));
  EXPECT_EQ(link.verdicts, (std::vector<std::string>{"accepted", "already_held", "already_held"}));
  EXPECT_EQ(rows("SELECT agent FROM ledger_batches").size(), 1u);
  EXPECT_EQ(dying_uplink.state().receipted, (domain::LedgerPosition{1, 6}));
}

TEST_F(Ingest, EveryBatchShowsTheFarthestReceiptAndAServerWithoutALossNotesNothing) {
  write(3);
  deliver();
  write(3);
  deliver();
  const auto bodies = rows("SELECT body_gzip FROM ledger_batches ORDER BY first_new_seq");
  ASSERT_EQ(bodies.size(), 2u);
  const auto shown = [](const std::string& body) {
    auto decoded = wire::decode_batch(*wire::gunzip(body, wire::kBatchMaxBytes), kAgent);
    return std::get<wire::Batch>(decoded).farthest_receipt;
  };
  EXPECT_EQ(shown(bodies[0])->held, domain::LedgerPosition{}) << "asked first: nothing was held";
  EXPECT_EQ(shown(bodies[1])->held, (domain::LedgerPosition{1, 4}));
  EXPECT_TRUE(rows("SELECT agent FROM ledger_recoveries").empty());
  EXPECT_TRUE(rows("SELECT kind FROM alarms").empty());
}

TEST_F(Ingest, D7_ReceiptsAreMadeOfWhatTheWritingConnectionRead) {
  // One connection in all: nothing is read from anywhere else, so no replica that lags can have a say.
  server::mysql::ConnectionPool one(database, {.max_connections = 1, .acquire_timeout = std::chrono::milliseconds(50)});
  server::mysql::MysqlLedgerStore only(one);
  const server::AcceptBatch accept_by_one(only, signer, {});
  write(2);
  const auto lines = card.read({1, 1}, 10, 100'000);
  const auto batch = wire::make_batch(kAgent, 1, 1, wire::epoch_start_head(kAgent, 1),
                                      {lines[0].line, lines[1].line, lines[2].line}, ledger_key());
  const std::string body = wire::gzip(wire::encode_batch(batch));
  const auto answer = accept_by_one.accept({kAgent, body, link.now}).answer;
  EXPECT_EQ(answer.verdict, "accepted");
  EXPECT_EQ(answer.receipt.held, (domain::LedgerPosition{1, 3}));
  EXPECT_EQ(accept_by_one.too_large(kAgent, link.now).receipt.head, answer.receipt.head);
  EXPECT_EQ(accept_by_one.too_large(kAgent, link.now).verdict, "too_large");
  EXPECT_EQ(accept_by_one.too_large("nobody", link.now).verdict, "unknown_agent");
}

}  // namespace
}  // namespace quaywatt::test
