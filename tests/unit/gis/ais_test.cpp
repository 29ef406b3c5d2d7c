// AIS sentences against gpsd's own decode, feeds' decorations, and everything garbled (fault V11).
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <random>

#include "gis/ais_position.h"
#include "gis/ais_sentence.h"

namespace quaywatt::gis {
namespace {

const std::filesystem::path kAisFolder = std::filesystem::path{QUAYWATT_SOURCE_DIR} / "../shared/data/ais";
constexpr std::string_view kMoored = "!AIVDM,1,1,,A,15RTgt0PAso;90TKcjM8h6g208CQ,0*4A";

std::optional<AisPosition> position_of(AisAssembler& assembler, std::string_view line) {
  const auto taken = assembler.take(line);
  const auto* payload = std::get_if<AisPayload>(&taken);
  if (payload == nullptr) return std::nullopt;
  const auto decoded = decode_position(*payload);
  const auto* position = std::get_if<AisPosition>(&decoded);
  return position == nullptr ? std::nullopt : std::optional{*position};
}

TEST(AisPosition, EveryPositionOfTheGpsdSampleDecodesAsGpsdSays) {
  if (!std::filesystem::exists(kAisFolder)) GTEST_SKIP() << "no " << kAisFolder << ": real AIS samples are not here";
  std::ifstream sentences{kAisFolder / "gpsd/sample.aivdm"};
  std::ifstream decoded{kAisFolder / "gpsd/sample.aivdm.ju.chk"};
  AisAssembler assembler;
  std::vector<AisPosition> ours;
  for (std::string line; std::getline(sentences, line);) {
    if (const auto position = position_of(assembler, line)) ours.push_back(*position);
  }
  std::size_t next = 0;
  for (std::string line; std::getline(decoded, line);) {
    const auto theirs = nlohmann::json::parse(line);
    const int type = theirs.at("type");
    if (type != 1 && type != 2 && type != 3 && type != 18 && type != 19 && type != 27) continue;
    ASSERT_LT(next, ours.size());
    const AisPosition& position = ours[next++];
    const double per_degree = type == 27 ? 600.0 : 600'000.0;
    EXPECT_EQ(position.type, type);
    EXPECT_EQ(position.mmsi, theirs.at("mmsi").get<std::uint32_t>());
    EXPECT_EQ(std::lround(position.at.lon / kUnitsPerDegree * per_degree), theirs.at("lon").get<long>());
    EXPECT_EQ(std::lround(position.at.lat / kUnitsPerDegree * per_degree), theirs.at("lat").get<long>());
    EXPECT_EQ(position.sog_ckn.value_or(-1), theirs.at("speed").get<int>() * (type == 27 ? 100 : 10));
  }
  EXPECT_EQ(next, ours.size());
  EXPECT_GE(next, 10u);
}

/// A tag block around the sentence, with its checksum.
std::string tagged(const std::string& fields, std::string_view sentence) {
  unsigned sum = 0;
  for (const char c : fields) sum ^= static_cast<unsigned char>(c);
  std::array<char, 4> hex{};
  std::snprintf(hex.data(), hex.size(), "%02X", sum);
  return "\\" + fields + "*" + hex.data() + "\\" + std::string{sentence};
}

TEST(AisSentence, ReadsTheTimeAFeedPutsAround) {
  const std::int64_t expected_ms = 1'241'544'035'000;
  const std::string bare{kMoored};
  AisAssembler assembler;
  for (const std::string& line :
       {tagged("s:r003669945,c:1241544035", kMoored), tagged("c:1241544035000,n:12", kMoored),
        tagged("g:1-1-77,s:a", tagged("c:1241544035", kMoored)), "1241544035 " + bare, "1241544035," + bare,
        "2009-05-05T17:20:35Z," + bare, "2009-05-05 17:20:35.000Z " + bare, "[2009-05-06T01:20:35+08:00] " + bare,
        "2009-05-05T17:20:35Z;" + bare, "station 2009-05-05T17:20:35Z " + bare, bare + ",1241544035",
        bare + " 1241544035.5", bare + ",r003669945,1241544035", bare + ",s22,d-080,T12.34,x9,r003669945,1241544035",
        bare + ",2009-05-05T17:20:35Z", bare + "\t2009-05-05T17:20:35Z\r",
        "2001-01-01T00:00:00Z " + tagged("c:1241544035,s:x", bare + ",1341544035")}) {
    const auto taken = assembler.take(line);
    ASSERT_TRUE(std::holds_alternative<AisPayload>(taken)) << line;
    EXPECT_EQ(std::get<AisPayload>(taken).at_ms, expected_ms) << line;
  }
  EXPECT_FALSE(std::get<AisPayload>(assembler.take(kMoored)).at_ms);
  EXPECT_FALSE(std::get<AisPayload>(assembler.take(bare + ",r003669945,s22")).at_ms);
}

TEST(AisSentence, C5_AStampWithoutZoneIsNoTime) {
  AisAssembler assembler;
  EXPECT_FALSE(std::get<AisPayload>(assembler.take("2009-05-05T17:20:35 " + std::string{kMoored})).at_ms);
}

TEST(AisSentence, V11_ADamagedTagBlockIsNotHalfBelieved) {
  AisAssembler assembler;
  std::string line = tagged("s:r003669945,c:1241544035", kMoored);
  line[line.find("124")] = '9';
  EXPECT_EQ(std::get<AisDefect>(assembler.take(line)), AisDefect::bad_checksum);
}

TEST(AisSentence, TakesAnyTalkerAndTheOwnVessel) {
  AisAssembler assembler;
  const auto sentence = [](std::string talker) {
    std::string body = talker + ",1,1,,A,15RTgt0PAso;90TKcjM8h6g208CQ,0";
    unsigned sum = 0;
    for (const char c : body) sum ^= static_cast<unsigned char>(c);
    std::array<char, 4> hex{};
    std::snprintf(hex.data(), hex.size(), "%02X", sum);
    return "!" + body + "*" + hex.data();
  };
  for (const char* talker : {"AIVDM", "ABVDM", "ANVDM", "BSVDM", "SAVDM", "AIVDO"}) {
    EXPECT_TRUE(position_of(assembler, sentence(talker))) << talker;
  }
  EXPECT_EQ(std::get<AisDefect>(assembler.take(sentence("AIABM"))), AisDefect::not_ais);
}

TEST(AisSentence, V11_AFlippedCharacterIsFoundByTheChecksum) {
  AisAssembler assembler;
  std::string line{kMoored};
  line[20] = line[20] == '0' ? '1' : '0';
  EXPECT_EQ(std::get<AisDefect>(assembler.take(line)), AisDefect::bad_checksum);
}

constexpr std::string_view kFirst =
    "!AIVDM,2,1,1,A,55?MbV02;H;s<HtKR20EHE:0@T4@Dn2222222216L961O5Gf0NSQEp6ClRp8,0*1C";
constexpr std::string_view kSecond = "!AIVDM,2,2,1,A,88888888880,2*25";

bool is_whole(AisAssembler& assembler, std::string_view line) {
  return std::holds_alternative<AisPayload>(assembler.take(line));
}

TEST(AisSentence, V11_PartsJoinInAnyOrder) {
  AisAssembler assembler;
  EXPECT_FALSE(is_whole(assembler, kFirst));
  EXPECT_TRUE(is_whole(assembler, kSecond));
  EXPECT_FALSE(is_whole(assembler, kSecond));
  EXPECT_TRUE(is_whole(assembler, kFirst));
  EXPECT_EQ(assembler.dropped_parts(), 0u);
}

TEST(AisSentence, V11_PartsOfTwoStationsMixed) {
  AisAssembler assembler;
  EXPECT_FALSE(is_whole(assembler, tagged("s:one,c:1241544035", kFirst)));
  EXPECT_FALSE(is_whole(assembler, tagged("s:two,c:1241544035", kFirst)));
  EXPECT_TRUE(is_whole(assembler, tagged("s:one", kSecond)));
  EXPECT_TRUE(is_whole(assembler, tagged("s:two", kSecond)));
}

TEST(AisSentence, V11_AMissingPartIsCountedAndSpoilsNoLaterMessage) {
  AisAssembler assembler;
  EXPECT_FALSE(is_whole(assembler, kSecond));  // its first part never came
  EXPECT_EQ(std::get<AisDefect>(assembler.take(kSecond)), AisDefect::missing_part);
  for (std::uint64_t i = 0; i < kAisPartsWithinLines; ++i) assembler.take(kMoored);
  EXPECT_FALSE(is_whole(assembler, kFirst));   // too far from the old second part to belong to it
  EXPECT_EQ(assembler.dropped_parts(), 3u);    // two second parts, and this first one which still waits
  EXPECT_TRUE(is_whole(assembler, kSecond));
  EXPECT_EQ(assembler.dropped_parts(), 2u);
  EXPECT_FALSE(is_whole(assembler, tagged("c:1241544035", kFirst)));
  EXPECT_FALSE(is_whole(assembler, tagged("c:1241544095", kSecond)));  // a minute later: another message
}

TEST(AisSentence, V11_AFloodOfFirstPartsKeepsMemoryBounded) {
  AisAssembler assembler;
  for (int i = 0; i < 5000; ++i) assembler.take(tagged("s:" + std::to_string(i), kFirst));
  EXPECT_GE(assembler.dropped_parts(), 5000u);
  EXPECT_TRUE(is_whole(assembler, tagged("s:4999", kSecond)));
}

TEST(AisSentence, V11_GarbageOfEveryKindIsCountedAndNeverFatal) {
  std::mt19937 random{11};
  AisAssembler assembler;
  int whole = 0;
  for (int i = 0; i < 20'000; ++i) {
    std::string line{kMoored};
    for (unsigned flips = random() % 4; flips > 0; --flips) line[random() % line.size()] = static_cast<char>(random());
    if (random() % 3 == 0) line.resize(random() % line.size());
    if (position_of(assembler, line)) ++whole;
  }
  EXPECT_GT(whole, 1000);
  EXPECT_EQ(std::get<AisDefect>(assembler.take(std::string(5000, '!'))), AisDefect::garbled);
  EXPECT_EQ(std::get<AisDefect>(assembler.take("$GPGGA,,,,*00")), AisDefect::not_ais);
}

}  // namespace
}  // namespace quaywatt::gis
