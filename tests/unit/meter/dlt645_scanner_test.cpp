// Frames come out of a stream of bytes whatever the reads cut (fault M10). Frames, noise and cuts are drawn.

#include "berth-agent/meter/dlt645_scanner.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "tests/unit/meter/dlt645_bytes.h"

namespace quaywatt::agent::dlt645 {
namespace {

rc::Gen<Frame> any_frame() {
  // Bytes that look like framing occur far more often than in real data.
  const auto byte = rc::gen::weightedOneOf<std::uint8_t>(
      {{3, rc::gen::arbitrary<std::uint8_t>()}, {1, rc::gen::element<std::uint8_t>(0x68, 0x16, 0x35, 0xE3, 0xFE)}});
  return rc::gen::apply(
      [](std::array<std::uint8_t, kAddressBytes> address, std::uint8_t control, Bytes payload) {
        payload.resize(std::min<std::size_t>(payload.size(), kMaxPayload));
        return Frame{{address}, control, payload};
      },
      rc::gen::container<std::array<std::uint8_t, kAddressBytes>>(byte), rc::gen::arbitrary<std::uint8_t>(),
      rc::gen::container<Bytes>(byte));
}

// Noise without 68H: it cannot open a frame, so all frames behind it must be found.
rc::Gen<Bytes> plain_noise() {
  return rc::gen::container<Bytes>(rc::gen::suchThat(rc::gen::arbitrary<std::uint8_t>(),
                                                     [](std::uint8_t byte) { return byte != 0x68; }));
}

std::vector<Frame> scan(const std::vector<Bytes>& reads) {
  FrameScanner scanner;
  std::vector<Frame> found;
  for (const Bytes& read : reads) {
    scanner.feed(read);
    while (auto frame = scanner.next()) found.push_back(*frame);
  }
  while (auto frame = scanner.next_at_silence()) found.push_back(*frame);
  EXPECT_FALSE(scanner.pending());
  return found;
}

std::vector<Bytes> cut(const Bytes& all) {
  std::vector<Bytes> reads;
  for (std::size_t at = 0; at < all.size();) {
    const auto size = *rc::gen::inRange<std::size_t>(1, 40);
    const auto end = std::min(all.size(), at + size);
    reads.emplace_back(all.begin() + static_cast<std::ptrdiff_t>(at), all.begin() + static_cast<std::ptrdiff_t>(end));
    at = end;
  }
  return reads;
}

TEST(Dlt645Scanner, M10_FindsAllFramesBetweenNoiseWhateverTheCuts) {
  EXPECT_TRUE(rc::check([] {
    const auto frames = *rc::gen::container<std::vector<Frame>>(any_frame());
    Bytes all = *plain_noise();
    for (const Frame& frame : frames) all = joined({all, encode_frame(frame), *plain_noise()});
    RC_ASSERT(scan(cut(all)) == frames);
  }));
}

TEST(Dlt645Scanner, TheCutsNeverChangeWhatIsFound) {
  EXPECT_TRUE(rc::check([] {
    const auto byte = rc::gen::element<std::uint8_t>(0x68, 0x16, 0xFE, 0x00, 0x91, 0x33);
    const auto all =
        joined({*rc::gen::container<Bytes>(byte), encode_frame(*any_frame()), *rc::gen::container<Bytes>(byte)});
    RC_ASSERT(scan(cut(all)) == scan({all}));
  }));
}

TEST(Dlt645Scanner, GivesEveryFrameOfOneRead) {
  const Bytes one = bytes("68 61 01 00 00 00 00 68 91 08 33 33 34 33 59 33 33 33 8A 16");
  const Bytes other = bytes("68 43 10 00 11 34 00 68 91 06 33 34 34 35 CA 55 EE 16");
  EXPECT_EQ(scan({joined({one, bytes("FE FE"), other, one})}).size(), 3U);
}

TEST(Dlt645Scanner, GivesAFrameThatComesByteByByteWithItsLastByte) {
  FrameScanner scanner;
  const Bytes wire = bytes("FE FE FE FE 68 43 10 00 11 34 00 68 91 06 33 34 34 35 CA 55 EE 16");
  for (std::size_t i = 0; i < wire.size(); ++i) {
    scanner.feed(std::span(wire).subspan(i, 1));
    EXPECT_EQ(scanner.next().has_value(), i + 1 == wire.size()) << i;
  }
  EXPECT_EQ(scanner.passed_over().noise_bytes, 0U);
}

TEST(Dlt645Scanner, FindsAFrameBehindABrokenOne) {
  Bytes broken = bytes("68 61 01 00 00 00 00 68 91 08 33 33 34 33 59 33 33 33 8B 16");
  const auto found = scan({joined({broken, bytes("68 43 10 00 11 34 00 68 91 06 33 34 34 35 CA 55 EE 16")})});
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].address.text(), "003411001043");
}

TEST(Dlt645Scanner, FindsAFrameBehindALoneStartByteOnceTheLineIsSilent) {
  // The stray 68H with 68H seven bytes on claims a length that never comes.
  const Bytes all =
      joined({bytes("68"), encode_frame({{{0x68, 0, 0, 0, 0, 1}}, 0x91, bytes("00 00 01 00 26 00 00 00")})});
  FrameScanner scanner;
  scanner.feed(all);
  EXPECT_FALSE(scanner.next());
  EXPECT_TRUE(scanner.pending());
  EXPECT_TRUE(scanner.next_at_silence());
}

TEST(Dlt645Scanner, CountsWhatItPassedOver) {
  FrameScanner scanner;
  scanner.feed(bytes("68 61 01 00 00 00 00 68 91 08 33 33 34 33 59 33 33 33 8B 16"));
  EXPECT_FALSE(scanner.next());
  EXPECT_EQ(scanner.passed_over().noise_bytes, 20U);
  EXPECT_EQ(scanner.passed_over().wrong_checksums, 1U);
}

}  // namespace
}  // namespace quaywatt::agent::dlt645
