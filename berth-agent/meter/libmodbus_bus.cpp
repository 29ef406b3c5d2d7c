#include "berth-agent/meter/libmodbus_bus.h"

#include <modbus.h>

#include <array>
#include <cerrno>
#include <cstdio>
#include <span>
#include <string>
#include <utility>

namespace quaywatt::agent {
namespace {

using std::chrono::milliseconds;

constexpr std::uint16_t kRawTransaction = 0;  // what libmodbus numbers raw requests with

char parity_letter(Parity parity) { return parity == Parity::none ? 'N' : parity == Parity::even ? 'E' : 'O'; }

void set_timeout(modbus_t* context, milliseconds timeout) {
  const auto ms = static_cast<std::uint32_t>(timeout.count());
  modbus_set_response_timeout(context, ms / 1000, ms % 1000 * 1000);
  modbus_set_byte_timeout(context, ms / 1000, ms % 1000 * 1000);
}

bool is_exception_code(int error) { return error > MODBUS_ENOBASE && error < EMBBADCRC; }

MeterFault fault_of(int error) {
  if (is_exception_code(error)) return MeterFault::refused_by_meter;
  switch (error) {
    case EMBBADCRC: return MeterFault::checksum;
    case EMBBADSLAVE: return MeterFault::wrong_address;
    case EMBBADDATA:
    case EMBBADEXC:
    case EMBMDATA:
    case EMBUNKEXC: return MeterFault::malformed;
    case ETIMEDOUT: return MeterFault::timeout;
    case ECONNREFUSED: return MeterFault::connection_refused;
    case ECONNRESET:
    case EPIPE:
    case EBADF:
    case EIO: return MeterFault::connection_lost;
    default: return MeterFault::device_missing;
  }
}

// What to do about it, for the port.
std::pair<std::string, std::string> remedy(MeterFault fault) {
  switch (fault) {
    case MeterFault::checksum:
      return {"校验 (CRC) 不符，请检查线路干扰和接地", "wrong CRC; check the line for interference"};
    case MeterFault::wrong_address:
      return {"应答的是别的地址，请核对地址", "another unit answered; check the address"};
    case MeterFault::malformed:
      return {"应答不合规约，请核对规约和速率", "answer does not fit the protocol; check protocol and speed"};
    case MeterFault::timeout:
      return {"未在规定时间内应答，请检查供电、接线和地址", "no answer in time; check supply, wiring and address"};
    case MeterFault::connection_refused: return {"拒绝连接，请检查端口", "connection refused; check the port"};
    case MeterFault::connection_lost: return {"连接中断，将自动重连", "connection lost, will be opened again"};
    case MeterFault::refused_by_meter:
      return {"电表拒绝读取，请核对寄存器表", "the meter refuses; check the register map"};
    default: return {"连不上，请检查设备名和网络", "cannot be reached; check device name and network"};
  }
}

std::uint8_t high_byte(std::uint16_t word) { return static_cast<std::uint8_t>(word >> 8U); }
std::uint8_t low_byte(std::uint16_t word) { return static_cast<std::uint8_t>(word & 0xFFU); }

std::uint16_t word_at(std::span<const std::uint8_t> bytes, std::size_t at) {
  return static_cast<std::uint16_t>(bytes[at] << 8U | bytes[at + 1]);
}

// The registers of an answer from its function code on, or an error number. Behind them a serial line has its CRC.
std::variant<std::vector<std::uint16_t>, int> registers_in(std::span<const std::uint8_t> answer,
                                                           const RegisterRequest& request) {
  if (answer[0] == (request.function | 0x80U)) {
    const bool known = answer[1] > 0 && is_exception_code(MODBUS_ENOBASE + answer[1]);
    return known ? MODBUS_ENOBASE + answer[1] : EMBUNKEXC;
  }
  const std::size_t bytes = 2 * std::size_t{request.count};
  if (answer[0] != request.function || answer[1] != bytes || answer.size() < 2 + bytes) return EMBBADDATA;
  std::vector<std::uint16_t> words;
  for (std::size_t i = 0; i < request.count; ++i) words.push_back(word_at(answer, 2 + 2 * i));
  return words;
}

std::string hex_address(std::uint16_t address) {
  char text[8];
  std::snprintf(text, sizeof text, "0x%04X", address);
  return text;
}

}  // namespace

void LibmodbusBus::Closing::operator()(_modbus* context) const {
  modbus_close(context);
  modbus_free(context);
}

std::unique_ptr<LibmodbusBus> LibmodbusBus::tcp(const std::string& host, std::uint16_t tcp_port) {
  const std::string port = std::to_string(tcp_port);
  Context context(modbus_new_tcp_pi(host.c_str(), port.c_str()));
  return std::unique_ptr<LibmodbusBus>(new LibmodbusBus(std::move(context), host + ":" + port));
}

std::unique_ptr<LibmodbusBus> LibmodbusBus::rtu(const std::string& device, std::uint32_t baud, Parity parity) {
  Context context(modbus_new_rtu(device.c_str(), static_cast<int>(baud), parity_letter(parity), 8, 1));
  return std::unique_ptr<LibmodbusBus>(new LibmodbusBus(std::move(context), device));
}

LibmodbusBus::Outcome LibmodbusBus::read(const RegisterRequest& request, milliseconds timeout) {
  if (!context_) return failure(request, ENODEV);
  set_timeout(context_.get(), timeout);
  if (!connected_ && modbus_connect(context_.get()) != 0) return failure(request, errno);
  connected_ = true;
  auto outcome = exchange(request);
  if (const auto* error = std::get_if<int>(&outcome)) {
    if (!is_exception_code(*error)) close();
    return failure(request, *error);
  }
  return std::get<std::vector<std::uint16_t>>(std::move(outcome));
}

// What may still come after a failure belongs to the old connection.
void LibmodbusBus::close() {
  modbus_close(context_.get());
  connected_ = false;
}

// Sent and received raw, because libmodbus's own calls take an answer of any unit behind a TCP gateway (fault M10).
std::variant<std::vector<std::uint16_t>, int> LibmodbusBus::exchange(const RegisterRequest& request) {
  const std::array<std::uint8_t, 6> wanted{request.unit,
                                           request.function,
                                           high_byte(request.address),
                                           low_byte(request.address),
                                           high_byte(request.count),
                                           low_byte(request.count)};
  modbus_set_slave(context_.get(), request.unit);
  modbus_flush(context_.get());  // an answer that came too late must not pass for the next one
  if (modbus_send_raw_request(context_.get(), wanted.data(), static_cast<int>(wanted.size())) < 0) return errno;
  std::array<std::uint8_t, MODBUS_MAX_ADU_LENGTH> heard{};
  const int length = modbus_receive_confirmation(context_.get(), heard.data());
  if (length < 0) return errno;
  if (length == 0) return EMBBADSLAVE;  // on a serial line: another unit spoke
  const auto header = static_cast<std::size_t>(modbus_get_header_length(context_.get()));
  const auto answer = std::span(heard).first(static_cast<std::size_t>(length));
  if (answer.size() <= header + 1) return EMBBADDATA;
  if (header > 1 && word_at(answer, 0) != kRawTransaction) return EMBBADDATA;
  if (answer[header - 1] != request.unit) return EMBBADSLAVE;
  return registers_in(answer.subspan(header), request);
}

MeterFailure LibmodbusBus::failure(const RegisterRequest& request, int error) const {
  const MeterFault fault = fault_of(error);
  const auto [zh, en] = remedy(fault);
  const std::string unit = std::to_string(request.unit);
  const std::string registers = hex_address(request.address) + "+" + std::to_string(request.count);
  const std::string reason = " (" + std::string(modbus_strerror(error)) + ")";
  return {fault, place_ + " 地址 " + unit + "，寄存器 " + registers + "：" + zh + reason,
          place_ + " unit " + unit + ", registers " + registers + ": " + en + reason};
}

}  // namespace quaywatt::agent
