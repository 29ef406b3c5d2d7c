// Register maps (CSV) as somebody writes them for a new meter.

#include <string>
#include <vector>

#include "berth-agent/meter/register_map.h"
#include "berth-agent/meter/register_reading.h"
#include "tests/fuzz/fuzz_input.h"

namespace {

using namespace quaywatt;
using fuzz::demand;

void check_plan(const agent::RegisterMap& map) {
  const auto blocks = agent::plan_blocks(map);
  std::size_t entries = 0;
  for (const auto& block : blocks) {
    demand(block.count >= 1 && block.count <= agent::kMaxRegistersPerRequest, "a block fits one request");
    demand(block.address + block.count <= 0x1'0000, "a block ends within the registers there are");
    entries += block.entries.size();
  }
  demand(entries == map.entries.size(), "every entry is read once");
  demand(blocks.front().billing(), "the billing register is read first");
}

void check_values(const agent::RegisterMap& map) {
  agent::Figures figures;
  for (const auto& entry : map.entries) {
    const std::vector<std::uint16_t> words(agent::registers_of(entry.type), 0x4248);  // a plain number in every type
    if (const auto figure = agent::decode_registers(entry, words)) figures.emplace_back(entry, *figure);
  }
  (void)agent::register_values(figures, {80, 10});
}

/// "map.csv:7: …": the line is one of the file's, or the one behind the last.
void check_place(const std::string& refusal, std::string_view text) {
  constexpr std::string_view kFile = "map.csv:";
  demand(refusal.starts_with(kFile), "a refusal names the file");
  const auto line = std::strtoul(refusal.c_str() + kFile.size(), nullptr, 10);
  demand(line <= fuzz::lines_of(text).size() + 1, "a refused line is in the file");
  fuzz::demand_bilingual(std::string_view(refusal).substr(kFile.size()), "a refusal is explained");
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto text = fuzz::Input(data, size).text();
  try {
    const auto map = agent::parse_register_map(text, "map.csv");
    std::size_t billing = 0;
    for (const auto& entry : map.entries) billing += entry.billing ? 1 : 0;
    demand(billing == 1, "exactly one billing register");
    check_plan(map);
    check_values(map);
  } catch (const agent::MapRefused& refused) {
    check_place(refused.what(), text);
  }
  return 0;
}
