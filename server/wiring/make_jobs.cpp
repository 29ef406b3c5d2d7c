#include "server/wiring/make_jobs.h"

#include "domain/rules/cn_wuxi.h"
#include "server/jobs/derive_job.h"
#include "server/jobs/verify_job.h"
#include "server/jobs/watch_job.h"
#include "server/wiring/system_clock.h"

namespace quaywatt::server {

std::vector<std::unique_ptr<Job>> make_jobs(MysqlStores& stores, const ServerConfig& config) {
  const domain::EvidenceSettings evidence{std::chrono::minutes{config.jobs.evidence_lag_min}};
  std::vector<std::unique_ptr<Job>> jobs;
  jobs.push_back(std::make_unique<DeriveJob>(stores.job_ledgers(), stores.derived(), domain::cn_wuxi_rules(),
                                             evidence, system_now));
  jobs.push_back(std::make_unique<VerifyJob>(stores.verification(), system_now));
  if (config.ais) {
    const domain::WarningSettings warnings{std::chrono::minutes{config.ais->first_warning_min}};
    jobs.push_back(std::make_unique<WatchJob>(
        WatchBerths(stores.berth_warnings(), domain::cn_wuxi_rules(), evidence, warnings)));
  }
  return jobs;
}

}  // namespace quaywatt::server
