#pragma once
// A cabinet in memory, shipped ledger and uplink, before a server with a real database: the shipped acceptance without
// the sockets between.

#include <gtest/gtest.h>

#include "berth-agent/ledger/ledger.h"
#include "berth-agent/uplink/uplink.h"
#include "server/store/mysql/mysql_figures_store.h"
#include "server/store/mysql/mysql_ledger_store.h"
#include "server/usecases/accept_batch.h"
#include "tests/support/manual_clock.h"
#include "tests/support/memory_berth.h"
#include "tests/support/private_mariadb.h"

namespace quaywatt::test {

/// The server's end of a link.
class AcceptingLink : public agent::ServerLink {
 public:
  AcceptingLink(const server::AcceptBatch& accept, std::string agent) : accept_(accept), agent_(std::move(agent)) {}
  agent::LinkAnswer send(const std::string& body) override {
    const auto answer = accept_.accept({agent_, body, now}).answer;
    verdicts.push_back(answer.verdict);
    return reply(answer);
  }
  agent::LinkAnswer head(domain::Millis) override { return reply(accept_.held(agent_, now)); }

  domain::Instant now{domain::Millis{1'725'926'400'000}};
  std::vector<std::string> verdicts;

 private:
  static agent::ServerReply reply(const wire::BatchAnswer& answer) {
    return {wire::http_status_of(answer.verdict), wire::encode_answer(answer), std::nullopt};
  }
  const server::AcceptBatch& accept_;
  std::string agent_;
};

class HeldBerth : public testing::Test, public agent::EpochOpener {
 protected:
  static constexpr const char* kAgent = "jy-shili-01";

  HeldBerth() {
    server::mysql::read(pool, [&](server::mysql::Connection& connection) {
      connection.execute(
          "INSERT INTO agents (name, berth, standing, ledger_key_fingerprint, program_version, enrolled_at) "
          "VALUES (?,'A3','enrolled','','test',0)",
          kAgent);
      connection.execute("INSERT INTO agent_keys VALUES (?,0,0,?,'enrolled',0)", kAgent,
                         ledger_key().public_key().base64());
    });
    start();
    ledger->open_epoch({std::nullopt, domain::EpochOpened::Reason::first, "test", 1}, 1);
  }

  wire::SigningKey ledger_key() const { return wire::SigningKey::from_pem(ledger_key_pem_); }

  /// As the cabinet's program starts.
  void start() {
    ledger = std::make_unique<agent::Ledger>(kAgent, card, clock);
    ledger->recover();
    const auto key = wire::PublicKey::from_base64(signer.public_key().public_key);
    uplink = std::make_unique<agent::Uplink>(
        agent::UplinkIdentity{kAgent, ledger_key(), {{signer.public_key().key_id, *key}}},
        agent::UplinkSurroundings{card, link, clock, random_, [this] { return real_; }, nullptr}, plan_);
  }
  void write(int count) {
    for (int i = 0; i < count; ++i) {
      clock.advance(domain::Millis{1000});
      ledger->append(ledger->device(), domain::MeterSilent{"M-1", "SP-1", "line"});
    }
  }
  void open_epoch_behind_server(const domain::EpochOpened::Previous& held) override {
    ledger->open_epoch({held, domain::EpochOpened::Reason::behind_server, "test", 1}, held.last.epoch + 1);
  }
  /// All that is due, and the next interval's question.
  void deliver(int turns = 40) {
    link.now += domain::Millis{60'000};
    real_ += plan_.interval;
    for (int i = 0; i < turns; ++i) {
      const auto due = uplink->step(*this);
      if (due >= real_ + plan_.interval) return;
      real_ = std::max(real_, due);
    }
  }

  std::vector<std::string> rows(const std::string& sql) {
    std::vector<std::string> all;
    server::mysql::read(pool, [&](server::mysql::Connection& connection) {
      all.clear();
      auto found = connection.query(sql);
      while (found.next()) {
        std::string row = found.text(1);
        for (unsigned column = 2; column <= found.columns(); ++column) row += "|" + found.text(column);
        all.push_back(row);
      }
    });
    return all;
  }
  std::string row(const std::string& sql) {
    const auto all = rows(sql);
    return all.size() == 1 ? all.front() : std::to_string(all.size()) + " rows";
  }
  std::string held() {
    return row("SELECT CONCAT(epoch, '.', last_seq) FROM ledger_heads ORDER BY epoch DESC LIMIT 1");
  }

 private:
  std::string ledger_key_pem_ = wire::SigningKey::generate().pem();

 protected:
  server::mysql::ConnectionSettings database = PrivateMariadb::shared().migrated_schema();
  server::mysql::ConnectionPool pool{database, {}};
  server::mysql::MysqlLedgerStore store{pool};
  server::mysql::MysqlFiguresStore figures{pool};
  server::ReceiptSigner signer{wire::SigningKey::generate()};
  server::AcceptBatch accept{store, signer, {}};
  AcceptingLink link{accept, kAgent};
  MemoryLedgerStore card;
  ManualClock clock;
  std::unique_ptr<agent::Ledger> ledger;
  std::unique_ptr<agent::Uplink> uplink;

 private:
  agent::UplinkPlan::Settings plan_;
  EvenRandom random_;
  domain::Millis real_{1'000'000};
};

}  // namespace quaywatt::test
