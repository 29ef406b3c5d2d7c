// Whatever happens between two statements, however batches are cut, however often the ledgers are read: the same rows.

#include <random>
#include <utility>

#include "server/store/store_error.h"
#include "server/usecases/rebuild.h"
#include "tests/integration/figures_fixture.h"

namespace quaywatt::test {
namespace {

using server::DerivationTransaction;
using server::JudgingTransaction;

/// Lets a number of calls on a transaction through and then throws, as a kill of the program would cut it.
struct Countdown {
  int calls = 0;
  struct Cut : std::runtime_error {
    Cut() : std::runtime_error("cut") {}
  };
  void tick() {
    if (calls-- <= 0) throw Cut();
  }
};

class CutDerivation : public DerivationTransaction {
 public:
  CutDerivation(DerivationTransaction& inner, Countdown& countdown) : inner_(inner), countdown_(countdown) {}
  server::DerivationCursor lock_cursor(const std::string& agent) override {
    countdown_.tick();
    return inner_.lock_cursor(agent);
  }
  void load(const std::string& agent, const std::vector<LineRef>& refs, domain::BerthJournal& journal) override {
    countdown_.tick();
    inner_.load(agent, refs, journal);
  }
  void save(const std::string& agent, const std::string& berth, const domain::BerthJournal& journal,
            const server::ChangedEntries& changed) override {
    countdown_.tick();
    inner_.save(agent, berth, journal, changed);
  }
  void save_receipt(const std::string& agent, const LineRef& ref, const domain::LineReceipt& receipt) override {
    countdown_.tick();
    inner_.save_receipt(agent, ref, receipt);
  }
  void add_readings(const std::string& agent, const std::string& berth,
                    const std::vector<server::StoredReading>& readings) override {
    countdown_.tick();
    inner_.add_readings(agent, berth, readings);
  }
  void set_aside(const std::string& agent, const LineRef& line, domain::LineRefusal reason) override {
    countdown_.tick();
    inner_.set_aside(agent, line, reason);
  }
  void note_ahead(const std::string& agent, const std::vector<server::LineAhead>& lines) override {
    countdown_.tick();
    inner_.note_ahead(agent, lines);
  }
  std::map<std::string, domain::EnergyCurve> curves(const std::string& agent,
                                                    const std::set<std::string>& meters) override {
    countdown_.tick();
    return inner_.curves(agent, meters);
  }
  void save_curves(const std::string& agent, const std::map<std::string, domain::EnergyCurve>& curves) override {
    countdown_.tick();
    inner_.save_curves(agent, curves);
  }
  server::MeterLimits meter_limits(const std::string& berth, const std::string& point,
                                   const std::string& meter) override {
    countdown_.tick();
    return inner_.meter_limits(berth, point, meter);
  }
  void add_hours(const std::string& agent, const std::string& berth, const std::string& meter,
                 const domain::EnergyHours& hours) override {
    countdown_.tick();
    inner_.add_hours(agent, berth, meter, hours);
  }
  void drop_hours(const std::string& agent) override {
    countdown_.tick();
    inner_.drop_hours(agent);
  }
  std::vector<server::StoredReading> readings_after(const std::string& agent, const LineRef& line, std::uint8_t part,
                                                    std::size_t max) override {
    countdown_.tick();
    return inner_.readings_after(agent, line, part, max);
  }
  std::optional<Instant> first_contact(const std::string& agent, Instant from, Instant until) override {
    countdown_.tick();
    return inner_.first_contact(agent, from, until);
  }
  void mark_with_neighbours(const std::string& agent, const std::set<LineRef>& stays) override {
    countdown_.tick();
    inner_.mark_with_neighbours(agent, stays);
  }
  void mark_open(const std::string& agent) override {
    countdown_.tick();
    inner_.mark_open(agent);
  }
  void move_cursor(const std::string& agent, const server::DerivationCursor& cursor) override {
    countdown_.tick();
    inner_.move_cursor(agent, cursor);
    countdown_.tick();  // everything is written, only COMMIT is missing
  }

 private:
  DerivationTransaction& inner_;
  Countdown& countdown_;
};

class CutJudging : public JudgingTransaction {
 public:
  CutJudging(JudgingTransaction& inner, Countdown& countdown) : inner_(inner), countdown_(countdown) {}
  bool lock_waiting(const server::LineId& stay) override {
    countdown_.tick();
    return inner_.lock_waiting(stay);
  }
  server::StayRecord record(const server::LineId& stay) override {
    countdown_.tick();
    return inner_.record(stay);
  }
  void save_energy(const server::LineId& session, const server::ComputedEnergy& energy) override {
    countdown_.tick();
    inner_.save_energy(session, energy);
  }
  std::optional<server::KeptAssessment> newest_assessment(const server::LineId& stay) override {
    countdown_.tick();
    return inner_.newest_assessment(stay);
  }
  void append_assessment(const server::LineId& stay, const server::KeptAssessment& assessment, Instant at) override {
    countdown_.tick();
    inner_.append_assessment(stay, assessment, at);
  }
  void save_judged(const server::LineId& stay, const server::JudgedStay& judged) override {
    countdown_.tick();
    inner_.save_judged(stay, judged);
  }
  void done(const server::LineId& stay) override {
    countdown_.tick();
    inner_.done(stay);
    countdown_.tick();
  }

 private:
  JudgingTransaction& inner_;
  Countdown& countdown_;
};

class CutStore : public server::DerivedStore {
 public:
  CutStore(server::DerivedStore& inner, Countdown& countdown) : inner_(inner), countdown_(countdown) {}
  void derive(const std::function<void(DerivationTransaction&)>& work) override {
    inner_.derive([&](DerivationTransaction& transaction) {
      CutDerivation cut(transaction, countdown_);
      work(cut);
    });
  }
  void judge(const std::function<void(JudgingTransaction&)>& work) override {
    inner_.judge([&](JudgingTransaction& transaction) {
      CutJudging cut(transaction, countdown_);
      work(cut);
    });
  }
  std::map<std::string, server::DerivationCursor> cursors() override { return inner_.cursors(); }
  std::vector<server::WaitingStay> waiting(std::size_t max, const std::set<std::string>& berths) override {
    return inner_.waiting(max, berths);
  }
  bool judge_under(const std::string& rules) override { return inner_.judge_under(rules); }
  std::vector<server::RefoldedAgent> to_refold() override { return inner_.to_refold(); }
  void drop(const std::string& agent) override { inner_.drop(agent); }

 private:
  server::DerivedStore& inner_;
  Countdown& countdown_;
};

class FiguresExactlyOnce : public FiguresTest {
 protected:
  /// Every kind of line at least once, a refused one among them, an epoch in between, the last stay still open.
  void full_day() {
    using Category = domain::Declared::Category;
    supplied_stay("苏锡货1098", 5h, 10'000, 20'000);
    const LineRef excused = arrive("苏锡货2000");
    confirm(declare(excused, Category::impediment, "05", "terminal_fault", log().now()));
    const LineRef fault = log().add(domain::FaultOpened{"P1", "breaker", "no voltage", log().now()});
    log().after(3h);
    start(excused, 30'000);  // refused: the point is faulty
    log().add(domain::FaultClosed{fault, log().now(), "fuse", register_at(30'000)});
    depart(excused);
    log().open_epoch(2).add(
        domain::EpochOpened{.previous = domain::EpochOpened::Previous{quay->log.last().position, previous_head()},
                            .reason = domain::EpochOpened::Reason::behind_server,
                            .program_version = "test"},
        kDevice);
    const LineRef stay = arrive("苏锡货1098");
    domain::ChecklistCompleted checklist;
    checklist.stay = stay;
    checklist.supply_point = "P1";
    checklist.passed = true;
    checklist.items = {{"main_parameters_match", true}};
    checklist.vessel = checklist.supply = {380, 50, 3, 63};
    const LineRef passed = log().add(checklist);
    const LineRef session = log().add(domain::SupplyStarted{stay, "P1", "M1", {}, passed, register_at(30'000)});
    for (int i = 1; i <= 30; ++i) {
      log().after(5min);
      read(session, 30'000 + i * 700);
    }
    domain::MeterExchanged exchange;
    exchange.supply_point = "P1";
    exchange.old_meter = "M1";
    exchange.old_final = register_at(51'000);
    exchange.new_meter = "M2";
    exchange.new_first = register_at(0);
    exchange.second_actor = kForeman;
    log().add(exchange);
    log().after(10min).reboot("00000000000000b2");
    log().add(domain::SupplyResumed{session, register_at(500)}, kDevice);
    log().after(10min);
    stop(session, 900);
    log().add(domain::Corrected{stay, domain::Corrected::Field::vessel, vessel_named("苏锡货2000"), {}, "选错船", kForeman});
    depart(stay);
    arrive("苏锡货1098");
  }

  /// The head of epoch 1, sent by then.
  domain::Head previous_head() {
    world.send(*quay, 9);
    return quay->head;
  }

  std::string everything() { return world.derived_rows() + world.rows_of("assessments"); }

  void drop_all() {
    world.derived().drop("jy-1");
    world.value("SELECT 1");
    server::mysql::read(world.pool(), [](server::mysql::Connection& c) { c.run("DELETE FROM assessments"); });
  }
};

TEST_F(FiguresExactlyOnce, N1_S1_CutAnywhereAndRunAgainItLeavesTheSameRows) {
  full_day();
  world.send(*quay, 9);
  world.derive();
  const std::string expected = everything();
  EXPECT_EQ(world.value("SELECT COUNT(*) FROM stays"), "4");
  EXPECT_EQ(world.value("SELECT COUNT(*) FROM journal_set_aside"), "1");
  EXPECT_EQ(world.value("SELECT COUNT(*) FROM sessions"), "2");
  drop_all();

  int cuts = 0;
  std::string reached;
  for (int calls = 0;; ++calls) {  // cut at each call of each transaction, one after the other
    Countdown countdown{calls};
    CutStore store(world.derived(), countdown);
    server::DeriveJob job(world.ledgers(), store, domain::cn_wuxi_rules(), world.settings,
                          [] { return BerthLog::kMorning + 24h; });
    try {
      if (!job.run_once() && world.value("SELECT COUNT(*) FROM stays_to_judge") == "0") break;
    } catch (const Countdown::Cut&) {
      ++cuts;
    }
    const std::string now = world.value("SELECT CONCAT(MAX(epoch * 1000 + seq), ' ', (SELECT COUNT(*) FROM "
                                        "stays_to_judge)) FROM derivation_cursors");
    if (std::exchange(reached, now) != now) calls = -1;
    ASSERT_LT(cuts, 10'000);
  }
  EXPECT_GT(cuts, 50);
  EXPECT_EQ(everything(), expected);
}

TEST_F(FiguresExactlyOnce, N2_HowTheLinesWereCutIntoBatchesLeavesNoTrace) {
  full_day();
  world.send(*quay, 1);
  world.derive();
  const std::string by_line = everything();
  drop_all();
  server::mysql::read(world.pool(), [](server::mysql::Connection& c) {
    c.run("DELETE FROM ledger_batches");
    c.run("DELETE FROM ledger_heads");
  });
  quay->sent = 0;
  world.send(*quay, 1'000);
  world.derive();
  // Only when a declaration was received differs between the two: look at all the rest.
  const auto without_receipts = [](std::string rows) {
    std::string out;
    for (std::size_t begin = 0; begin < rows.size();) {
      const std::size_t end = rows.find('\n', begin);
      const std::string row = rows.substr(begin, end - begin);
      if (row.find("terminal_fault") == std::string::npos) out += row + "\n";
      begin = end + 1;
    }
    return out;
  };
  EXPECT_EQ(without_receipts(everything()), without_receipts(by_line));
}

TEST_F(FiguresExactlyOnce, RebuildComesOutEqualByteForByteAndAddsNoVerdict) {
  full_day();
  // As lines came in life: many small batches, judged in between, so that verdicts changed on the way.
  for (std::size_t i = 0; i < 100 && quay->sent < log().lines().size(); ++i) {
    world.send(*quay, 5);
    world.derive();
  }
  const std::string before = everything();
  auto judge = server::JudgeStays(world.derived(), domain::cn_wuxi_rules(), world.settings,
                                  [] { return BerthLog::kMorning + 48h; });
  const auto done = server::rebuild(world.ledgers(), world.derived(), judge, [](const server::Rebuilt&) {});
  EXPECT_EQ(done.agents, 1u);
  EXPECT_EQ(done.stays, 4u);
  EXPECT_TRUE(done.failures.empty());
  EXPECT_EQ(everything(), before);
}

TEST_F(FiguresExactlyOnce, ARebuildKilledHalfWayIsFinishedByTheJob) {
  full_day();
  world.send(*quay, 9);
  world.derive();
  const std::string before = everything();
  world.derived().drop("jy-1");
  server::DeriveLedgers(world.ledgers(), world.derived()).step(2);
  EXPECT_NE(everything(), before);
  world.derive();
  EXPECT_EQ(everything(), before);
}

TEST_F(FiguresExactlyOnce, NoVerdictIsMadeFromHalfOfWhatIsHeld) {
  const LineRef stay = arrive("苏锡货1098");
  log().after(4h);
  const LineRef session = start(stay, 10'000);
  log().after(3h);
  stop(session, 20'000);
  depart(stay);
  world.send(*quay, 2);
  server::DeriveLedgers derive(world.ledgers(), world.derived());
  server::JudgeStays judge(world.derived(), domain::cn_wuxi_rules(), world.settings,
                           [] { return BerthLog::kMorning; });
  const auto half = derive.step(1);
  EXPECT_EQ(half.behind, std::set<std::string>{"JY-1"});
  EXPECT_EQ(judge.step(100, half.behind).judged, 0u);
  EXPECT_EQ(world.value("SELECT COUNT(*) FROM assessments"), "0");
  world.derive();
  EXPECT_EQ(world.value("SELECT COUNT(*) FROM assessments"), "1");
}

TEST_F(FiguresExactlyOnce, ANewRuleSetJudgesEveryStayAgainAndKeepsTheOldVerdict) {
  supplied_stay("苏锡货1098", 5h, 10'000, 20'000);
  figure();
  domain::RuleSet next = domain::cn_wuxi_rules();
  next.version = "next";
  server::DeriveJob job(world.ledgers(), world.derived(), next, world.settings, [] { return BerthLog::kMorning; });
  while (job.run_once()) {
  }
  EXPECT_EQ(world.value("SELECT GROUP_CONCAT(rule_set ORDER BY version) FROM assessments"),
            domain::cn_wuxi_rules().version + ",next");
}

TEST_F(FiguresExactlyOnce, AnotherEvidenceLagJudgesEveryStayAgain) {
  const LineRef stay = arrive("苏锡货1098");
  log().after(20min);
  confirm(declare(stay, domain::Declared::Category::impediment, "05", "terminal_fault", log().now() - 20min));
  log().after(2h);
  depart(stay);
  figure();
  EXPECT_EQ(verdict(stay, "outcome"), "excused");
  world.settings.lag = 1min;
  world.derive();
  EXPECT_EQ(verdict(stay, "outcome"), "excused") << "20 min are left, within the threshold";
  EXPECT_EQ(verdict(stay, "version"), "2") << "the claim counts from another minute on";
}

TEST_F(FiguresExactlyOnce, D11_NoTableCounts) {
  EXPECT_EQ(world.value("SELECT COUNT(*) FROM information_schema.columns WHERE table_schema = DATABASE() "
                        "AND extra LIKE '%auto_increment%'"),
            "0");
}

}  // namespace
}  // namespace quaywatt::test
