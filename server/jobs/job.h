#pragma once
// Background work in small bounded steps, run by JobRunner under a lease so that one instance of many does it
// (fault S2). A job keeps its place in the database (a cursor per agent, epoch and seq), never in itself.

#include <string_view>

namespace quaywatt::server {

class Job {
 public:
  virtual ~Job() = default;

  /// Does one bounded step, a few seconds at most and in whole transactions: a kill between any two statements, and a
  /// second runner doing the same step, must leave the same rows. True: there is more to do now.
  /// Exceptions mean "this step failed"; the runner says so and comes back later.
  virtual bool run_once() = 0;

  /// Short and stable, for logs and metrics: "assess".
  virtual std::string_view name() const = 0;
};

}  // namespace quaywatt::server
