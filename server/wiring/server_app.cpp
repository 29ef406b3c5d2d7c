#include "server/wiring/server_app.h"

#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <fstream>
#include <optional>
#include <sstream>
#include <utility>

#include "server/agent_link/agent_gate.h"
#include "server/agent_link/agent_routes.h"
#include "server/enrolment/enrol_agent.h"
#include "server/http/enrolment_route.h"
#include "server/http/http_port.h"
#include "server/http/request_id.h"
#include "server/http/site_gate.h"
#include "server/http/site_routes.h"
#include "server/jobs/job_runner.h"
#include "server/wiring/make_tracking.h"
#include "server/wiring/log_watch.h"
#include "server/wiring/readiness.h"

namespace quaywatt::server {

namespace {

// A handshake with certificates and a batch over 2 kbit/s with 2 s of delay (fault N5); 20 s cut every one of them.
constexpr std::chrono::seconds kSlowLineReceiveLimit{60};

std::string file_text(const std::filesystem::path& file) {
  std::ifstream in(file);
  if (!in) throw StartRefused("文件不能读取 / cannot read " + file.string());
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
}

std::string instance_name() {
  char host[256] = {};
  gethostname(host, sizeof host - 1);
  return std::string(host) + ":" + std::to_string(getpid()) + ":" + new_request_id();
}

PortSettings port_settings(std::string name, const PortConfig& config, std::filesystem::path client_ca) {
  PortSettings settings;
  settings.name = std::move(name);
  settings.address = config.listen.host;
  settings.tcp_port = config.listen.tcp_port;
  settings.tls = {config.certificate_file, config.key_file, std::move(client_ca)};
  settings.limits.max_threads = config.max_threads;
  settings.limits.max_in_work = config.max_in_work;
  settings.limits.max_queued = config.max_queued;
  // Enough for the cabinets behind one router, never the whole port.
  settings.limits.max_per_address = std::max(4, config.max_threads * 3 / 4);
  return settings;
}

class LoggedJobs : public JobObserver {
 public:
  LoggedJobs(Log& log, ServerMetrics& metrics) : log_(log), metrics_(metrics) {}
  void step_done(std::string_view job) override { metrics_.job(job, false); }
  void step_failed(std::string_view job, std::string_view why) override {
    metrics_.job(job, true);
    log_.error("job_failed", {{"job", job}, {"why", why}});
  }
  void leads(bool leading) override { log_.info(leading ? "jobs_leading" : "jobs_waiting", {}); }

 private:
  Log& log_;
  ServerMetrics& metrics_;
};

}  // namespace

// Destroyed from the bottom up: ports first, stores last.
struct ServerApp::Parts {
  ServerConfig config;
  MysqlStores stores;
  ReceiptSigner signer;
  bool at_risk;
  ServerMetrics metrics;
  Readiness readiness;
  DiskRoom disk;
  AcceptBatch accept_batch;
  LoggedJobs logged_jobs;
  LogWatch log_watch;
  std::optional<CertificateAuthority> authority;
  std::optional<EnrolAgent> enrol_agent;
  std::optional<JobRunner> jobs;
  std::unique_ptr<AisTracking> tracking;
  std::optional<HttpPort> site;
  std::optional<HttpPort> agent_link;

  Parts(ServerConfig given, const StartOptions& options, Log& log, const WallClock& clock)
      : config(std::move(given)),
        stores(config.database, clock),
        signer(wire::SigningKey::from_pem(file_text(config.receipt_key_file))),
        at_risk(check_database_before_start(stores, options, log)),
        readiness(stores, DiskRoom(config.database.data_directory, config.database.min_free_mb)),
        disk(config.database.data_directory, config.database.min_free_mb),
        accept_batch(stores.ledgers(), signer, {.shortened_clock_allowed = config.development}),
        logged_jobs(log, metrics),
        log_watch(log, stores.alarms(), clock) {}

  void start_jobs(std::vector<std::unique_ptr<Job>> made) {
    if (!config.jobs.enabled || made.empty()) return;
    JobRunnerSettings settings;
    settings.holder = instance_name();
    settings.idle = domain::Millis(config.jobs.idle_interval_ms);
    settings.fence = &stores.job_fence();
    jobs.emplace(std::move(made), stores.leases(), logged_jobs, settings);
    jobs->start();
  }

  void start_tracking(Log& log, const WallClock& clock) {
    tracking = make_tracking(config, stores, clock, instance_name(), log);
    if (tracking) tracking->start();
  }

  void open_site(const PortSurroundings& surroundings) {
    SiteState state{QUAYWATT_VERSION, config.development, at_risk, [this] { return readiness.reasons(); }};
    auto routes = site_routes(std::move(state), metrics, [this] { refresh_metrics(); });
    if (config.enrolment) {
      authority.emplace(file_text(config.enrolment->ca_certificate_file),
                        file_text(config.enrolment->ca_key_file));
      enrol_agent.emplace(stores.enrolments(), *authority);
      routes.push_back(enrolment_route(*enrol_agent, metrics));
    }
    PortSettings settings = port_settings("site", config.site, {});
    settings.limits.keep_alive = true;
    site.emplace(std::move(settings), std::move(routes),
                 site_gate({config.metrics_allow.begin(), config.metrics_allow.end()}), surroundings);
  }

  void open_agent_link(const PortSurroundings& surroundings) {
    AgentLinkHooks hooks;
    hooks.may_store = [this] { return disk.enough(); };
    hooks.on_new_lines = [this] {
      log_watch.look();
      if (jobs) jobs->wake();
    };
    PortSettings settings = port_settings("agent_link", config.agent_link, config.client_ca_file);
    settings.limits.receive_limit = kSlowLineReceiveLimit;
    agent_link.emplace(std::move(settings), agent_routes(accept_batch, metrics, std::move(hooks)),
                       agent_gate(stores.link_agents()), surroundings);
  }

  void refresh_metrics() {
    const auto observe = [&](std::string_view name, mysql::ConnectionPool& pool) {
      metrics.pool(name, pool.in_use(), pool.exhausted());
    };
    observe("ingest", stores.ingest_pool());
    observe("site", stores.site_pool());
    observe("jobs", stores.job_pool());
    metrics.ready(readiness.reasons().empty());
    log_watch.look();
    if (tracking) measure(*tracking, metrics);
  }
};

ServerApp::ServerApp(ServerConfig config, StartOptions options, Log& log, WallClock clock, const MakeJobs& make_jobs)
    : parts_(std::make_unique<Parts>(std::move(config), options, log, clock)) {
  announce_receipt_key(parts_->stores.receipt_keys(), parts_->signer, clock());
  parts_->start_jobs(make_jobs(parts_->stores, parts_->config));
  parts_->start_tracking(log, clock);
  const PortSurroundings surroundings{log, parts_->metrics, clock};
  parts_->open_site(surroundings);
  parts_->open_agent_link(surroundings);
  log.info("started", {{"version", QUAYWATT_VERSION},
                       {"environment", parts_->config.development ? "development" : "production"},
                       {"site_port", site_port()},
                       {"agent_port", agent_port()}});
}

ServerApp::~ServerApp() = default;

std::uint16_t ServerApp::site_port() const { return parts_->site->tcp_port(); }
std::uint16_t ServerApp::agent_port() const { return parts_->agent_link->tcp_port(); }

}  // namespace quaywatt::server
