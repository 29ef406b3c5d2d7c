// N10: what comes compressed from outside is whole, single, and no larger than allowed.
#include <gtest/gtest.h>

#include "schema/wire/batch.h"

namespace quaywatt::wire {
namespace {

/// Text that compresses like ledger lines do, not like zeros.
std::string varied(std::size_t size) {
  std::string text;
  std::uint32_t state = 12345;
  while (text.size() < size) {
    state = state * 1664525U + 1013904223U;
    text += "{\"value_wh\":" + std::to_string(state) + "}\n";
  }
  text.resize(size);
  return text;
}

TEST(Gzip, ComesBackWhole) {
  for (const std::size_t size : {0U, 1U, 100U, 32'768U, 1'000'000U}) {
    EXPECT_EQ(gunzip(gzip(varied(size)), size), varied(size)) << size;
  }
}

TEST(Gzip, IsTheSameEveryTime) { EXPECT_EQ(gzip(varied(5'000)), gzip(varied(5'000))); }

TEST(Gzip, N10_TruncatedIsRefusedAtEveryByte) {
  const std::string whole = gzip(varied(3'000));
  for (std::size_t size = 0; size < whole.size(); ++size) {
    EXPECT_FALSE(gunzip(whole.substr(0, size), kBatchMaxBytes)) << size << " of " << whole.size();
  }
}

TEST(Gzip, N10_FlippedBitIsRefused) {
  const std::string whole = gzip(varied(3'000));
  for (std::size_t i = 10; i < whole.size(); i += 7) {  // the header's time stamp is not checked by anyone
    std::string flipped = whole;
    flipped[i] = static_cast<char>(flipped[i] ^ 4);
    EXPECT_NE(gunzip(flipped, kBatchMaxBytes), varied(3'000)) << i;
  }
}

TEST(Gzip, N10_TrailingBytesAndSecondMemberAreRefused) {
  const std::string whole = gzip("line\n");
  EXPECT_EQ(gunzip(whole, 100), "line\n");
  EXPECT_FALSE(gunzip(whole + std::string(1, '\0'), 100));
  EXPECT_FALSE(gunzip(whole + whole, 100));
}

TEST(Gzip, N10_OtherFormatsAreRefused) {
  EXPECT_FALSE(gunzip("", 100));
  EXPECT_FALSE(gunzip("{\"v\":1}\n", 100));
  EXPECT_FALSE(gunzip("\x78\x9c\x03\x00\x00\x00\x00\x01", 100)) << "zlib without gzip framing";
}

TEST(Gzip, N10_OutputIsBounded) {
  const std::string text = varied(10'000);
  EXPECT_EQ(gunzip(gzip(text), 10'000), text);
  EXPECT_FALSE(gunzip(gzip(text), 9'999));
}

TEST(Gzip, N10_BombIsRefusedByItsRatio) {
  const std::string bomb = gzip(std::string(1'900'000, '0'));
  ASSERT_LT(bomb.size(), 2'500U);
  EXPECT_FALSE(gunzip(bomb, kBatchMaxBytes));
  EXPECT_TRUE(gunzip(gzip(std::string(64 * 1024, '0')), kBatchMaxBytes)) << "small bodies are no danger";
}

}  // namespace
}  // namespace quaywatt::wire
