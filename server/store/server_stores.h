#pragma once
// All stores of one database, for who needs several.

#include "server/store/agent_store.h"
#include "server/store/ais_figures_store.h"
#include "server/store/ais_store.h"
#include "server/store/alarm_store.h"
#include "server/store/berth_warning_store.h"
#include "server/store/database_check.h"
#include "server/store/derived_store.h"
#include "server/store/enrolment_store.h"
#include "server/store/figures_store.h"
#include "server/store/lease_store.h"
#include "server/store/ledger_store.h"
#include "server/store/receipt_key_store.h"
#include "server/store/register_store.h"
#include "server/store/schema_store.h"
#include "server/store/verification_store.h"

namespace quaywatt::server {

class ServerStores {
 public:
  virtual ~ServerStores() = default;
  virtual SchemaStore& schema() = 0;
  virtual DatabaseCheck& check() = 0;
  virtual LedgerStore& ledgers() = 0;       ///< by the connections kept for ingest
  virtual LedgerStore& job_ledgers() = 0;   ///< by those of the jobs
  virtual AgentStore& link_agents() = 0;    ///< by the connections kept for ingest
  virtual AgentStore& agents() = 0;
  virtual EnrolmentStore& enrolments() = 0;
  virtual ReceiptKeyStore& receipt_keys() = 0;
  virtual AlarmStore& alarms() = 0;
  virtual LeaseStore& leases() = 0;         ///< by the jobs' connections
  virtual DerivedStore& derived() = 0;      ///< by the jobs' connections
  virtual RegisterStore& registers() = 0;
  virtual FiguresStore& figures() = 0;
  virtual AisStore& ais() = 0;                    ///< by the tracker's own connections
  virtual AisFiguresStore& ais_figures() = 0;
  virtual BerthWarningStore& berth_warnings() = 0;
  virtual VerificationStore& verification() = 0;  ///< by the jobs' connections
};

}  // namespace quaywatt::server
