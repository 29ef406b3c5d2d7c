// A job whose holder was held up until another took the lease must not commit.

#include "server/jobs/job_runner.h"
#include "server/store/mysql/mysql_lease_store.h"
#include "tests/integration/figures_fixture.h"

namespace quaywatt::test {
namespace {

class Unheard : public server::JobObserver {
 public:
  void step_done(std::string_view) override {}
  void step_failed(std::string_view, std::string_view why) override { failures.emplace_back(why); }
  void leads(bool) override {}
  std::vector<std::string> failures;
};

/// Calls `pause` inside the transaction, when all rows are written and only COMMIT is missing.
class PausedStore : public server::mysql::MysqlDerivedStore {
 public:
  PausedStore(server::mysql::ConnectionPool& pool, const server::LeaseFence& fence, std::function<void()> pause)
      : MysqlDerivedStore(pool, {}, &fence), pause_(std::move(pause)) {}
  void derive(const std::function<void(server::DerivationTransaction&)>& work) override {
    MysqlDerivedStore::derive([&](server::DerivationTransaction& transaction) {
      work(transaction);
      pause_();
    });
  }
  void judge(const std::function<void(server::JudgingTransaction&)>& work) override {
    MysqlDerivedStore::judge([&](server::JudgingTransaction& transaction) {
      work(transaction);
      pause_();
    });
  }

 private:
  std::function<void()> pause_;
};

class FencedJobs : public FiguresTest {
 protected:
  server::JobRunnerSettings settings(const std::string& holder, server::LeaseFence& fence) {
    server::JobRunnerSettings settings;
    settings.holder = holder;
    settings.fence = &fence;
    return settings;
  }
  std::vector<std::unique_ptr<server::Job>> job(server::DerivedStore& store) {
    std::vector<std::unique_ptr<server::Job>> jobs;
    jobs.push_back(std::make_unique<server::DeriveJob>(world.ledgers(), store, domain::cn_wuxi_rules(),
                                                       world.settings, [] { return BerthLog::kMorning + 24h; }));
    return jobs;
  }
  /// The lease runs out and another instance, elsewhere, takes it.
  void lose_lease() {
    server::mysql::read(world.pool(), [](server::mysql::Connection& c) { c.run("UPDATE leases SET expires_at = 1"); });
    ASSERT_TRUE(leases.acquire("jobs", "two", Millis{60'000}));
  }

  server::mysql::MysqlLeaseStore leases{world.pool()};
  Unheard observer;
};

TEST_F(FencedJobs, S2_AHolderPausedBeyondItsLeaseCommitsNothing) {
  supplied_stay("苏锡货1098", 5h, 10'000, 20'000);
  world.send(*quay);
  server::LeaseFence fence("jobs");
  bool paused = false;
  PausedStore store(world.pool(), fence, [&] {
    if (!std::exchange(paused, true)) lose_lease();
  });
  server::JobRunner one(job(store), leases, observer, settings("one", fence));
  one.round();
  ASSERT_TRUE(paused);
  ASSERT_EQ(observer.failures.size(), 1u);
  EXPECT_NE(observer.failures[0].find("went to another instance"), std::string::npos);
  EXPECT_EQ(world.value("SELECT COUNT(*) FROM stays"), "0");
  EXPECT_EQ(world.value("SELECT COUNT(*) FROM derivation_cursors"), "0");
  EXPECT_FALSE(one.round());  // it is not asked to do anything any more
  EXPECT_EQ(world.value("SELECT COUNT(*) FROM stays"), "0");
}

TEST_F(FencedJobs, S2_AJudgementOfAPausedHolderIsNotMadeTwice) {
  supplied_stay("苏锡货1098", 5h, 10'000, 20'000);
  world.send(*quay);
  server::LeaseFence fence("jobs");
  bool judging = false;
  PausedStore store(world.pool(), fence, [&] {
    if (world.value("SELECT COUNT(*) FROM stays_to_judge") == "1" && !std::exchange(judging, true)) lose_lease();
  });
  server::JobRunner one(job(store), leases, observer, settings("one", fence));
  one.round();
  ASSERT_TRUE(judging);
  EXPECT_EQ(world.value("SELECT COUNT(*) FROM assessments"), "0");
  world.derive();  // the other instance
  EXPECT_EQ(world.value("SELECT COUNT(*) FROM assessments"), "1");
}

TEST_F(FencedJobs, S2_TheHolderOfTheLeaseCommits) {
  supplied_stay("苏锡货1098", 5h, 10'000, 20'000);
  world.send(*quay);
  server::LeaseFence fence("jobs");
  PausedStore store(world.pool(), fence, [] {});
  server::JobRunner one(job(store), leases, observer, settings("one", fence));
  one.round();
  EXPECT_TRUE(observer.failures.empty());
  EXPECT_EQ(world.value("SELECT COUNT(*) FROM assessments"), "1");
}

}  // namespace
}  // namespace quaywatt::test
