#include "berth-agent/meter/modbus_meter.h"

#include <utility>

namespace quaywatt::agent {
namespace {

void take_figures(const RegisterBlock& block, std::span<const std::uint16_t> words, Figures& figures) {
  for (const MapEntry& entry : block.entries) {
    const auto offset = static_cast<std::size_t>(entry.address - block.address);
    const auto figure = decode_registers(entry, words.subspan(offset, registers_of(entry.type)));
    if (figure) figures.emplace_back(entry, *figure);
  }
}

std::uint32_t question(const RegisterBlock& block) { return std::uint32_t{block.function} << 16U | block.address; }

MeterFailure no_billing_value(std::uint8_t unit) {
  const std::string text = std::to_string(unit);
  return {MeterFault::value_out_of_range, "地址 " + text + " 的计费寄存器不是有效数值，请核对寄存器表和字节序",
          "billing register of unit " + text + " holds no valid number; check register map and word order"};
}

}  // namespace

ModbusMeter::ModbusMeter(std::shared_ptr<SharedBus> line, const RegisterMap& map, ModbusSettings settings)
    : line_(std::move(line)), blocks_(plan_blocks(map)), settings_(settings) {}

MeterResult ModbusMeter::read() {
  const std::lock_guard turn(line_->turn);
  Figures figures;
  std::int32_t retries = 0;
  int silences = 0;
  for (const RegisterBlock& block : blocks_) {
    if (silences == kSilencesUntilDead) break;
    if (!block.billing() && resting_.rests(question(block))) continue;
    auto outcome = ask_with_retries(block, retries);
    if (const auto* words = std::get_if<std::vector<std::uint16_t>>(&outcome)) {
      take_figures(block, *words, figures);
      silences = 0;
      continue;
    }
    auto& failure = std::get<MeterFailure>(outcome);
    if (block.billing()) return std::move(failure);
    resting_.failed(question(block), failure.fault);
    silences = came_from_meter(failure.fault) ? 0 : silences + 1;
  }
  auto values = register_values(figures, settings_.ratios);
  if (!values) return no_billing_value(settings_.unit);
  values->retries = retries;
  return *values;
}

ModbusMeter::Outcome ModbusMeter::ask_with_retries(const RegisterBlock& block, std::int32_t& retries) {
  const RegisterRequest request{settings_.unit, block.function, block.address, block.count};
  for (std::int32_t attempt = 0;; ++attempt) {
    auto outcome = line_->bus->read(request, settings_.timeout);
    const auto* failure = std::get_if<MeterFailure>(&outcome);
    if (failure == nullptr || !worth_another_try(failure->fault) || attempt == settings_.retries) return outcome;
    ++retries;
  }
}

}  // namespace quaywatt::agent
