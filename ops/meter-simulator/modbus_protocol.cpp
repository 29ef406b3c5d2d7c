#include <bit>
#include <charconv>
#include <map>
#include <stdexcept>

#include "ops/meter-simulator/meter_protocol.h"

namespace quaywatt::simulator {
namespace {

constexpr std::size_t kHeaderBytes = 7;       // transaction, protocol, length, unit
constexpr std::size_t kMostAfterUnit = 253;   // a longer protocol data unit is none
constexpr std::uint8_t kIllegalFunction = 1;
constexpr std::uint8_t kIllegalAddress = 2;
constexpr std::uint8_t kDeviceFailure = 4;
constexpr std::uint8_t kNoSuchUnit = 11;

using Registers = std::map<std::uint16_t, std::uint16_t>;

void put_float(Registers& registers, std::uint16_t address, double value) {
  const auto bits = std::bit_cast<std::uint32_t>(static_cast<float>(value));
  registers[address] = static_cast<std::uint16_t>(bits >> 16U);
  registers[static_cast<std::uint16_t>(address + 1)] = static_cast<std::uint16_t>(bits & 0xFFFFU);
}

void put_int64(Registers& registers, std::uint16_t address, std::int64_t value) {
  const auto bits = static_cast<std::uint64_t>(value);
  for (unsigned i = 0; i < 4; ++i) {
    registers[static_cast<std::uint16_t>(address + i)] = static_cast<std::uint16_t>(bits >> (48 - 16 * i) & 0xFFFFU);
  }
}

double kilowatt_hours(const SimulatedMeter& meter) {
  return static_cast<double>(meter.register_wus()) / static_cast<double>(SimulatedMeter::kPerWattHour) / 1000.0;
}

double part(std::int64_t value, double of) { return static_cast<double>(value) / of; }

// Eastron SDM630, input registers.
Registers sdm630(const SimulatedMeter& meter) {
  const Moment& now = meter.moment();
  Registers registers;
  for (std::uint16_t phase = 0; phase < 3; ++phase) {
    const auto step = static_cast<std::uint16_t>(2 * phase);
    put_float(registers, step, part(now.voltage_mv[phase], 1000));
    put_float(registers, static_cast<std::uint16_t>(6 + step), part(now.current_ma[phase], 1000));
    put_float(registers, static_cast<std::uint16_t>(12 + step), part(now.power_w[phase], 1));
  }
  put_float(registers, 52, part(now.power_total_w, 1));
  put_float(registers, 56, part(now.apparent_va, 1));
  put_float(registers, 60, part(now.reactive_var, 1));
  put_float(registers, 62, part(now.power_factor_permille, 1000));
  put_float(registers, 70, part(now.frequency_millihz, 1000));
  put_float(registers, 72, kilowatt_hours(meter));
  put_float(registers, 74, 0);
  put_float(registers, 342, kilowatt_hours(meter));
  return registers;
}

// Schneider iEM3000, holding registers; energy as whole watt-hours.
Registers iem3000(const SimulatedMeter& meter) {
  const Moment& now = meter.moment();
  Registers registers;
  for (std::uint16_t phase = 0; phase < 3; ++phase) {
    const auto step = static_cast<std::uint16_t>(2 * phase);
    put_float(registers, static_cast<std::uint16_t>(2999 + step), part(now.current_ma[phase], 1000));
    put_float(registers, static_cast<std::uint16_t>(3027 + step), part(now.voltage_mv[phase], 1000));
  }
  put_float(registers, 3059, part(now.power_total_w, 1000));
  put_float(registers, 3067, part(now.reactive_var, 1000));
  put_float(registers, 3075, part(now.apparent_va, 1000));
  put_float(registers, 3109, part(now.frequency_millihz, 1000));
  put_int64(registers, 3203, meter.register_wus() / SimulatedMeter::kPerWattHour);
  put_int64(registers, 3207, 0);
  return registers;
}

std::uint16_t word_at(const Bytes& bytes, std::size_t at) {
  return static_cast<std::uint16_t>(bytes[at] << 8U | bytes[at + 1]);
}

class ModbusTcp final : public MeterProtocol {
 public:
  ModbusTcp(bool energy_as_float, std::uint8_t unit) : energy_as_float_(energy_as_float), unit_(unit) {}

  Bytes answer(Bytes& heard, const SimulatedMeter& meter, FaultPlan& faults) override {
    Bytes answers;
    std::size_t at = 0;
    while (heard.size() - at >= kHeaderBytes) {
      const std::size_t after_length = word_at(heard, at + 4);
      if (word_at(heard, at + 2) != 0 || after_length < 2 || after_length > kMostAfterUnit + 1) {
        at = heard.size();  // not Modbus: nothing behind it can be told apart either
        break;
      }
      if (heard.size() - at < 6 + after_length) break;
      const Bytes request(heard.begin() + static_cast<std::ptrdiff_t>(at),
                          heard.begin() + static_cast<std::ptrdiff_t>(at + 6 + after_length));
      const Bytes one = answer_one(request, meter, faults.next());
      answers.insert(answers.end(), one.begin(), one.end());
      at += 6 + after_length;
    }
    heard.erase(heard.begin(), heard.begin() + static_cast<std::ptrdiff_t>(at));
    return answers;
  }

  std::string shown_energy(const SimulatedMeter& meter) const override {
    if (!energy_as_float_) {
      const std::string wh = std::to_string(meter.register_wus() / SimulatedMeter::kPerWattHour);
      const std::string padded = wh.size() < 4 ? std::string(4 - wh.size(), '0') + wh : wh;
      return padded.substr(0, padded.size() - 3) + "." + padded.substr(padded.size() - 3);
    }
    char text[64];
    const auto end = std::to_chars(text, text + sizeof text, static_cast<float>(kilowatt_hours(meter)));
    return {text, end.ptr};
  }

  void exchanged(const std::string&) override {}

 private:
  Bytes answer_one(const Bytes& request, const SimulatedMeter& meter, LineFault fault) const {
    if (fault == LineFault::silent) return {};
    const std::uint8_t function = request[kHeaderBytes];
    Bytes body{function};
    const std::uint8_t exception = fault == LineFault::refusing ? kDeviceFailure : read_into(body, request, meter);
    if (exception != 0) body = {static_cast<std::uint8_t>(function | 0x80U), exception};
    const std::size_t length = body.size() + 1;
    Bytes answer{request[0], request[1], 0, 0, static_cast<std::uint8_t>(length >> 8U),
                 static_cast<std::uint8_t>(length & 0xFFU), request[6]};
    answer.insert(answer.end(), body.begin(), body.end());
    if (fault == LineFault::wrong_address) answer[6] = static_cast<std::uint8_t>(answer[6] + 1);
    if (fault == LineFault::garbled) answer[1] ^= 0x10;  // the answer to another transaction
    return answer;
  }

  // The registers behind function and byte count; or the exception code.
  std::uint8_t read_into(Bytes& body, const Bytes& request, const SimulatedMeter& meter) const {
    if (request[6] != unit_) return kNoSuchUnit;
    if (request[kHeaderBytes] != (energy_as_float_ ? 4 : 3) || request.size() != kHeaderBytes + 5)
      return kIllegalFunction;
    const Registers registers = energy_as_float_ ? sdm630(meter) : iem3000(meter);
    const std::uint16_t address = word_at(request, kHeaderBytes + 1);
    const std::uint16_t count = word_at(request, kHeaderBytes + 3);
    if (count == 0 || count > 125) return kIllegalAddress;
    body.push_back(static_cast<std::uint8_t>(2 * count));
    for (std::uint32_t i = 0; i < count; ++i) {
      const auto found = registers.find(static_cast<std::uint16_t>(address + i));
      if (found == registers.end()) return kIllegalAddress;
      body.push_back(static_cast<std::uint8_t>(found->second >> 8U));
      body.push_back(static_cast<std::uint8_t>(found->second & 0xFFU));
    }
    return 0;
  }

  bool energy_as_float_;  // SDM630; else iEM3000
  std::uint8_t unit_;
};

}  // namespace

std::unique_ptr<MeterProtocol> make_modbus_tcp(const std::string& model, std::uint8_t unit) {
  if (model != "sdm630" && model != "iem3000") throw std::invalid_argument("model: sdm630 or iem3000");
  return std::make_unique<ModbusTcp>(model == "sdm630", unit);
}

}  // namespace quaywatt::simulator
