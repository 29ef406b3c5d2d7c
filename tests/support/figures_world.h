#pragma once
// Berths whose ledgers travel as the agents would send them, into a real database, and the job that makes figures of
// them. The server's clock is what a delivery says.

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "domain/rules/cn_wuxi.h"
#include "schema/wire/chain.h"
#include "schema/wire/line_codec.h"
#include "server/jobs/derive_job.h"
#include "server/store/mysql/mysql_derived_store.h"
#include "server/store/mysql/mysql_ledger_store.h"
#include "server/store/mysql/mysql_register_store.h"
#include "server/usecases/accept_batch.h"
#include "tests/support/berth_log.h"
#include "tests/support/private_mariadb.h"

namespace quaywatt::test {

/// One berth agent: its log, and how much of it was sent.
struct Cabinet {
  std::string agent;
  std::string berth;
  wire::SigningKey key = wire::SigningKey::generate();
  BerthLog log;
  std::size_t sent = 0;
  domain::Head head;
  /// Lines to send in other bytes than the log's, by index: what a broken program would have written.
  std::map<std::size_t, std::string> poison;
};

class FiguresWorld {
 public:
  FiguresWorld();

  /// Registers, enrols and opens the ledger of a cabinet.
  Cabinet& cabinet(const std::string& agent, const std::string& berth);

  /// Sends what was not sent yet in batches of at most `lines`; received a second after the last line unless said.
  void send(Cabinet& cabinet, std::size_t lines = 1000, std::optional<domain::Instant> received_at = std::nullopt);
  /// The agent asks what is held, with nothing to send.
  void contact(const Cabinet& cabinet, domain::Instant at);

  /// Runs the job until it has nothing to do.
  void derive();
  server::DeriveJob job();

  /// Every row of every derived table, by key.
  std::string derived_rows();
  std::string rows_of(const std::string& table);
  /// One value, as text; "NULL" for none and "-" for no row.
  std::string value(const std::string& sql);

  server::mysql::ConnectionPool& pool() { return pool_; }
  server::LedgerStore& ledgers() { return ledgers_; }
  server::DerivedStore& derived() { return derived_; }
  server::RegisterStore& registers() { return registers_; }
  domain::EvidenceSettings settings;

 private:
  server::mysql::ConnectionPool pool_;
  server::mysql::MysqlLedgerStore ledgers_;
  server::mysql::MysqlDerivedStore derived_;
  server::mysql::MysqlRegisterStore registers_;
  server::ReceiptSigner signer_;
  server::AcceptBatch accept_;
  std::vector<std::unique_ptr<Cabinet>> cabinets_;
};

/// Port "jiangyin" on the Yangtze with berth JY-1 (supply point P1, 15 kW, meter M1 of six digits), canal service area
/// WX-9 without a supply, and the vessels 苏锡货1098 and 苏锡货2000, both obliged and able.
server::Registers two_berths();

}  // namespace quaywatt::test
