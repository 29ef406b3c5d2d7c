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

TEST(AisSentence, ReadsTheTimeAFeedPutsAround) {
  const std::int64_t expected_ms = 1'241'544'035'000;
  AisAssembler assembler;
  for (const std::string& line :
       {"\\s:r003669945,c:1241544035*3D\\" + std::string{kMoored}, "1241544035 " + std::string{kMoored},
        "2009-05-05T17:20:35Z," + std::string{kMoored}, std::string{kMoored} + ",1241544035",
        std::string{kMoored} + " 1241544035.5"}) {
    const auto taken = assembler.take(line);
    ASSERT_TRUE(std::holds_alternative<AisPayload>(taken)) << line;
    EXPECT_EQ(std::get<AisPayload>(taken).at_ms, expected_ms) << line;
  }
  EXPECT_FALSE(std::get<AisPayload>(assembler.take(kMoored)).at_ms);
}

TEST(AisSentence, V11_AFlippedCharacterIsFoundByTheChecksum) {
  AisAssembler assembler;
  std::string line{kMoored};
  line[20] = line[20] == '0' ? '1' : '0';
  EXPECT_EQ(std::get<AisDefect>(assembler.take(line)), AisDefect::bad_checksum);
}

TEST(AisSentence, V11_AMessageWaitsForItsPartsAndMissingOnesAreNamed) {
  constexpr std::string_view kFirst =
      "!AIVDM,2,1,1,A,55?MbV02;H;s<HtKR20EHE:0@T4@Dn2222222216L961O5Gf0NSQEp6ClRp8,0*1C";
  constexpr std::string_view kSecond = "!AIVDM,2,2,1,A,88888888880,2*25";
  AisAssembler assembler;
  EXPECT_EQ(std::get<AisDefect>(assembler.take(kSecond)), AisDefect::missing_part);
  EXPECT_TRUE(std::holds_alternative<AisIncomplete>(assembler.take(kFirst)));
  EXPECT_TRUE(std::holds_alternative<AisPayload>(assembler.take(kSecond)));
  EXPECT_EQ(std::get<AisDefect>(assembler.take(kSecond)), AisDefect::missing_part);
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
