#pragma once
// Berth warnings in the background.

#include "server/jobs/job.h"
#include "server/store/store_error.h"
#include "server/usecases/watch_berths.h"

namespace quaywatt::server {

class WatchJob : public Job {
 public:
  explicit WatchJob(WatchBerths watch) : watch_(watch) {}

  bool run_once() override {
    const auto step = watch_.step();
    if (!step.failures.empty()) throw StoreFault(step.failures.front());  // after everyone else was looked at
    return false;
  }
  std::string_view name() const override { return "watch_berths"; }

 private:
  WatchBerths watch_;
};

}  // namespace quaywatt::server
