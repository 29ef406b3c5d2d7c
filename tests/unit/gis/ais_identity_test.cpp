// Who a vessel says it is, against gpsd's own decode and by hand.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>

#include "gis/ais_identity.h"

namespace quaywatt::gis {
namespace {

using nlohmann::json;

const std::filesystem::path kAisFolder = std::filesystem::path{QUAYWATT_SOURCE_DIR} / "../shared/data/ais";

std::vector<AisIdentity> identities_of(const std::filesystem::path& sentences) {
  std::ifstream lines{sentences};
  AisAssembler assembler;
  std::vector<AisIdentity> found;
  for (std::string line; std::getline(lines, line);) {
    const auto taken = assembler.take(line);
    const auto* payload = std::get_if<AisPayload>(&taken);
    if (payload == nullptr) continue;
    const auto decoded = decode_identity(*payload);
    if (const auto* identity = std::get_if<AisIdentity>(&decoded)) found.push_back(*identity);
  }
  return found;
}

/// A member of gpsd's object, or what stands for "not available" in it.
template <typename Value>
Value said(const json& object, const char* name, Value none) {
  return object.contains(name) ? object.at(name).get<Value>() : none;
}

void expect_maritime(const AisIdentity& ours, const json& theirs) {
  EXPECT_EQ(ours.imo.value_or(0), said(theirs, "imo", 0u));
  EXPECT_EQ(ours.name.value_or(""), said(theirs, "shipname", std::string{}));
  EXPECT_EQ(ours.call_sign.value_or(""), said(theirs, "callsign", std::string{}));
  EXPECT_EQ(ours.ship_type.value_or(0), said(theirs, "shiptype", 0));
  EXPECT_EQ(ours.draught_dm.value_or(0), said(theirs, "draught", 0));
  EXPECT_EQ(ours.destination.value_or(""), said(theirs, "destination", std::string{}));
  const AisDimensions dimensions = ours.dimensions.value_or(AisDimensions{});
  EXPECT_EQ(dimensions.to_bow_m, said(theirs, "to_bow", 0));
  EXPECT_EQ(dimensions.to_stern_m, said(theirs, "to_stern", 0));
  EXPECT_EQ(dimensions.to_port_m, said(theirs, "to_port", 0));
  EXPECT_EQ(dimensions.to_starboard_m, said(theirs, "to_starboard", 0));
}

void expect_inland(const AisIdentity& ours, const json& theirs) {
  EXPECT_EQ(ours.eni.value_or(""), said(theirs, "vin", std::string{}));
  EXPECT_EQ(ours.length_dm.value_or(0), said(theirs, "length", 0));
  EXPECT_EQ(ours.beam_dm.value_or(0), said(theirs, "beam", 0));
  EXPECT_EQ(ours.convoy_type.value_or(0), said(theirs, "shiptype", 0));
  EXPECT_EQ(ours.hazard.value_or(5), said(theirs, "hazard", 5));
  EXPECT_EQ(ours.draught_cm.value_or(0), said(theirs, "draught", 0));
  const int loaded = said(theirs, "loaded", 0);  // gpsd's words for 1 and 2 are the reverse of the standard's
  EXPECT_EQ(ours.loaded, loaded == 0 ? std::nullopt : std::optional{loaded == 1});
}

TEST(AisIdentity, EveryIdentityOfTheGpsdSampleDecodesAsGpsdSays) {
  if (!std::filesystem::exists(kAisFolder)) GTEST_SKIP() << "no " << kAisFolder << ": real AIS samples are not here";
  const auto ours = identities_of(kAisFolder / "gpsd/sample.aivdm");
  std::ifstream decoded{kAisFolder / "gpsd/sample.aivdm.ju.chk"};
  std::map<std::uint32_t, AisIdentity> of_two_parts;  // gpsd gives both parts of message 24 as one object
  std::vector<AisIdentity> single;
  for (const auto& identity : ours) {
    if (identity.type == 24) learn(of_two_parts[identity.mmsi], identity);
    else single.push_back(identity);
  }
  std::size_t next = 0;
  std::size_t compared = 0;
  for (std::string line; std::getline(decoded, line);) {
    const json theirs = json::parse(line);
    const int type = theirs.at("type");
    const auto mmsi = theirs.at("mmsi").get<std::uint32_t>();
    const bool inland = type == 8 && theirs.value("dac", 0) == 200 && theirs.value("fid", 0) == 10;
    if (type != 5 && type != 19 && type != 24 && !inland) continue;
    ASSERT_LT(next, single.size() + 1);
    const AisIdentity& identity = type == 24 ? of_two_parts[mmsi] : single.at(next++);
    EXPECT_EQ(identity.type, type);
    EXPECT_EQ(identity.mmsi, mmsi);
    if (inland && theirs.contains("data")) continue;  // longer than the standard's: gpsd leaves it undecoded
    if (inland) expect_inland(identity, theirs);
    else expect_maritime(identity, theirs);
    ++compared;
  }
  EXPECT_EQ(next, single.size());
  EXPECT_GE(compared, 7u);
}

TEST(AisIdentity, LearnsWhatIsSaidAndKeepsTheRest) {
  AisIdentity known{.type = 5, .mmsi = 413'000'001, .name = "SU XI HUO 1098", .draught_dm = 20};
  learn(known, {.type = 5, .mmsi = 413'000'001, .call_sign = "BXYZ", .draught_dm = 31});
  EXPECT_EQ(known.name, "SU XI HUO 1098");
  EXPECT_EQ(known.call_sign, "BXYZ");
  EXPECT_EQ(known.draught_dm, 31);
}

TEST(AisIdentity, ChecksTheImoNumbersLastDigit) {
  EXPECT_TRUE(imo_is_valid(9'074'729));
  EXPECT_FALSE(imo_is_valid(9'074'728));
  EXPECT_FALSE(imo_is_valid(0));
  EXPECT_FALSE(imo_is_valid(12'345'678));
}

TEST(AisIdentity, V11_EveryCutOfAMessageIsShortAndNeverReadBeyondItsEnd) {
  const std::string whole = "55?MbV02;H;s<HtKR20EHE:0@T4@Dn2222222216L961O5Gf0NSQEp6ClRp888888888880";
  for (const char first : {'5', '8', 'C', 'H'}) {  // types 5, 8, 19, 24
    std::string text = whole;
    text[0] = first;
    for (std::size_t length = 1; length <= text.size(); ++length) {
      const std::string cut = text.substr(0, length);  // its own memory, so that reading beyond is seen
      const auto decoded = decode_identity({cut, 0, {}});
      if (length * 6 < 157) {
        EXPECT_TRUE(std::holds_alternative<AisNoIdentity>(decoded)) << first << length;
      }
    }
  }
}

}  // namespace
}  // namespace quaywatt::gis
