#pragma once
// A serial port (RS-485) by termios: 8 data bits, 1 stop bit, raw.

#include "berth-agent/meter/descriptor_link.h"
#include "berth-agent/meter/meter_config.h"

namespace quaywatt::agent {

class SerialLink final : public DescriptorLink {
 public:
  /// `baud` is one of the usual rates 300–115200.
  SerialLink(std::string device, std::uint32_t baud, Parity parity);
  std::string place() const override { return device_; }

 private:
  std::variant<int, MeterFailure> open() override;

  std::string device_;
  std::uint32_t baud_;
  Parity parity_;
};

}  // namespace quaywatt::agent
