#include <algorithm>
#include <array>
#include <optional>
#include <stdexcept>

#include "ops/meter-simulator/meter_protocol.h"

namespace quaywatt::simulator {
namespace {

constexpr std::size_t kShortestFrame = 12;
constexpr std::int64_t kStepWh = 10;  // the register shows 0.01 kWh

using AddressBytes = std::array<std::uint8_t, 6>;  // as on the wire, low byte first

AddressBytes address_bytes(const std::string& printed) {
  const bool digits_only = std::all_of(printed.begin(), printed.end(), [](char c) { return c >= '0' && c <= '9'; });
  if (printed.size() != 12 || !digits_only) throw std::invalid_argument("address: 12 digits");
  AddressBytes bytes{};
  for (std::size_t i = 0; i < 6; ++i) {
    bytes[5 - i] = static_cast<std::uint8_t>((printed[2 * i] - '0') << 4 | (printed[2 * i + 1] - '0'));
  }
  return bytes;
}

void append_bcd(Bytes& to, std::int64_t value, int bytes, bool can_be_negative = false) {
  const std::size_t begin = to.size();
  for (std::int64_t rest = std::abs(value), i = 0; i < bytes; ++i, rest /= 100) {
    to.push_back(static_cast<std::uint8_t>(rest / 10 % 10 << 4 | rest % 10));
  }
  if (can_be_negative && value < 0) to[begin + static_cast<std::size_t>(bytes) - 1] |= 0x80;
}

// What one identifier holds: figures of `bytes` BCD bytes each.
struct Held {
  std::vector<std::int64_t> figures;
  int bytes = 0;
  bool can_be_negative = false;
};

std::int64_t shown_steps(const SimulatedMeter& meter) {
  return meter.register_wus() / (kStepWh * SimulatedMeter::kPerWattHour);
}

std::optional<Held> energy(const SimulatedMeter& meter, std::uint8_t kind, std::uint8_t tariff) {
  const std::int64_t total = shown_steps(meter);
  if (kind > 2 || (tariff != 0 && tariff != 0xFF)) return std::nullopt;
  const std::int64_t figure = kind == 2 ? 0 : total;
  Held held{{figure}, 4, kind == 0};
  if (tariff == 0xFF) held.figures = {figure, 0, figure, 0, 0};  // one tariff of four is in force
  return held;
}

// The phases asked for: one, or all of a three-phase meter. `total` stands before them when there is one.
std::optional<Held> phases(const SimulatedMeter& meter, std::uint8_t which, const std::array<std::int64_t, 3>& values,
                           std::optional<std::int64_t> total, int bytes, bool can_be_negative) {
  const int count = meter.settings().phases;
  Held held{{}, bytes, can_be_negative};
  if (which == 0xFF && count == 3) {
    if (total) held.figures.push_back(*total);
    held.figures.insert(held.figures.end(), values.begin(), values.end());
  } else if (which == 0 && total) {
    held.figures = {*total};
  } else if (which >= 1 && which <= count) {
    held.figures = {values[which - std::size_t{1}]};
  } else {
    return std::nullopt;  // a one-phase meter knows neither block nor phases B and C
  }
  return held;
}

std::array<std::int64_t, 3> each(const std::array<std::int64_t, 3>& values, std::int64_t times, std::int64_t over) {
  return {values[0] * times / over, values[1] * times / over, values[2] * times / over};
}

std::optional<Held> moment(const SimulatedMeter& meter, std::uint8_t kind, std::uint8_t which) {
  const Moment& now = meter.moment();
  const std::int64_t factor = now.power_factor_permille;
  const std::int64_t third_var = now.reactive_var / meter.settings().phases;
  const std::int64_t third_va = now.apparent_va / meter.settings().phases;
  switch (kind) {
    case 1: return phases(meter, which, each(now.voltage_mv, 1, 100), std::nullopt, 2, false);
    case 2: return phases(meter, which, now.current_ma, std::nullopt, 3, true);
    case 3: return phases(meter, which, each(now.power_w, 10, 1), now.power_total_w * 10, 3, true);
    case 4: return phases(meter, which, each({third_var, third_var, third_var}, 10, 1), now.reactive_var * 10, 3, true);
    case 5: return phases(meter, which, each({third_va, third_va, third_va}, 10, 1), now.apparent_va * 10, 3, true);
    case 6: return phases(meter, which, {factor, factor, factor}, factor, 2, true);
    default: return std::nullopt;
  }
}

class Dlt645 final : public MeterProtocol {
 public:
  explicit Dlt645(const std::string& address) : address_(address_bytes(address)), number_(address_) {}

  Bytes answer(Bytes& heard, const SimulatedMeter& meter, FaultPlan& faults) override {
    Bytes answers;
    std::size_t at = 0;
    while (at < heard.size()) {
      if (heard[at] != 0x68) {
        ++at;
        continue;
      }
      const std::size_t left = heard.size() - at;
      if (left < kShortestFrame || left < kShortestFrame + heard[at + 9]) break;
      const std::size_t size = kShortestFrame + heard[at + 9];
      if (!is_request_to_us(heard, at, size)) {
        ++at;
        continue;
      }
      give(answers, Bytes(heard.begin() + static_cast<std::ptrdiff_t>(at) + 8,
                          heard.begin() + static_cast<std::ptrdiff_t>(at + size) - 2), meter, faults.next());
      at += size;
    }
    heard.erase(heard.begin(), heard.begin() + static_cast<std::ptrdiff_t>(at));
    return answers;
  }

  std::string shown_energy(const SimulatedMeter& meter) const override {
    const std::int64_t steps = shown_steps(meter);
    const std::string cents = std::to_string(steps % 100);
    return std::to_string(steps / 100) + "." + (cents.size() == 1 ? "0" : "") + cents;
  }

  void exchanged(const std::string& address) override {
    number_[0] ^= 0x01;  // another number on the plate
    if (!address.empty()) address_ = number_ = address_bytes(address);
  }

 private:
  bool is_request_to_us(const Bytes& heard, std::size_t at, std::size_t size) const {
    unsigned sum = 0;
    for (std::size_t i = at; i < at + size - 2; ++i) sum += heard[i];
    const bool framed = heard[at + 7] == 0x68 && heard[at + size - 1] == 0x16 && heard[at + size - 2] == (sum & 0xFFU);
    if (!framed || (heard[at + 8] & 0x80) != 0) return false;
    for (std::size_t i = 0; i < 6; ++i) {
      if (heard[at + 1 + i] != 0xAA && heard[at + 1 + i] != address_[i]) return false;
    }
    return true;
  }

  // `request`: control, length and data as they came.
  void give(Bytes& answers, const Bytes& request, const SimulatedMeter& meter, LineFault fault) const {
    if (fault == LineFault::silent) return;
    const std::uint8_t function = request[0];
    Bytes payload;
    for (std::size_t i = 2; i < request.size(); ++i) payload.push_back(static_cast<std::uint8_t>(request[i] - 0x33));
    Bytes frame;
    if (function == 0x13) {
      frame = framed(0x93, Bytes(address_.begin(), address_.end()), fault);
    } else if (const auto held = function == 0x11 ? look_up(payload, meter) : std::nullopt;
               held && fault != LineFault::refusing) {
      for (const std::int64_t figure : held->figures) append_bcd(payload, figure, held->bytes, held->can_be_negative);
      frame = framed(0x91, payload, fault);
    } else {
      frame = framed(static_cast<std::uint8_t>(function | 0xC0U), {0x02}, fault);  // no such value
    }
    if (fault == LineFault::garbled) frame[frame.size() - 3] ^= 0x10;
    answers.insert(answers.end(), 4, 0xFE);
    answers.insert(answers.end(), frame.begin(), frame.end());
  }

  std::optional<Held> look_up(const Bytes& identifier, const SimulatedMeter& meter) const {
    if (identifier.size() != 4) return std::nullopt;
    const std::uint8_t first = identifier[3], second = identifier[2], third = identifier[1], last = identifier[0];
    if (first == 0x00 && last == 0) return energy(meter, second, third);
    if (first == 0x02 && second == 0x80 && third == 0 && last == 2) {
      return Held{{meter.moment().frequency_millihz / 10}, 2, false};
    }
    if (first == 0x02 && last == 0) return moment(meter, second, third);
    if (first == 0x04 && second == 0 && third == 4 && last == 1) return Held{{as_number(address_)}, 6, false};
    if (first == 0x04 && second == 0 && third == 4 && last == 2) return Held{{as_number(number_)}, 6, false};
    return std::nullopt;
  }

  static std::int64_t as_number(const AddressBytes& bytes) {
    std::int64_t number = 0;
    for (auto byte = bytes.rbegin(); byte != bytes.rend(); ++byte)
      number = number * 100 + (*byte >> 4) * 10 + (*byte & 15);
    return number;
  }

  Bytes framed(std::uint8_t control, const Bytes& payload, LineFault fault) const {
    AddressBytes from = address_;
    if (fault == LineFault::wrong_address) from[0] ^= 0x01;
    Bytes frame{0x68};
    for (const std::uint8_t byte : from) frame.push_back(byte);
    frame.push_back(0x68);
    frame.push_back(control);
    frame.push_back(static_cast<std::uint8_t>(payload.size()));
    for (const std::uint8_t byte : payload) frame.push_back(static_cast<std::uint8_t>(byte + 0x33));
    unsigned sum = 0;
    for (const std::uint8_t byte : frame) sum += byte;
    frame.push_back(static_cast<std::uint8_t>(sum & 0xFFU));
    frame.push_back(0x16);
    return frame;
  }

  AddressBytes address_;
  AddressBytes number_;
};

}  // namespace

std::unique_ptr<MeterProtocol> make_dlt645(const std::string& address) { return std::make_unique<Dlt645>(address); }

}  // namespace quaywatt::simulator
