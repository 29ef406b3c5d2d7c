#include "berth-agent/local/lock_out.h"

#include <gtest/gtest.h>

#include <sstream>

#include "berth-agent/local/operator_command.h"
#include "berth-agent/local/pin_hash.h"

namespace quaywatt::agent {
namespace {

using namespace std::chrono_literals;

const LoginAttempt kWang{"wang", "127.0.0.1"};

TEST(LockOut, DelayGrowsWithEachWrongPin_X9) {
  LockOut lock;
  domain::Millis now = 0ms;
  for (const auto delay : {1'000ms, 2'000ms, 4'000ms, 8'000ms}) {
    lock.wrong_pin(kWang, now);
    EXPECT_EQ(lock.wait(kWang, now), delay);
    now += delay;
    EXPECT_EQ(lock.wait(kWang, now), 0ms);
  }
  lock.wrong_pin(kWang, now);
  EXPECT_EQ(lock.wait(kWang, now), LockOut::kLockedFor);
  now += LockOut::kLockedFor;
  lock.wrong_pin(kWang, now);  // the lock was served: the count begins anew
  EXPECT_EQ(lock.wait(kWang, now), 1'000ms);
}

TEST(LockOut, PlaceAndNameAreCountedTogether) {
  LockOut lock;
  for (int i = 0; i < 5; ++i) lock.wrong_pin(kWang, 0ms);
  EXPECT_EQ(lock.wait({"wang", "::1"}, 0ms), 0ms);
  EXPECT_EQ(lock.wait({"li", "127.0.0.1"}, 0ms), 0ms);
}

TEST(LockOut, RightPinAndALongQuietForgiveTheWrongOnes) {
  LockOut lock;
  lock.wrong_pin(kWang, 0ms);
  lock.wrong_pin(kWang, 10s);
  lock.right_pin(kWang);
  lock.wrong_pin(kWang, 20s);
  EXPECT_EQ(lock.wait(kWang, 20s), 1'000ms);
  lock.wrong_pin(kWang, 20s + LockOut::kLockedFor);
  EXPECT_EQ(lock.wait(kWang, 20s + LockOut::kLockedFor), 1'000ms);
}

TEST(LockOut, RemembersABoundedNumberOfNames) {
  LockOut lock;
  for (std::size_t i = 0; i < LockOut::kMaxNames + 500; ++i) {
    lock.wrong_pin({"name-" + std::to_string(i), "127.0.0.1"}, domain::Millis{static_cast<std::int64_t>(i)});
  }
  EXPECT_EQ(lock.names(), LockOut::kMaxNames);
}

TEST(PinHash, TellsRightFromWrongAndSaltsEachHash) {
  const auto hash = hash_pin("123456", {1, 8});
  EXPECT_TRUE(pin_matches("123456", hash));
  EXPECT_FALSE(pin_matches("123457", hash));
  EXPECT_FALSE(pin_matches("", hash));
  EXPECT_FALSE(pin_matches("123456", "$argon2id$nonsense"));
  EXPECT_NE(hash_pin("123456", {1, 8}), hash);
}

TEST(OperatorCommand, PrintsAHashThatTheLoginTakes) {
  std::istringstream in("271828\n");
  std::ostringstream out, err;
  const std::vector<std::string> arguments{"hash"};
  ASSERT_EQ(run_operator_command(arguments, in, out, err), 0);
  std::string hash = out.str();
  ASSERT_EQ(hash.back(), '\n');
  hash.pop_back();
  EXPECT_EQ(hash.rfind("$argon2id$v=19$m=65536,t=3,p=1$", 0), 0u);
  EXPECT_TRUE(pin_matches("271828", hash));
}

TEST(OperatorCommand, RefusesWhatIsNoPin) {
  for (const char* pin : {"", "12345", "1234567890123", "12a456", "密码密码"}) {
    std::istringstream in(pin);
    std::ostringstream out, err;
    const std::vector<std::string> arguments{"hash"};
    EXPECT_EQ(run_operator_command(arguments, in, out, err), 1) << pin;
    EXPECT_TRUE(out.str().empty());
  }
}

}  // namespace
}  // namespace quaywatt::agent
