#pragma once
// The stores of a MariaDB or MySQL database, with a pool for each kind of work (fault S4).

#include <memory>

#include "server/config/server_config.h"
#include "server/store/mysql/alarm_rows.h"
#include "server/store/mysql/mysql_agent_store.h"
#include "server/store/mysql/mysql_ais_figures_store.h"
#include "server/store/mysql/mysql_ais_store.h"
#include "server/store/mysql/mysql_berth_warning_store.h"
#include "server/store/mysql/mysql_database_check.h"
#include "server/store/mysql/mysql_derived_store.h"
#include "server/store/mysql/mysql_enrolment_store.h"
#include "server/store/mysql/mysql_figures_store.h"
#include "server/store/mysql/mysql_lease_store.h"
#include "server/store/mysql/mysql_ledger_store.h"
#include "server/store/mysql/mysql_register_store.h"
#include "server/store/mysql/mysql_schema_store.h"
#include "server/store/mysql/mysql_verification_store.h"
#include "server/store/server_stores.h"

namespace quaywatt::server {

mysql::ConnectionSettings connection_settings(const DatabaseConfig& database);

class MysqlStores : public ServerStores {
 public:
  MysqlStores(const DatabaseConfig& database, WallClock clock);

  SchemaStore& schema() override { return schema_; }
  DatabaseCheck& check() override { return check_; }
  LedgerStore& ledgers() override { return ledgers_; }
  LedgerStore& job_ledgers() override { return job_ledgers_; }
  AgentStore& link_agents() override { return link_agents_; }
  AgentStore& agents() override { return agents_; }
  EnrolmentStore& enrolments() override { return enrolments_; }
  ReceiptKeyStore& receipt_keys() override { return enrolments_; }
  AlarmStore& alarms() override { return alarms_; }
  LeaseStore& leases() override { return leases_; }
  DerivedStore& derived() override { return derived_; }
  RegisterStore& registers() override { return registers_; }
  FiguresStore& figures() override { return figures_; }
  AisStore& ais() override { return ais_; }
  AisFiguresStore& ais_figures() override { return ais_figures_; }
  BerthWarningStore& berth_warnings() override { return berth_warnings_; }
  VerificationStore& verification() override { return verification_; }

  /// What the jobs of this process write is compared with it.
  LeaseFence& job_fence() { return job_fence_; }

  mysql::ConnectionPool& ingest_pool() { return ingest_pool_; }
  mysql::ConnectionPool& site_pool() { return site_pool_; }
  mysql::ConnectionPool& job_pool() { return job_pool_; }

 private:
  mysql::ConnectionPool ingest_pool_;
  mysql::ConnectionPool site_pool_;
  mysql::ConnectionPool job_pool_;
  mysql::ConnectionPool ais_pool_;
  LeaseFence job_fence_{"jobs"};
  mysql::MysqlSchemaStore schema_;
  mysql::MysqlDatabaseCheck check_;
  mysql::MysqlLedgerStore ledgers_;
  mysql::MysqlLedgerStore job_ledgers_;
  mysql::MysqlAgentStore link_agents_;
  mysql::MysqlAgentStore agents_;
  mysql::MysqlEnrolmentStore enrolments_;
  mysql::MysqlAlarmStore alarms_;
  mysql::MysqlLeaseStore leases_;
  mysql::MysqlDerivedStore derived_;
  mysql::MysqlRegisterStore registers_;
  mysql::MysqlFiguresStore figures_;
  mysql::MysqlAisStore ais_;
  mysql::MysqlAisFiguresStore ais_figures_;
  mysql::MysqlBerthWarningStore berth_warnings_;
  mysql::MysqlVerificationStore verification_;
};

}  // namespace quaywatt::server
