// [ais] and [[ais_feed]]: an unknown key, a listener open to the world or a shortened clock in production is refused.

#include <gtest/gtest.h>

#include "schema/config/strict_toml.h"
#include "server/config/ais_config.h"

namespace quaywatt::server {
namespace {

const std::string kAis = "[ais]\nfences_file = \"fences.geojson\"\nsnapshot_file = \"/var/lib/positions\"\n";

std::optional<AisConfig> read(const std::string& text, bool development = false) {
  auto document = config::Document::parse(text, "server.toml");
  auto root = document.root();
  auto ais = read_ais_config(root, "/etc/quaywatt", development);
  document.accept();
  return ais;
}

std::string refusal(const std::string& text, bool development = false) {
  try {
    read(text, development);
  } catch (const config::ConfigRefused& refused) {
    return refused.problems().front().key;
  }
  return "taken";
}

TEST(AisConfig, IsAbsentWithoutItsTable) { EXPECT_EQ(read(""), std::nullopt); }

TEST(AisConfig, HasTheDefaultsAndTakesEveryKindOfFeed) {
  const auto ais = read(kAis +
                        "[[ais_feed]]\nname = \"a\"\nkind = \"tcp_client\"\naddress = \"ais.example:4001\"\n"
                        "[[ais_feed]]\nname = \"b\"\nkind = \"udp_listener\"\naddress = \"0.0.0.0:4002\"\n"
                        "allow = [\"10.0.0.5\"]\n"
                        "[[ais_feed]]\nname = \"c\"\nkind = \"tcp_listener\"\naddress = \"127.0.0.1:4003\"\n"
                        "[[ais_feed]]\nname = \"d\"\nkind = \"file\"\npath = \"ais.nmea\"\n");
  ASSERT_TRUE(ais);
  EXPECT_EQ(ais->fences_file, "/etc/quaywatt/fences.geojson");
  EXPECT_EQ(ais->first_warning_min, 90);
  EXPECT_EQ(ais->stays.alongside_max_ckn, 80);
  ASSERT_EQ(ais->feeds.size(), 4U);
  EXPECT_EQ(ais->feeds[0].address.tcp_port, 4001);
  EXPECT_EQ(ais->feeds[1].allow, (std::vector<std::string>{"10.0.0.5"}));
  EXPECT_EQ(ais->feeds[3].path, "/etc/quaywatt/ais.nmea");
}

TEST(AisConfig, A11_AnUnknownKeyIsRefusedWithItsPlace) {
  EXPECT_EQ(refusal(kAis + "alongside_max_kn = 1\n"), "ais.alongside_max_kn");
  EXPECT_EQ(refusal(kAis + "[[ais_feed]]\nname = \"a\"\nkind = \"file\"\npath = \"x\"\nadress = \"y\"\n"),
            "ais_feed[0].adress");
}

TEST(AisConfig, X8_AListenerOffLoopbackMustNameItsSenders) {
  EXPECT_EQ(refusal(kAis + "[[ais_feed]]\nname = \"a\"\nkind = \"udp_listener\"\naddress = \"0.0.0.0:4002\"\n"),
            "ais_feed[0].allow");
}

TEST(AisConfig, AShortenedClockIsForDevelopmentOnly) {
  const std::string shortened = kAis + "clock_scale = 600\nclock_anchor = \"2025-01-01T00:00:00Z\"\n";
  EXPECT_EQ(refusal(shortened), "ais.clock_scale");
  EXPECT_EQ(refusal(shortened, true), "taken");
}

TEST(AisConfig, FeedsAreToldApartAndNeedTheirTable) {
  const std::string feed = "[[ais_feed]]\nname = \"a\"\nkind = \"file\"\npath = \"x\"\n";
  EXPECT_EQ(refusal(feed), "ais_feed");
  EXPECT_EQ(refusal(kAis + feed + feed), "ais_feed[1].name");
  EXPECT_EQ(refusal(kAis + "[[ais_feed]]\nname = \"A b\"\nkind = \"file\"\npath = \"x\"\n"), "ais_feed[0].name");
  EXPECT_EQ(refusal(kAis + "[[ais_feed]]\nname = \"a\"\nkind = \"tcp_client\"\naddress = \"nowhere\"\n"),
            "ais_feed[0].address");
}

}  // namespace
}  // namespace quaywatt::server
