#pragma once
// A meter behind a serial server, or one that speaks DL/T 645 on TCP itself.

#include "berth-agent/meter/descriptor_link.h"

namespace quaywatt::agent {

class TcpLink final : public DescriptorLink {
 public:
  TcpLink(std::string host, std::uint16_t tcp_port);
  std::string place() const override;

 private:
  std::variant<int, MeterFailure> open() override;

  std::string host_;
  std::uint16_t tcp_port_;
};

}  // namespace quaywatt::agent
