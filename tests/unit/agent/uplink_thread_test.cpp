// The uplink's thread: begins at once, wakes when asked, ends when told.

#include <gtest/gtest.h>

#include <condition_variable>
#include <mutex>

#include "berth-agent/uplink/uplink_thread.h"
#include "tests/support/memory_berth.h"

namespace quaywatt::test {
namespace {

/// Passes everything on and lets a test wait for the n-th question.
class CountedLink : public agent::ServerLink {
 public:
  explicit CountedLink(agent::ServerLink& server) : server_(server) {}
  agent::LinkAnswer send(const std::string& batch) override { return counted(server_.send(batch)); }
  agent::LinkAnswer head(domain::Millis patience) override { return counted(server_.head(patience)); }
  void wait_for(int count) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return count_ >= count; });
  }

 private:
  agent::LinkAnswer counted(agent::LinkAnswer answer) {
    const std::lock_guard lock(mutex_);
    ++count_;
    changed_.notify_all();
    return answer;
  }

  agent::ServerLink& server_;
  std::mutex mutex_;
  std::condition_variable changed_;
  int count_ = 0;
};

TEST(UplinkThread, BeginsAtOnceWakesWhenAskedAndEndsWhenTold) {
  MemoryBerth berth;
  berth.open_first_epoch();
  CountedLink link(berth.server);
  const auto receipt_key = wire::SigningKey::from_pem(berth.receipt_key_pem()).public_key();
  agent::Uplink uplink({berth.agent, berth.ledger_key(), {{"r1", receipt_key}}},
                       {berth.store, link, berth.clock, berth.random, agent::real_now, nullptr}, berth.settings);
  agent::UplinkThread thread(uplink);
  thread.start(berth);
  link.wait_for(2);  // what do you hold, and the batch
  thread.wake();
  link.wait_for(3);  // long before the interval
  thread.stop();
  EXPECT_EQ(thread.state().phase, agent::LinkState::Phase::online);
  EXPECT_EQ(thread.state().unsent, 0U);
}

}  // namespace
}  // namespace quaywatt::test
