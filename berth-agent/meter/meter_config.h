#pragma once
// The settings of one meter: one `[[meter]]` table of the agent's configuration.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace quaywatt::config {
class Table;
}

namespace quaywatt::agent {

enum class MeterProtocol { modbus_tcp, modbus_rtu, dlt645_2007_tcp, dlt645_2007_serial };

/// "modbus-tcp", "modbus-rtu", "dlt645-2007-tcp", "dlt645-2007-serial".
std::string_view name_of(MeterProtocol protocol);

enum class Parity { none, even, odd };

struct MeterConfig {
  std::string id;  ///< the meter's number in the port's books, unique in the file
  MeterProtocol protocol = MeterProtocol::modbus_tcp;

  std::string host;             ///< *-tcp: name or address of the meter or of its serial server
  std::uint16_t tcp_port = 0;   ///< *-tcp; modbus-tcp defaults to 502
  std::string device;           ///< rtu, serial: "/dev/ttyS1"
  std::uint32_t baud = 0;       ///< rtu, serial: default 9600 for Modbus, 2400 for DL/T 645
  Parity parity = Parity::none; ///< rtu, serial: default none for Modbus, even for DL/T 645

  std::uint8_t unit = 1;        ///< Modbus unit (slave) address, 1–247
  std::string address;          ///< DL/T 645: 12 hex digits as printed on the meter; "aaaaaaaaaaaa" = whoever is there
  std::string register_map;     ///< Modbus: name of a built-in map, or path of a map file (with a slash)

  std::int64_t ct_ratio = 1;      ///< primary over secondary current, 300/5 A → 60; only used on secondary values
  std::int64_t pt_ratio = 1;      ///< primary over secondary voltage, likewise
  std::int32_t digits = 6;        ///< kWh digits before the point; the register returns to 0 at 10^digits kWh × ratios
  std::int32_t timeout_ms = 1000; ///< for one answer; larger bears slow radio, smaller finds a dead meter sooner
  std::int32_t retries = 2;       ///< further attempts of one request
};

/// Reads all `[[meter]]` tables of a configuration's root; what is wrong with them is recorded there with its line.
std::vector<MeterConfig> read_meter_configs(config::Table& root);

}  // namespace quaywatt::agent
