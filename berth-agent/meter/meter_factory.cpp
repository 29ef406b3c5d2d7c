#include "berth-agent/meter/meter_factory.h"

#include <chrono>
#include <map>
#include <stdexcept>
#include <string>

#include "berth-agent/meter/dlt645_meter.h"
#include "berth-agent/meter/libmodbus_bus.h"
#include "berth-agent/meter/modbus_meter.h"
#include "berth-agent/meter/serial_link.h"
#include "berth-agent/meter/tcp_link.h"

namespace quaywatt::agent {
namespace {

bool is_tcp(const MeterConfig& config) {
  return config.protocol == MeterProtocol::modbus_tcp || config.protocol == MeterProtocol::dlt645_2007_tcp;
}

std::string line_name(const MeterConfig& config) {
  return is_tcp(config) ? config.host + ":" + std::to_string(config.tcp_port) : config.device;
}

// A ratio that nothing is multiplied with would be a mistake nobody sees.
void refuse_idle_ratios(const MeterConfig& config, const RegisterMap& map) {
  bool uses_ct = false, uses_pt = false;
  for (const MapEntry& entry : map.entries) {
    uses_ct = uses_ct || entry.ratio == RegisterRatio::ct || entry.ratio == RegisterRatio::pt_ct;
    uses_pt = uses_pt || entry.ratio == RegisterRatio::pt || entry.ratio == RegisterRatio::pt_ct;
  }
  if ((config.ct_ratio != 1 && !uses_ct) || (config.pt_ratio != 1 && !uses_pt)) {
    throw std::runtime_error("电表 " + config.id + "：寄存器表 " + map.name +
                             " 给的是一次侧数值，请删去 ct_ratio/pt_ratio，变比应设在电表内 / meter " + config.id +
                             ": register map " + map.name +
                             " gives primary values; remove ct_ratio/pt_ratio and set the ratio in the meter");
  }
}

class Lines {
 public:
  std::unique_ptr<MeterSource> source_for(const MeterConfig& config) {
    const std::chrono::milliseconds timeout(config.timeout_ms);
    if (config.protocol == MeterProtocol::modbus_tcp || config.protocol == MeterProtocol::modbus_rtu) {
      const RegisterMap map = load_register_map(config.register_map);
      refuse_idle_ratios(config, map);
      const ModbusSettings settings{config.unit, {config.ct_ratio, config.pt_ratio}, timeout, config.retries};
      return std::make_unique<ModbusMeter>(bus_for(config), map, settings);
    }
    const auto address = dlt645::parse_address(config.address);
    if (!address) throw std::runtime_error("电表地址无效 / no meter address: " + config.address);
    const Dlt645Settings settings{*address, {config.ct_ratio, config.pt_ratio}, timeout, config.retries};
    return std::make_unique<Dlt645Meter>(link_for(config), settings);
  }

 private:
  std::shared_ptr<SharedBus> bus_for(const MeterConfig& config) {
    auto& line = buses_[line_name(config)];
    if (!line) {
      line = std::make_shared<SharedBus>();
      line->bus = is_tcp(config) ? LibmodbusBus::tcp(config.host, config.tcp_port)
                                 : LibmodbusBus::rtu(config.device, config.baud, config.parity);
    }
    return line;
  }

  std::shared_ptr<SharedLink> link_for(const MeterConfig& config) {
    auto& line = links_[line_name(config)];
    if (!line) {
      line = std::make_shared<SharedLink>();
      if (is_tcp(config)) line->link = std::make_unique<TcpLink>(config.host, config.tcp_port);
      else line->link = std::make_unique<SerialLink>(config.device, config.baud, config.parity);
    }
    return line;
  }

  std::map<std::string, std::shared_ptr<SharedBus>> buses_;
  std::map<std::string, std::shared_ptr<SharedLink>> links_;
};

}  // namespace

std::vector<std::unique_ptr<MeterSource>> make_meter_sources(const std::vector<MeterConfig>& configs) {
  Lines lines;
  std::vector<std::unique_ptr<MeterSource>> sources;
  for (const MeterConfig& config : configs) sources.push_back(lines.source_for(config));
  return sources;
}

}  // namespace quaywatt::agent
