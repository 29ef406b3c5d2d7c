#include "server/jobs/job_runner.h"

#include <exception>
#include <utility>

namespace quaywatt::server {

JobRunner::JobRunner(std::vector<std::unique_ptr<Job>> jobs, LeaseStore& leases, JobObserver& observer,
                     JobRunnerSettings settings)
    : jobs_(std::move(jobs)), leases_(leases), observer_(observer), settings_(std::move(settings)) {}

JobRunner::~JobRunner() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  changed_.notify_all();
  if (thread_.joinable()) thread_.join();
  try {
    if (leading_) leases_.release(settings_.lease_name, settings_.holder);
  } catch (const std::exception&) {
    // It runs out by itself.
  }
}

void JobRunner::start() { thread_ = std::thread([this] { run(); }); }

void JobRunner::wake() {
  {
    const std::lock_guard lock(mutex_);
    woken_ = true;
  }
  changed_.notify_all();
}

bool JobRunner::round() {
  bool more = false;
  for (const auto& job : jobs_) {
    if (stopping_) return false;
    more = run_job(*job) || more;
  }
  return more;
}

bool JobRunner::keep_lease() {
  bool leading = false;
  try {
    const auto token = leases_.acquire(settings_.lease_name, settings_.holder, settings_.lease_ttl);
    leading = token.has_value();
    if (token && settings_.fence != nullptr) settings_.fence->set(*token);
  } catch (const std::exception&) {
    // Without the database there is nothing to do either.
  }
  if (std::exchange(leading_, leading) != leading) observer_.leads(leading);
  return leading;
}

bool JobRunner::run_job(Job& job) {
  try {
    for (int step = 0; step < settings_.max_steps; ++step) {
      if (stopping_ || !keep_lease()) return false;
      const bool more = job.run_once();
      observer_.step_done(job.name());
      if (!more) return false;
    }
    return true;
  } catch (const std::exception& error) {
    observer_.step_failed(job.name(), error.what());
    return false;
  }
}

void JobRunner::run() {
  while (!stopping_) {
    const bool more = round();
    std::unique_lock lock(mutex_);
    if (!more) changed_.wait_for(lock, settings_.idle, [this] { return stopping_ || woken_; });
    woken_ = false;
  }
}

}  // namespace quaywatt::server
