// Modbus: a meter that answers with any registers, through every built-in register map, and a map's own arithmetic.
// Bytes: map, CT ratio (2), PT ratio, then for each block one byte (a fault or not) and its registers.

#include <memory>
#include <variant>

#include "berth-agent/meter/built_in_maps.h"
#include "berth-agent/meter/modbus_meter.h"
#include "schema/wire/line_codec.h"
#include "schema/wire/register_fields.h"
#include "tests/fuzz/fuzz_input.h"

namespace {

using namespace quaywatt;
using fuzz::demand;

class AnyRegisters final : public agent::RegisterBus {
 public:
  explicit AnyRegisters(fuzz::Input& input) : input_(input) {}

  std::variant<std::vector<std::uint16_t>, agent::MeterFailure> read(const agent::RegisterRequest& request,
                                                                     std::chrono::milliseconds) override {
    demand(request.count >= 1 && request.count <= agent::kMaxRegistersPerRequest, "a request fits the protocol");
    const std::uint8_t choice = input_.byte();
    if (choice >= 0xF0) return agent::MeterFailure{static_cast<agent::MeterFault>(choice % 10), "断", "broken"};
    std::vector<std::uint16_t> words(request.count);
    for (auto& word : words) word = input_.word();
    return words;
  }

 private:
  fuzz::Input& input_;
};

const std::vector<agent::RegisterMap>& maps() {
  static const auto all = [] {
    std::vector<agent::RegisterMap> loaded;
    for (const auto& map : agent::built_in_maps()) loaded.push_back(agent::load_register_map(std::string(map.name)));
    return loaded;
  }();
  return all;
}

/// A line with these registers: what the ledger would be asked to keep.
domain::LedgerLine line_with(const domain::RegisterValues& values) {
  domain::LedgerLine line;
  line.position = {1, 2};
  line.boot = "00000000000000b1";
  line.actor = {domain::ActorRole::device, "jy-shili-01"};
  line.body = domain::Reading{"m-1", "a1", domain::Reading::Cause::idle, std::nullopt, values};
  return line;
}

void check(const domain::RegisterValues& values, std::int64_t ratio) {
  const auto& energy = values.energy_forward;
  demand(!energy.text.empty() && energy.resolution.value >= 1, "the billing register has text and resolution");
  demand(energy.multiplier >= 1 && ratio % energy.multiplier == 0, "the multiplier comes from the ratios");
  const auto line = line_with(values);
  const auto defect = wire::defect_of(line);
  if (defect) std::fprintf(stderr, "%s: %s\n", defect->pointer.c_str(), defect->text.c_str());
  demand(!defect, "what a meter gave can be written into the ledger");
  const auto again = wire::decode_line(wire::encode_line(line));
  demand(std::holds_alternative<domain::LedgerLine>(again) && std::get<domain::LedgerLine>(again) == line,
         "a reading comes back from the ledger equal");
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  fuzz::Input input(data, size);
  const auto& map = maps()[input.byte() % maps().size()];
  agent::ModbusSettings settings;
  settings.retries = 0;
  settings.ratios.ct = std::max<std::int64_t>(input.word(), 1);
  settings.ratios.pt = std::max<std::int64_t>(input.byte() % 153, 1);  // the product is within kLargestMultiplier
  auto line = std::make_shared<agent::SharedBus>();
  line->bus = std::make_unique<AnyRegisters>(input);
  agent::ModbusMeter meter(line, map, settings);
  const auto result = meter.read();
  if (const auto* values = std::get_if<domain::RegisterValues>(&result)) {
    check(*values, settings.ratios.ct * settings.ratios.pt);
  } else {
    const auto& failure = std::get<agent::MeterFailure>(result);
    demand(!failure.zh.empty() && !failure.en.empty(), "a failed reading is explained");
  }
  return 0;
}
