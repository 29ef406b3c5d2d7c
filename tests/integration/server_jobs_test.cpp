// One instance of many runs the jobs; another takes over; a job that fails stops nothing (fault S2).

#include <gtest/gtest.h>

#include <thread>

#include "server/jobs/job_runner.h"
#include "server/store/mysql/mysql_lease_store.h"
#include "server/store/mysql/transaction.h"
#include "tests/support/private_mariadb.h"

namespace quaywatt::server {
namespace {

using domain::Millis;

constexpr Millis kMinute{60'000};

class Silent : public JobObserver {
 public:
  void step_done(std::string_view) override { ++done; }
  void step_failed(std::string_view job, std::string_view why) override {
    failures.push_back(std::string(job) + ": " + std::string(why));
  }
  void leads(bool now_leading) override { leading = now_leading; }
  int done = 0;
  bool leading = false;
  std::vector<std::string> failures;
};

/// Counts its steps in a number that outlives it.
class Counting : public Job {
 public:
  Counting(int& steps, int wanted, bool broken = false) : steps_(steps), wanted_(wanted), broken_(broken) {}
  bool run_once() override {
    if (broken_) throw std::runtime_error("broken");
    return ++steps_ < wanted_;
  }
  std::string_view name() const override { return broken_ ? "broken" : "counting"; }

 private:
  int& steps_;
  int wanted_;
  bool broken_;
};

class JobsTest : public testing::Test {
 protected:
  JobsTest() : pool(test::PrivateMariadb::shared().migrated_schema(), {}), leases(pool) {}

  std::unique_ptr<JobRunner> runner(const std::string& holder, std::vector<std::unique_ptr<Job>> jobs,
                                    Silent& observer) {
    JobRunnerSettings settings;
    settings.holder = holder;
    return std::make_unique<JobRunner>(std::move(jobs), leases, observer, settings);
  }
  static std::vector<std::unique_ptr<Job>> one(std::unique_ptr<Job> job) {
    std::vector<std::unique_ptr<Job>> jobs;
    jobs.push_back(std::move(job));
    return jobs;
  }
  void expire() {
    mysql::read(pool, [](mysql::Connection& connection) { connection.execute("UPDATE leases SET expires_at = 1"); });
  }

  mysql::ConnectionPool pool;
  mysql::MysqlLeaseStore leases;
};

TEST_F(JobsTest, S2_ALeaseHasOneHolder) {
  const auto token = leases.acquire("jobs", "one", kMinute);
  ASSERT_TRUE(token);
  EXPECT_EQ(leases.acquire("jobs", "two", kMinute), std::nullopt);
  EXPECT_EQ(leases.acquire("jobs", "one", kMinute), token);  // prolonged
  EXPECT_EQ(leases.holder("jobs"), "one");
  EXPECT_TRUE(leases.acquire("tracker", "two", kMinute));    // another lease
}

TEST_F(JobsTest, S2_AnExpiredLeaseGoesToTheNextWithAGreaterToken) {
  const auto first = leases.acquire("jobs", "one", kMinute);
  expire();
  EXPECT_EQ(leases.holder("jobs"), std::nullopt);
  const auto second = leases.acquire("jobs", "two", kMinute);
  ASSERT_TRUE(second);
  EXPECT_GT(*second, *first);
  EXPECT_EQ(leases.acquire("jobs", "one", kMinute), std::nullopt);
  leases.release("jobs", "one");  // not one's any more
  EXPECT_EQ(leases.holder("jobs"), "two");
}

TEST_F(JobsTest, S2_OfManyWhoWantItAtOnceOneGetsIt) {
  std::atomic<int> winners{0};
  std::vector<std::thread> threads;
  for (int index = 0; index < 8; ++index) {
    threads.emplace_back([&, index] {
      if (leases.acquire("jobs", "holder " + std::to_string(index), kMinute)) ++winners;
    });
  }
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(winners, 1);
}

TEST_F(JobsTest, S2_TheSecondInstanceRunsNothingUntilTheFirstIsGone) {
  int of_first = 0;
  int of_second = 0;
  Silent first_seen;
  Silent second_seen;
  auto first = runner("one", one(std::make_unique<Counting>(of_first, 3)), first_seen);
  auto second = runner("two", one(std::make_unique<Counting>(of_second, 3)), second_seen);
  EXPECT_FALSE(first->round());
  EXPECT_FALSE(second->round());
  EXPECT_EQ(of_first, 3);
  EXPECT_EQ(of_second, 0);
  EXPECT_TRUE(first_seen.leading);
  EXPECT_FALSE(second_seen.leading);
  first.reset();  // gives the lease up
  second->round();
  EXPECT_EQ(of_second, 3);
}

TEST_F(JobsTest, S2_AnInstanceThatLostItsLeaseStopsBeforeTheNextStep) {
  int steps = 0;
  Silent seen;
  auto first = runner("one", one(std::make_unique<Counting>(steps, 1)), seen);
  first->round();
  expire();
  ASSERT_TRUE(leases.acquire("jobs", "two", kMinute));
  first->round();
  EXPECT_EQ(steps, 1);
  EXPECT_FALSE(seen.leading);
}

TEST_F(JobsTest, S5_AJobThatThrowsIsSaidSoAndTheOthersRun) {
  int steps = 0;
  int none = 0;
  Silent seen;
  std::vector<std::unique_ptr<Job>> jobs;
  jobs.push_back(std::make_unique<Counting>(none, 1, true));
  jobs.push_back(std::make_unique<Counting>(steps, 2));
  auto runs = runner("one", std::move(jobs), seen);
  runs->round();
  EXPECT_EQ(steps, 2);
  EXPECT_EQ(seen.failures, (std::vector<std::string>{"broken: broken"}));
}

TEST_F(JobsTest, AJobThatNeverEndsLeavesRoomForTheOthers) {
  int endless = 0;
  int steps = 0;
  Silent seen;
  std::vector<std::unique_ptr<Job>> jobs;
  jobs.push_back(std::make_unique<Counting>(endless, 1'000'000));
  jobs.push_back(std::make_unique<Counting>(steps, 1));
  auto runs = runner("one", std::move(jobs), seen);
  EXPECT_TRUE(runs->round());
  EXPECT_EQ(steps, 1);
  EXPECT_EQ(endless, JobRunnerSettings{}.max_steps);
}

TEST_F(JobsTest, RunsByItselfWhenWoken) {
  std::atomic<int> runs{0};
  class Noting : public Job {
   public:
    explicit Noting(std::atomic<int>& count) : count_(count) {}
    bool run_once() override {
      ++count_;
      count_.notify_all();
      return false;
    }
    std::string_view name() const override { return "noting"; }

   private:
    std::atomic<int>& count_;
  };
  Silent seen;
  JobRunnerSettings settings;
  settings.holder = "one";
  settings.idle = std::chrono::hours(1);
  JobRunner runner(one(std::make_unique<Noting>(runs)), leases, seen, settings);
  runner.start();
  runs.wait(0);
  const int before = runs;
  runner.wake();
  runs.wait(before);
  EXPECT_GT(runs, before);
}

}  // namespace
}  // namespace quaywatt::server
