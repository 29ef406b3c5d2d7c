// Framing of DL/T 645-2007: what goes on the wire, what is accepted from it, and where a bad frame is bad.

#include "berth-agent/meter/dlt645_frame.h"

#include <gtest/gtest.h>

#include "tests/unit/meter/dlt645_bytes.h"

namespace quaywatt::agent::dlt645 {
namespace {

const char* const kForwardAnswer = "68 61 01 00 00 00 00 68 91 08 33 33 34 33 59 33 33 33 8A 16";

FrameProblem refused(const Bytes& wire, std::size_t from = 0) {
  auto parsed = parse_frame(wire, from);
  if (const auto* problem = std::get_if<FrameProblem>(&parsed)) return *problem;
  ADD_FAILURE() << "accepted";
  return {};
}

TEST(Dlt645Frame, ReadsAddressHighByteFirstAndTakes33HOff) {
  const auto found = std::get<FoundFrame>(parse_frame(bytes(kForwardAnswer)));
  EXPECT_EQ(found.frame.address.text(), "000000000161");
  EXPECT_EQ(found.frame.control, 0x91);
  EXPECT_EQ(found.frame.payload, bytes("00 00 01 00 26 00 00 00"));
  EXPECT_EQ(identifier_of(found.frame.payload), 0x00010000U);
  EXPECT_EQ(found.start, 0U);
  EXPECT_EQ(found.end, 20U);
}

TEST(Dlt645Frame, PassesOverWakeUpBytes) {
  for (std::size_t count = 0; count < 6; ++count) {
    const auto found = std::get<FoundFrame>(parse_frame(joined({Bytes(count, 0xFE), bytes(kForwardAnswer)})));
    EXPECT_EQ(found.start, count);
    EXPECT_EQ(found.frame.control, 0x91);
  }
}

TEST(Dlt645Frame, RequestsAreWhatTheStandardShows) {
  EXPECT_EQ(encode_frame(read_request(kMeter, 0x00010000)), bytes("68 61 01 00 00 00 00 68 11 04 33 33 34 33 14 16"));
  EXPECT_EQ(encode_frame(read_request(kMeter, 0x02010100)), bytes("68 61 01 00 00 00 00 68 11 04 33 34 34 35 17 16"));
  EXPECT_EQ(encode_frame(read_address_request()), bytes("68 AA AA AA AA AA AA 68 13 00 DF 16"));
  EXPECT_EQ(read_following_request(kMeter, 0x0001FF00, 1).payload, bytes("00 FF 01 00 01"));
}

TEST(Dlt645Frame, StartAndEndBytesMayOccurInAddressAndData) {
  const Frame frame{{{0x68, 0x16, 0x68, 0x16, 0x68, 0x68}}, 0x91, bytes("35 E3 35 68 16 33 FE")};
  const Bytes wire = encode_frame(frame);
  EXPECT_EQ(std::get<FoundFrame>(parse_frame(wire)).frame, frame);
}

TEST(Dlt645Frame, EveryLengthUpToTheLimitComesBack) {
  for (std::size_t length = 0; length <= kMaxPayload; ++length) {
    Frame frame{kMeter, 0x91, Bytes(length)};
    for (std::size_t i = 0; i < length; ++i) frame.payload[i] = static_cast<std::uint8_t>(i * 7);
    EXPECT_EQ(std::get<FoundFrame>(parse_frame(encode_frame(frame))).frame, frame) << length;
  }
}

TEST(Dlt645Frame, WrongChecksumIsNamedWithPlaceExpectedAndFound) {
  Bytes wire = bytes(kForwardAnswer);
  wire[18] = 0x8B;
  const FrameProblem problem = refused(wire);
  EXPECT_EQ(problem.fault, FrameFault::checksum);
  EXPECT_EQ(problem.offset, 18U);
  EXPECT_NE(problem.en.find("expected 8a, found 8b"), std::string::npos) << problem.en;
}

TEST(Dlt645Frame, EverySingleFlippedBitIsRefused) {
  const Bytes wire = bytes(kForwardAnswer);
  for (std::size_t bit = 0; bit < 8 * wire.size(); ++bit) {
    Bytes broken = wire;
    broken[bit / 8] = static_cast<std::uint8_t>(broken[bit / 8] ^ (1U << bit % 8));
    EXPECT_TRUE(std::holds_alternative<FrameProblem>(parse_frame(broken))) << "bit " << bit;
  }
}

TEST(Dlt645Frame, EveryCutFrameIsTruncatedAndSaysHowManyBytesAreMissing) {
  const Bytes wire = bytes(kForwardAnswer);
  for (std::size_t size = 1; size < wire.size(); ++size) {
    const FrameProblem problem = refused(Bytes(wire.begin(), wire.begin() + static_cast<std::ptrdiff_t>(size)));
    EXPECT_EQ(problem.fault, FrameFault::truncated) << size;
    EXPECT_EQ(problem.offset, size);
  }
  EXPECT_NE(refused(Bytes(wire.begin(), wire.end() - 3)).en.find("3 missing"), std::string::npos);
}

TEST(Dlt645Frame, EachPartThatIsWrongHasItsOwnReason) {
  EXPECT_EQ(refused({}).fault, FrameFault::no_start);
  EXPECT_EQ(refused(bytes("FE FE")).offset, 2U);
  EXPECT_EQ(refused(bytes("FE 00 68")).offset, 1U);
  EXPECT_EQ(refused(bytes("68 61 01 00 00 00 00 69 91 00 00 16")).fault, FrameFault::no_second_start);
  EXPECT_EQ(refused(bytes("68 61 01 00 00 00 00 68 91 C9")).fault, FrameFault::too_long);
  EXPECT_EQ(refused(bytes("68 61 01 00 00 00 00 68 91 00 5B 17")).fault, FrameFault::no_end);
}

TEST(Dlt645Frame, PlacesAreCountedFromTheBeginningOfAllBytes) {
  Bytes second = bytes(kForwardAnswer);
  second[18] = 0;
  const Bytes both = joined({bytes(kForwardAnswer), bytes("FE"), second});
  EXPECT_EQ(refused(both, 20).offset, 20U + 1U + 18U);
}

TEST(Dlt645Address, WildcardBytesMatchAnyAddress) {
  EXPECT_TRUE(kMeter.answers_to(kAnyAddress));
  EXPECT_TRUE(kMeter.answers_to(*parse_address("aaaaaaaa0161")));
  EXPECT_FALSE(kMeter.answers_to(*parse_address("aaaaaaaa0162")));
  EXPECT_TRUE(kMeter.answers_to(kMeter));
}

TEST(Dlt645Address, IsTwelveHexDigitsAndNothingElse) {
  EXPECT_EQ(parse_address("AAAAAAAAAAAA")->text(), "aaaaaaaaaaaa");
  for (const char* text : {"", "161", "00000000161", "0000000000161", "00000000016x", " 00000000161"}) {
    EXPECT_FALSE(parse_address(text)) << text;
  }
}

}  // namespace
}  // namespace quaywatt::agent::dlt645
