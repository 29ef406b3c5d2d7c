// The cabinet's settings: what is read, and that what is wrong is refused with its line and key (fault A11).

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "berth-agent/config/agent_config.h"
#include "schema/config/problem.h"

namespace quaywatt::test {
namespace {

using namespace agent;

constexpr char kWhole[] = R"([agent]
state_dir = "/var/lib/q"
berth = "JY-01"
[uplink]
host = "server"
[[supply_point]]
id = "SP-1"
meter = "M-1"
voltage_v = 380
phases = 3
current_a = 63
rated_power_w = 40000
[[meter]]
id = "M-1"
protocol = "dlt645-2007-tcp"
host = "10.0.0.1"
tcp_port = 9000
address = "202309000123"
[[operator]]
id = "1001"
name = "王建国"
pin_hash = "$argon2id$v=19$m=19456,t=2,p=1$c2FsdA$aGFzaA"
)";

AgentConfig parse(const std::string& text) { return parse_agent_config(text, "agent.toml"); }

std::string with(const std::string& from, const std::string& to) {
  std::string text = kWhole;
  const auto place = text.find(from);
  EXPECT_NE(place, std::string::npos) << from;
  return text.replace(place, from.size(), to);
}

std::string demonstration(const std::string& anchor) {
  return with("[uplink]",
              "environment = \"development\"\nclock_scale = 60\nclock_anchor = \"" + anchor + "\"\n[uplink]");
}

std::string refusal_of(const std::string& text) {
  try {
    parse(text);
  } catch (const config::ConfigRefused& refused) {
    return refused.what();
  }
  ADD_FAILURE() << "not refused";
  return {};
}

TEST(AgentConfig, ReadsEverythingWithDefaults) {
  const auto config = parse(kWhole);
  EXPECT_EQ(config.state_dir, "/var/lib/q");
  EXPECT_EQ(config.environment, Environment::production);
  EXPECT_EQ(config.clock_scale, 1U);
  EXPECT_EQ(config.local.host, "127.0.0.1");
  EXPECT_EQ(config.local.tcp_port, 8480);
  EXPECT_EQ(config.uplink.tcp_port, 8444);
  EXPECT_EQ(config.uplink.interval_s, 60);
  EXPECT_EQ(config.ledger.reserve_mb, 64);
  ASSERT_EQ(config.supply_points.size(), 1U);
  EXPECT_EQ(config.supply_points[0].supply, (domain::SupplyParameters{380, 50, 3, 63}));
  EXPECT_EQ(config.supply_points[0].checklist, domain::ChecklistCompleted::List::low_voltage);
  ASSERT_EQ(config.operators.size(), 1U);
  EXPECT_EQ(config.operators[0].role, domain::ActorRole::terminal_operator);
}

TEST(AgentConfig, ExampleFileIsTakenAsItStands) {
  std::ifstream in(QUAYWATT_SOURCE_DIR "/ops/config/agent.example.toml");
  std::ostringstream text;
  text << in.rdbuf();
  EXPECT_EQ(parse(text.str()).berth, "JY-01");
}

TEST(AgentConfig, A11_UnknownKeyIsNamedWithItsLine) {
  const auto said = refusal_of(with("berth =", "brth = \"x\"\nberth ="));
  EXPECT_NE(said.find("agent.toml:3"), std::string::npos) << said;
  EXPECT_NE(said.find("brth"), std::string::npos);
}

TEST(AgentConfig, A11_DuplicateKeyIsNamedWithItsLine) {
  const auto said = refusal_of(with("[uplink]", "berth = \"JY-02\"\n[uplink]"));
  EXPECT_NE(said.find("agent.toml:4"), std::string::npos) << said;
}

TEST(AgentConfig, A11_IllTypedKeyIsNamedWithItsLine) {
  const auto said = refusal_of(with("voltage_v = 380", "voltage_v = \"380\""));
  EXPECT_NE(said.find("agent.toml:9"), std::string::npos) << said;
  EXPECT_NE(said.find("voltage_v"), std::string::npos);
}

TEST(AgentConfig, A11_EveryMistakeIsNamedInOneGo) {
  const auto said = refusal_of(with("host = \"server\"", "host = 5\ninterval_s = 0\ncolour = 1"));
  for (const char* key : {"host", "interval_s", "colour"}) EXPECT_NE(said.find(key), std::string::npos) << key;
}

TEST(AgentConfig, ShortenedClockNeedsDevelopment) {
  EXPECT_NE(refusal_of(with("[uplink]", "clock_scale = 60\n[uplink]")).find("clock_scale"), std::string::npos);
  const auto config = parse(demonstration("2026-03-01T08:00:00+08:00"));
  EXPECT_EQ(config.clock_scale, 60U);
  EXPECT_EQ(config.clock_anchor, domain::parse_instant("2026-03-01T00:00:00Z"));
}

TEST(AgentConfig, C5_AnchorWithoutZoneIsRefused) {
  const auto said = refusal_of(demonstration("2026-03-01T08:00:00"));
  EXPECT_NE(said.find("clock_anchor"), std::string::npos);
}

TEST(AgentConfig, LocalInterfaceListensOnTheLoopbackOnly) {
  for (const char* host : {"0.0.0.0", "192.168.1.5", "127.evil.example", "::"}) {
    const auto said = refusal_of(std::string("[local]\nhost = \"") + host + "\"\n" + kWhole);
    EXPECT_NE(said.find("local.host"), std::string::npos) << host;
  }
  EXPECT_EQ(parse(std::string("[local]\nhost = \"127.0.0.2\"\ntcp_port = 8481\n") + kWhole).local.tcp_port, 8481);
}

TEST(AgentConfig, SupplyPointsAndMetersMustFitTogether) {
  EXPECT_NE(refusal_of(with("meter = \"M-1\"", "meter = \"M-2\"")).find("M-2"), std::string::npos);
  const std::string second =
      "[[supply_point]]\nid = \"SP-2\"\nmeter = \"M-1\"\nvoltage_v = 380\nphases = 3\ncurrent_a = 63\n"
      "rated_power_w = 40000\n[[meter]]";
  EXPECT_NE(refusal_of(with("[[meter]]", second)).find("M-1"), std::string::npos) << "one meter, two supply points";
  EXPECT_NE(refusal_of(with("id = \"SP-1\"", "id = \"SP 1\"")).find("supply_point[0].id"), std::string::npos);
}

TEST(AgentConfig, X17_PlainPinIsRefusedAndNotRepeated) {
  const auto said = refusal_of(with("$argon2id$v=19$m=19456,t=2,p=1$c2FsdA$aGFzaA", "731905"));
  EXPECT_NE(said.find("pin_hash"), std::string::npos);
  EXPECT_EQ(said.find("731905"), std::string::npos);
}

TEST(AgentConfig, OperatorsAreUnique) {
  const std::string again =
      std::string(kWhole) + "[[operator]]\nid = \"1001\"\nname = \"李\"\npin_hash = \"$argon2id$x\"\n";
  EXPECT_NE(refusal_of(again).find("operator[1].id"), std::string::npos);
}

}  // namespace
}  // namespace quaywatt::test
