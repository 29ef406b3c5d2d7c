#include "berth-agent/meter/meter_config.h"

#include <algorithm>
#include <array>
#include <utility>

#include "berth-agent/meter/dlt645_frame.h"
#include "domain/meter/register_values.h"
#include "schema/config/strict_toml.h"

namespace quaywatt::agent {
namespace {

constexpr std::array<std::int64_t, 10> kBaudRates{300, 600, 1200, 2400, 4800, 9600, 19200, 38400, 57600, 115200};
constexpr std::int64_t kModbusTcpPort = 502;
constexpr std::size_t kMaxIdBytes = 64;

const std::vector<std::pair<std::string_view, MeterProtocol>>& protocol_words() {
  static const std::vector<std::pair<std::string_view, MeterProtocol>> kWords{
      {"modbus-tcp", MeterProtocol::modbus_tcp},
      {"modbus-rtu", MeterProtocol::modbus_rtu},
      {"dlt645-2007-tcp", MeterProtocol::dlt645_2007_tcp},
      {"dlt645-2007-serial", MeterProtocol::dlt645_2007_serial},
  };
  return kWords;
}

bool is_modbus(MeterProtocol protocol) {
  return protocol == MeterProtocol::modbus_tcp || protocol == MeterProtocol::modbus_rtu;
}

bool is_tcp(MeterProtocol protocol) {
  return protocol == MeterProtocol::modbus_tcp || protocol == MeterProtocol::dlt645_2007_tcp;
}

void read_tcp_place(config::Table& table, MeterConfig& meter) {
  constexpr config::Range kPorts{1, 65535};
  meter.host = table.text("host");
  const bool usual = is_modbus(meter.protocol);
  meter.tcp_port = static_cast<std::uint16_t>(usual ? table.integer("tcp_port", kPorts, kModbusTcpPort)
                                                    : table.integer("tcp_port", kPorts));
}

void read_serial_place(config::Table& table, MeterConfig& meter) {
  const bool modbus = is_modbus(meter.protocol);
  meter.device = table.text("device");
  const std::int64_t baud = table.integer("baud", {kBaudRates.front(), kBaudRates.back()}, modbus ? 9600 : 2400);
  if (std::find(kBaudRates.begin(), kBaudRates.end(), baud) == kBaudRates.end()) {
    table.refuse("baud", "不是通用的串口速率", "is no usual baud rate");
  }
  meter.baud = static_cast<std::uint32_t>(baud);
  meter.parity = table.choice<Parity>("parity", {{"none", Parity::none}, {"even", Parity::even}, {"odd", Parity::odd}},
                                      modbus ? Parity::none : Parity::even);
}

std::string read_register_map(config::Table& table) {
  const std::string map = table.text("register_map");
  const bool is_file = map.find('/') != std::string::npos;
  return is_file ? (table.folder() / map).lexically_normal().string() : map;
}

std::string read_address(config::Table& table) {
  const std::string text = table.text("address");
  if (text.empty()) return text;
  const auto address = dlt645::parse_address(text);
  if (!address) {
    table.refuse("address", "应为电表上印的 12 位地址", "must be the 12 digits printed on the meter");
    return text;
  }
  if (address->text() == "999999999999") {
    table.refuse("address", "这是广播地址，电表不会应答", "is the broadcast address, which no meter answers");
  }
  return address->text();
}

MeterConfig read_meter(config::Table& table) {
  MeterConfig meter;
  meter.id = table.text("id");
  if (meter.id.size() > kMaxIdBytes) table.refuse("id", "超过 64 字节", "longer than 64 bytes");
  meter.protocol = table.choice<MeterProtocol>("protocol", protocol_words());
  is_tcp(meter.protocol) ? read_tcp_place(table, meter) : read_serial_place(table, meter);
  if (is_modbus(meter.protocol)) {
    meter.unit = static_cast<std::uint8_t>(table.integer("unit", {1, 247}, 1));
    meter.register_map = read_register_map(table);
  } else {
    meter.address = read_address(table);
  }
  meter.ct_ratio = table.integer("ct_ratio", {1, 100'000}, 1);
  meter.pt_ratio = table.integer("pt_ratio", {1, 10'000}, 1);
  if (meter.ct_ratio * meter.pt_ratio > domain::kLargestMultiplier) {
    table.refuse("pt_ratio", "与 ct_ratio 的乘积超过 10000000", "times ct_ratio exceeds 10000000");
  }
  meter.digits = static_cast<std::int32_t>(table.integer("digits", {1, 9}, 6));
  meter.timeout_ms = static_cast<std::int32_t>(table.integer("timeout_ms", {50, 60'000}, 1000));
  meter.retries = static_cast<std::int32_t>(table.integer("retries", {0, 10}, 2));
  return meter;
}

bool same_line(const MeterConfig& a, const MeterConfig& b) {
  if (is_tcp(a.protocol) != is_tcp(b.protocol)) return false;
  return is_tcp(a.protocol) ? a.host == b.host && a.tcp_port == b.tcp_port : a.device == b.device;
}

// What two meters of a file must not have in common, or must when they hang on one line.
void refuse_clashes(config::Table& table, const MeterConfig& meter, const MeterConfig& earlier) {
  if (meter.id == earlier.id) {
    table.refuse("id", "电表号重复：" + meter.id, "meter id given twice: " + meter.id);
  }
  if (!same_line(meter, earlier)) return;
  if (meter.protocol != earlier.protocol) {
    table.refuse("protocol", "同一线路上的电表须用同一规约：" + earlier.id,
                 "meters on one line must speak one protocol: " + earlier.id);
  } else if (meter.unit == earlier.unit && meter.address == earlier.address) {
    table.refuse(is_modbus(meter.protocol) ? "unit" : "address", "与电表 " + earlier.id + " 在同一线路上地址相同",
                 "same address on the same line as meter " + earlier.id);
  } else if (meter.baud != earlier.baud || meter.parity != earlier.parity) {
    table.refuse("baud", "与同一线路上电表 " + earlier.id + " 的速率或校验位不同",
                 "baud rate or parity differs from meter " + earlier.id + " on the same line");
  }
}

}  // namespace

std::string_view name_of(MeterProtocol protocol) {
  for (const auto& [word, value] : protocol_words()) {
    if (value == protocol) return word;
  }
  return "";
}

std::vector<MeterConfig> read_meter_configs(config::Table& root) {
  std::vector<MeterConfig> meters;
  for (config::Table& table : root.tables("meter")) {
    const MeterConfig meter = read_meter(table);
    for (const MeterConfig& earlier : meters) refuse_clashes(table, meter, earlier);
    meters.push_back(meter);
  }
  return meters;
}

}  // namespace quaywatt::agent
