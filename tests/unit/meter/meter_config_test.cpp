// The `[[meter]]` tables of a configuration (fault A11) and the sources made from them.

#include "berth-agent/meter/meter_config.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "berth-agent/meter/meter_factory.h"
#include "schema/config/strict_toml.h"
#include "tests/unit/meter/testing_words.h"

namespace quaywatt::agent {
namespace {

using testing::HasSubstr;

struct Read {
  std::vector<MeterConfig> meters;
  std::vector<config::Problem> problems;
};

Read read(std::string_view text) {
  auto document = config::Document::parse(text, "/etc/quaywatt/agent.toml");
  config::Table root = document.root();
  auto meters = read_meter_configs(root);
  return {std::move(meters), document.problems()};
}

TEST(MeterConfig, ModbusTcpHasItsDefaults) {
  const auto found = read("[[meter]]\nid = \"M1\"\nprotocol = \"modbus-tcp\"\nhost = \"10.0.0.5\"\n"
                          "register_map = \"eastron-sdm630\"\n");
  EXPECT_TRUE(found.problems.empty());
  const MeterConfig& meter = found.meters.at(0);
  EXPECT_EQ(meter.protocol, MeterProtocol::modbus_tcp);
  EXPECT_EQ(meter.host, "10.0.0.5");
  EXPECT_EQ(meter.tcp_port, 502);
  EXPECT_EQ(meter.unit, 1);
  EXPECT_EQ(meter.register_map, "eastron-sdm630");
  EXPECT_EQ(meter.ct_ratio, 1);
  EXPECT_EQ(meter.digits, 6);
  EXPECT_EQ(meter.timeout_ms, 1000);
  EXPECT_EQ(meter.retries, 2);
}

TEST(MeterConfig, SerialLinesHaveTheUsualSettingsOfTheirProtocol) {
  const auto found = read(R"(
[[meter]]
id = "M1"
protocol = "dlt645-2007-serial"
device = "/dev/ttyS1"
address = "00000000016A"
[[meter]]
id = "M2"
protocol = "modbus-rtu"
device = "/dev/ttyS2"
register_map = "maps/own.csv"
)");
  EXPECT_TRUE(found.problems.empty());
  EXPECT_EQ(found.meters.at(0).baud, 2400U);
  EXPECT_EQ(found.meters.at(0).parity, Parity::even);
  EXPECT_EQ(found.meters.at(0).address, "00000000016a");
  EXPECT_EQ(found.meters.at(1).baud, 9600U);
  EXPECT_EQ(found.meters.at(1).parity, Parity::none);
  EXPECT_EQ(found.meters.at(1).register_map, "/etc/quaywatt/maps/own.csv") << "relative to the file";
}

struct Wrong {
  const char* keys;  // of one meter, from line 3 on
  int line;
  const char* key;
};

void PrintTo(const Wrong& shown, std::ostream* out) { *out << testing_words(shown.keys); }

class MeterConfigRefuses : public testing::TestWithParam<Wrong> {};

TEST_P(MeterConfigRefuses, A11_WithLineAndKey) {
  const auto found = read(std::string("[[meter]]\nid = \"M1\"\n") + GetParam().keys);
  ASSERT_FALSE(found.problems.empty());
  std::vector<std::pair<int, std::string>> places;
  for (const auto& problem : found.problems) places.emplace_back(problem.line, problem.key);
  EXPECT_THAT(places, testing::Contains(std::pair(GetParam().line, std::string("meter[0].") + GetParam().key)));
}

constexpr const char* kDlt = "protocol = \"dlt645-2007-tcp\"\nhost = \"h\"\ntcp_port = 1\n";

INSTANTIATE_TEST_SUITE_P(
    Everything, MeterConfigRefuses,
    testing::Values(
        Wrong{"", 1, "protocol"}, Wrong{"protocol = \"modbus\"\n", 3, "protocol"},
        Wrong{"protocol = \"modbus-tcp\"\nhost = \"h\"\n", 1, "register_map"},
        Wrong{"protocol = \"modbus-tcp\"\nregister_map = \"x\"\n", 1, "host"},
        Wrong{"protocol = \"modbus-tcp\"\nhost = \"h\"\nregister_map = \"x\"\ntcp_port = 70000\n", 6, "tcp_port"},
        Wrong{"protocol = \"modbus-tcp\"\nhost = \"h\"\nregister_map = \"x\"\nunit = 0\n", 6, "unit"},
        Wrong{"protocol = \"modbus-tcp\"\nhost = \"h\"\nregister_map = \"x\"\nunit = 248\n", 6, "unit"},
        Wrong{"protocol = \"modbus-tcp\"\nhost = \"h\"\nregister_map = \"x\"\ndevice = \"/dev/ttyS1\"\n", 6, "device"},
        Wrong{"protocol = \"modbus-tcp\"\nhost = \"h\"\nregister_map = \"x\"\nct_ratio = 0\n", 6, "ct_ratio"},
        Wrong{"protocol = \"modbus-tcp\"\nhost = \"h\"\nregister_map = \"x\"\nct_ratio = 1.5\n", 6, "ct_ratio"},
        Wrong{"protocol = \"modbus-tcp\"\nhost = \"h\"\nregister_map = \"x\"\nct_ratio = 10000\npt_ratio = 1001\n", 7,
              "pt_ratio"},
        Wrong{"protocol = \"modbus-rtu\"\ndevice = \"d\"\nregister_map = \"x\"\nbaud = 9601\n", 6, "baud"},
        Wrong{"protocol = \"modbus-rtu\"\ndevice = \"d\"\nregister_map = \"x\"\nparity = \"mark\"\n", 6, "parity"},
        Wrong{"protocol = \"modbus-rtu\"\nregister_map = \"x\"\n", 1, "device"},
        Wrong{"protocol = \"dlt645-2007-tcp\"\nhost = \"h\"\naddress = \"000000000161\"\n", 1, "tcp_port"},
        Wrong{kDlt, 1, "address"},
        Wrong{"protocol = \"dlt645-2007-tcp\"\nhost = \"h\"\ntcp_port = 1\naddress = \"161\"\n", 6, "address"},
        Wrong{"protocol = \"dlt645-2007-tcp\"\nhost = \"h\"\ntcp_port = 1\naddress = \"999999999999\"\n", 6, "address"},
        Wrong{"protocol = \"dlt645-2007-tcp\"\nhost = \"h\"\ntcp_port = 1\naddress = \"000000000161\"\nunit = 1\n", 7,
              "unit"},
        Wrong{"protocol = \"modbus-tcp\"\nhost = \"h\"\nregister_map = \"x\"\ntimeout_ms = 49\n", 6, "timeout_ms"},
        Wrong{"protocol = \"modbus-tcp\"\nhost = \"h\"\nregister_map = \"x\"\nretries = 11\n", 6, "retries"}));

std::string two(std::string_view first, std::string_view second) {
  return "[[meter]]\nprotocol = \"modbus-rtu\"\nregister_map = \"x\"\ndevice = \"/dev/ttyS1\"\n" + std::string(first) +
         "[[meter]]\nprotocol = \"modbus-rtu\"\nregister_map = \"x\"\ndevice = \"/dev/ttyS1\"\n" + std::string(second);
}

TEST(MeterConfig, A11_MetersOfOneFileMustNotClash) {
  EXPECT_TRUE(read(two("id = \"M1\"\nunit = 1\n", "id = \"M2\"\nunit = 2\n")).problems.empty());
  const auto same_id = read(two("id = \"M1\"\nunit = 1\n", "id = \"M1\"\nunit = 2\n")).problems;
  ASSERT_EQ(same_id.size(), 1U);
  EXPECT_EQ(same_id[0].key, "meter[1].id");
  const auto same_unit = read(two("id = \"M1\"\nunit = 3\n", "id = \"M2\"\nunit = 3\n")).problems;
  ASSERT_EQ(same_unit.size(), 1U);
  EXPECT_EQ(same_unit[0].key, "meter[1].unit");
  const auto other_baud = read(two("id = \"M1\"\nunit = 1\n", "id = \"M2\"\nunit = 2\nbaud = 4800\n")).problems;
  ASSERT_EQ(other_baud.size(), 1U);
  EXPECT_EQ(other_baud[0].key, "meter[1].baud");
}

MeterConfig meter(const char* id, MeterProtocol protocol) {
  MeterConfig config;
  config.id = id;
  config.protocol = protocol;
  return config;
}

TEST(MeterFactory, MakesASourceForEachProtocolAndOpensNothing) {
  MeterConfig modbus = meter("M1", MeterProtocol::modbus_tcp);
  modbus.host = "nowhere.invalid";
  modbus.tcp_port = 502;
  modbus.register_map = "eastron-sdm630";
  MeterConfig rtu = modbus;
  rtu.protocol = MeterProtocol::modbus_rtu;
  rtu.device = "/dev/nothing";
  rtu.baud = 9600;
  MeterConfig dlt = modbus;
  dlt.protocol = MeterProtocol::dlt645_2007_tcp;
  dlt.address = "000000000161";
  MeterConfig serial = dlt;
  serial.protocol = MeterProtocol::dlt645_2007_serial;
  serial.device = "/dev/nothing";
  serial.baud = 2400;
  EXPECT_EQ(make_meter_sources({modbus, rtu, dlt, serial}).size(), 4U);
}

TEST(MeterFactory, AMissingDeviceIsAFailureOfTheReadingNotOfTheProgram) {
  MeterConfig rtu = meter("M1", MeterProtocol::modbus_rtu);
  rtu.device = "/dev/no-such-line";
  rtu.baud = 9600;
  rtu.register_map = "eastron-sdm630";
  MeterConfig serial = meter("M2", MeterProtocol::dlt645_2007_serial);
  serial.device = "/dev/no-such-line";
  serial.baud = 2400;
  serial.address = "000000000161";
  for (auto& source : make_meter_sources({rtu, serial})) {
    const auto result = source->read();
    ASSERT_TRUE(std::holds_alternative<MeterFailure>(result));
    EXPECT_EQ(std::get<MeterFailure>(result).fault, MeterFault::device_missing);
    EXPECT_THAT(std::get<MeterFailure>(result).zh, HasSubstr("/dev/no-such-line"));
  }
}

TEST(MeterFactory, RefusesAMapThatIsNotThereAndRatiosNobodyUses) {
  MeterConfig config = meter("M1", MeterProtocol::modbus_tcp);
  config.host = "h";
  config.register_map = "eastron-sdm639";
  EXPECT_THROW(make_meter_sources({config}), std::runtime_error);
  config.register_map = "eastron-sdm630";  // primary values: the ratio belongs into the meter
  config.ct_ratio = 60;
  EXPECT_THROW(make_meter_sources({config}), std::runtime_error);
  config.register_map = "chint-dtsu666";
  EXPECT_NO_THROW(make_meter_sources({config}));
}

}  // namespace
}  // namespace quaywatt::agent
