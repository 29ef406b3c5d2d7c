// A meter that takes its time holds up nobody else, and the number of those who wait has a limit.

#include <condition_variable>
#include <thread>

#include "tests/support/local_world.h"

namespace quaywatt::test {
namespace {

/// Answers only when told to.
class SlowMeter : public agent::EdgeReader {
 public:
  explicit SlowMeter(const ManualClock& clock) : clock_(clock) {}
  agent::MeterReading read_now(const std::string& meter) override {
    std::unique_lock lock(mutex_);
    ++waiting_;
    changed_.notify_all();
    changed_.wait(lock, [&] { return released_; });
    return {meter, {}, clock_.now(), FakeMeters::registers_at(0, 0)};
  }
  void wait_for(int waiting) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return waiting_ >= waiting; });
  }
  void release() {
    const std::lock_guard lock(mutex_);
    released_ = true;
    changed_.notify_all();
  }

 private:
  const ManualClock& clock_;
  std::mutex mutex_;
  std::condition_variable changed_;
  int waiting_ = 0;
  bool released_ = false;
};

agent::Arrival arrival(const std::string& method, const std::string& path, const std::string& token,
                       const std::string& body = {}) {
  agent::Arrival made;
  made.method = method;
  made.path = "/local/v1" + path;
  made.host = "localhost:8480";
  made.content_type = "application/json";
  made.authorization = "Bearer " + token;
  made.source = "127.0.0.1";
  made.read_body = [body](std::size_t) { return body; };
  return made;
}

TEST(WaitingForMeters, ScreenAnswersMeanwhileAndTheFifthIsToldToComeBack) {
  ManualClock clock;
  SlowMeter meter(clock);
  MemoryLedgerStore store;
  agent::Ledger ledger("jy-shili-01", store, clock);
  ledger.open_epoch({std::nullopt, domain::EpochOpened::Reason::first, "0.1.0", 1}, 1);
  agent::BerthDesk desk(two_socket_berth(), {ledger, store, clock, meter});
  desk.open("0.1.0");
  FakeLink link;
  agent::Logins logins(two_operators(), {}, [] { return domain::Millis{0}; });
  agent::LocalService service({desk, logins, link, "jy-shili-01"}, agent::loopback_names("127.0.0.1", 8480),
                              [](const std::string&) {});
  const auto token = std::get<agent::LoginGranted>(logins.login("wang", "111111", "127.0.0.1")).token;

  std::vector<std::thread> waiting;
  std::atomic<int> recorded{0};
  for (int i = 0; i < agent::kMaxMeterWaits; ++i) {
    waiting.emplace_back([&, i] {
      const json body{{"request", "r" + std::to_string(i)}, {"supply_point", "a1"}};
      if (service.answer(arrival("POST", "/readings", token, body.dump())).http_code == 201) ++recorded;
    });
  }
  meter.wait_for(agent::kMaxMeterWaits);
  EXPECT_EQ(service.answer(arrival("GET", "/overview", token)).http_code, 200);
  const json body{{"request", "r9"}, {"supply_point", "a1"}};
  EXPECT_EQ(service.answer(arrival("POST", "/readings", token, body.dump())).http_code, 503);
  meter.release();
  for (auto& thread : waiting) thread.join();
  EXPECT_EQ(recorded, agent::kMaxMeterWaits);
  EXPECT_EQ(service.answer(arrival("POST", "/readings", token, body.dump())).http_code, 201);
}

/// A meter driver that breaks its contract.
class ThrowingMeter : public agent::EdgeReader {
 public:
  agent::MeterReading read_now(const std::string&) override { throw std::logic_error("driver bug\nforged line"); }
};

TEST(FailingCode, OneRequestFailsWithAnIdAndTheProgramLives_S5) {
  ManualClock clock;
  ThrowingMeter meter;
  MemoryLedgerStore store;
  agent::Ledger ledger("jy-shili-01", store, clock);
  ledger.open_epoch({std::nullopt, domain::EpochOpened::Reason::first, "0.1.0", 1}, 1);
  agent::BerthDesk desk(two_socket_berth(), {ledger, store, clock, meter});
  desk.open("0.1.0");
  FakeLink link;
  agent::Logins logins(two_operators(), {}, [] { return domain::Millis{0}; });
  std::string log;
  agent::LocalService service({desk, logins, link, "jy-shili-01"}, agent::loopback_names("127.0.0.1", 8480),
                              [&](const std::string& line) { log += line; });
  const auto token = std::get<agent::LoginGranted>(logins.login("wang", "111111", "127.0.0.1")).token;

  const auto answer = service.answer(arrival("POST", "/readings", token, R"({"request":"a","supply_point":"a1"})"));
  EXPECT_EQ(answer.http_code, 500);
  const std::string id = answer.body["instance"];
  EXPECT_NE(log.find(id.substr(id.rfind(':') + 1)), std::string::npos);
  EXPECT_EQ(log.find('\n'), std::string::npos);  // fault X10: one line of log is one line
  EXPECT_EQ(answer.body.dump().find("driver bug"), std::string::npos);  // inner matters stay in the log
  EXPECT_EQ(service.answer(arrival("GET", "/overview", token)).http_code, 200);
}

}  // namespace
}  // namespace quaywatt::test
