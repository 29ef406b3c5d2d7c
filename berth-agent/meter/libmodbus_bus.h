#pragma once
// Modbus TCP and RTU by libmodbus.

#include <cstdint>
#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "berth-agent/meter/meter_config.h"
#include "berth-agent/meter/register_bus.h"

struct _modbus;  // libmodbus's context

namespace quaywatt::agent {

class LibmodbusBus final : public RegisterBus {
 public:
  static std::unique_ptr<LibmodbusBus> tcp(const std::string& host, std::uint16_t tcp_port);
  /// 8 data bits, 1 stop bit.
  static std::unique_ptr<LibmodbusBus> rtu(const std::string& device, std::uint32_t baud, Parity parity);

  using Outcome = std::variant<std::vector<std::uint16_t>, MeterFailure>;
  Outcome read(const RegisterRequest& request, std::chrono::milliseconds timeout) override;

 private:
  struct Closing {
    void operator()(_modbus* context) const;
  };
  using Context = std::unique_ptr<_modbus, Closing>;

  LibmodbusBus(Context context, std::string place) : context_(std::move(context)), place_(std::move(place)) {}
  std::variant<std::vector<std::uint16_t>, int> exchange(const RegisterRequest& request);  ///< or an error number
  void close();
  MeterFailure failure(const RegisterRequest& request, int error) const;

  Context context_;  ///< null when libmodbus would not make one (an empty host or device)
  std::string place_;
  bool connected_ = false;
};

}  // namespace quaywatt::agent
