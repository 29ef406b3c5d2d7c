#include "server/http/metrics.h"

#include <prometheus/counter.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>

#include <algorithm>

namespace quaywatt::server {

namespace {

using prometheus::BuildCounter;
using prometheus::BuildGauge;
using prometheus::BuildHistogram;

const prometheus::Histogram::BucketBoundaries kSeconds{0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10};

std::string word(std::string_view text) { return std::string(text); }

void raise_to(prometheus::Counter& counter, std::uint64_t total) {
  counter.Increment(std::max(0.0, static_cast<double>(total) - counter.Value()));
}

}  // namespace

struct ServerMetrics::Families {
  prometheus::Registry registry;

  prometheus::Family<prometheus::Counter>& counter(const char* name, const char* help) {
    return BuildCounter().Name(name).Help(help).Register(registry);
  }
  prometheus::Family<prometheus::Gauge>& gauge(const char* name, const char* help) {
    return BuildGauge().Name(name).Help(help).Register(registry);
  }

  prometheus::Family<prometheus::Counter>& requests = counter("quaywatt_requests_total", "Answered requests");
  prometheus::Family<prometheus::Histogram>& seconds =
      BuildHistogram().Name("quaywatt_request_seconds").Help("Time to answer").Register(registry);
  prometheus::Family<prometheus::Counter>& turned_away =
      counter("quaywatt_turned_away_total", "Requests answered 503 because enough was in work");
  prometheus::Family<prometheus::Counter>& tls_failures =
      counter("quaywatt_connection_failures_total", "Connections that ended before a request was read, TLS included");
  prometheus::Family<prometheus::Counter>& batches = counter("quaywatt_batches_total", "Batches by verdict");
  prometheus::Family<prometheus::Counter>& lines = counter("quaywatt_ledger_lines_total", "Ledger lines that arrived");
  prometheus::Family<prometheus::Counter>& enrolments = counter("quaywatt_enrolments_total", "Enrolments by outcome");
  prometheus::Family<prometheus::Counter>& jobs = counter("quaywatt_job_steps_total", "Steps of background jobs");
  prometheus::Family<prometheus::Gauge>& in_use = gauge("quaywatt_database_connections", "Connections in use");
  prometheus::Family<prometheus::Gauge>& exhausted =
      gauge("quaywatt_database_pool_exhausted", "Times a pool had no connection to give, since start");
  prometheus::Family<prometheus::Counter>& ais_lines =
      counter("quaywatt_ais_lines_total", "Lines and connections of an AIS feed by what became of them");
  prometheus::Family<prometheus::Counter>& ais_dropped =
      counter("quaywatt_ais_dropped_total", "Messages dropped because the tracker did not keep up");
  prometheus::Family<prometheus::Gauge>& ais_waiting =
      gauge("quaywatt_ais_waiting", "Messages between the feeds and the tracker");
  prometheus::Family<prometheus::Gauge>& ais_tracking =
      gauge("quaywatt_ais_tracking", "1 when this instance tracks");
  prometheus::Family<prometheus::Gauge>& readiness = gauge("quaywatt_ready", "1 when /readyz says yes");
};

ServerMetrics::ServerMetrics() : families_(std::make_unique<Families>()) {}
ServerMetrics::~ServerMetrics() = default;

void ServerMetrics::request(std::string_view port, int code, std::chrono::nanoseconds took) {
  families_->requests.Add({{"port", word(port)}, {"code", std::to_string(code)}}).Increment();
  families_->seconds.Add({{"port", word(port)}}, kSeconds).Observe(std::chrono::duration<double>(took).count());
}

void ServerMetrics::turned_away(std::string_view port) {
  families_->turned_away.Add({{"port", word(port)}}).Increment();
}

void ServerMetrics::tls_failed(std::string_view port) {
  families_->tls_failures.Add({{"port", word(port)}}).Increment();
}

void ServerMetrics::batch(std::string_view verdict) {
  families_->batches.Add({{"verdict", word(verdict)}}).Increment();
}

void ServerMetrics::ledger_lines(std::string_view what, std::uint64_t lines) {
  families_->lines.Add({{"what", word(what)}}).Increment(static_cast<double>(lines));
}

void ServerMetrics::enrolment(std::string_view outcome) {
  families_->enrolments.Add({{"outcome", word(outcome)}}).Increment();
}

void ServerMetrics::job(std::string_view name, bool failed) {
  families_->jobs.Add({{"job", word(name)}, {"outcome", failed ? "failed" : "done"}}).Increment();
}

void ServerMetrics::pool(std::string_view name, std::size_t in_use, std::uint64_t exhausted) {
  families_->in_use.Add({{"pool", word(name)}}).Set(static_cast<double>(in_use));
  families_->exhausted.Add({{"pool", word(name)}}).Set(static_cast<double>(exhausted));
}

void ServerMetrics::ready(bool ready) { families_->readiness.Add({}).Set(ready ? 1 : 0); }

void ServerMetrics::ais_feed(std::string_view feed, std::string_view cause, std::uint64_t total) {
  raise_to(families_->ais_lines.Add({{"feed", word(feed)}, {"cause", word(cause)}}), total);
}

void ServerMetrics::ais_tracker(bool tracking, std::size_t waiting, std::uint64_t dropped) {
  families_->ais_tracking.Add({}).Set(tracking ? 1 : 0);
  families_->ais_waiting.Add({}).Set(static_cast<double>(waiting));
  raise_to(families_->ais_dropped.Add({}), dropped);
}

std::string ServerMetrics::text() const {
  return prometheus::TextSerializer().Serialize(families_->registry.Collect());
}

}  // namespace quaywatt::server
