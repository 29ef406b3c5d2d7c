#include "schema/wire/chain.h"

#include <gtest/gtest.h>

#include <array>
#include <thread>
#include <vector>

namespace quaywatt::wire {
namespace {

TEST(Chain, Sha256IsTheOneOfTheStandard) {
  // FIPS 180-4 examples: "abc" and the empty message.
  EXPECT_EQ(sha256_hex("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(sha256_hex(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

TEST(Chain, EpochStartsFromAgentAndEpoch) {
  EXPECT_EQ(epoch_start_head("jy-shili-01", 3), sha256_hex("quaywatt ledger 1\njy-shili-01\n3\n"));
  EXPECT_NE(epoch_start_head("jy-shili-01", 3), epoch_start_head("jy-shili-01", 4));
  EXPECT_NE(epoch_start_head("jy-shili-01", 3), epoch_start_head("jy-shili-02", 3));
}

TEST(Chain, StepIsWhatSha256sumPrints) {
  // printf '%s\n%s\n' "$(printf 'quaywatt ledger 1\na\n1\n' | sha256sum | cut -c1-64)" '{"船":"\\"}' | sha256sum
  EXPECT_EQ(head_after(epoch_start_head("a", 1), R"({"船":"\\"})"),
            "6a4ea09947fb6126581017557d170c7729494d9ce30c6aabf09b7214afce06ef");
}

TEST(Chain, HashesFromSeveralThreadsAtOnce) {
  std::vector<std::thread> threads;
  std::array<std::string, 4> heads;
  for (auto& head : heads) {
    threads.emplace_back([&head] {
      head = epoch_start_head("a", 1);
      for (int i = 0; i < 200; ++i) head = head_after(head, "line");
    });
  }
  for (auto& thread : threads) thread.join();
  for (const auto& head : heads) EXPECT_EQ(head, heads.front());
}

}  // namespace
}  // namespace quaywatt::wire
