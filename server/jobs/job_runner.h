#pragma once
// Runs the jobs of this instance in one thread, while it holds the lease that only one instance can hold (fault S2).

#include <atomic>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "server/jobs/job.h"
#include "server/store/lease_fence.h"
#include "server/store/lease_store.h"

namespace quaywatt::server {

/// Hears what the runner does; called from its thread.
class JobObserver {
 public:
  virtual ~JobObserver() = default;
  virtual void step_done(std::string_view job) = 0;
  virtual void step_failed(std::string_view job, std::string_view why) = 0;
  /// The lease was won or lost.
  virtual void leads(bool leading) = 0;
};

struct JobRunnerSettings {
  std::string lease_name = "jobs";
  std::string holder;                 ///< names this instance; unique among all
  domain::Millis lease_ttl{30'000};   ///< another instance takes over when this one is silent for so long
  domain::Millis idle{2'000};         ///< between rounds when there was nothing more to do
  LeaseFence* fence = nullptr;        ///< learns the token with each step; what the jobs write is compared with it
  int max_steps = 200;                ///< of one job in a round, so that none starves the others
};

class JobRunner {
 public:
  /// `leases` and `observer` outlive it. Starts nothing by itself.
  JobRunner(std::vector<std::unique_ptr<Job>> jobs, LeaseStore& leases, JobObserver& observer,
            JobRunnerSettings settings);
  /// Stops after the step in work and gives the lease up.
  ~JobRunner();

  /// Begins rounds in a thread of its own.
  void start();
  /// Something may be to do: a round soon.
  void wake();

  /// One round in the calling thread; true when there is more to do now. Not while started.
  bool round();

 private:
  bool keep_lease();
  bool run_job(Job& job);
  void run();

  std::vector<std::unique_ptr<Job>> jobs_;
  LeaseStore& leases_;
  JobObserver& observer_;
  const JobRunnerSettings settings_;
  bool leading_ = false;
  std::mutex mutex_;
  std::condition_variable changed_;
  bool woken_ = false;
  std::atomic<bool> stopping_{false};
  std::thread thread_;
};

}  // namespace quaywatt::server
