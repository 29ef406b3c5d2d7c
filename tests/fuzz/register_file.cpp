// Register files: ports, waterways, berths, supply points, meters and vessels as somebody typed them.

#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <variant>

#include "server/cli/register_file.h"
#include "tests/fuzz/fuzz_input.h"

namespace {

using namespace quaywatt;
using fuzz::demand;

void check_fault(const server::InputFault& fault) {
  demand(fault.pointer.empty() || fault.pointer.starts_with('/'), "a fault's place is a JSON pointer");
  fuzz::demand_bilingual(fault.message, "a fault is explained");
}

template <typename Entry>
void check_ids(const std::vector<Entry>& entries) {
  std::set<std::string> ids;
  for (const auto& entry : entries) demand(!entry.id.empty() && ids.insert(entry.id).second, "ids are unique");
}

void check_registers(const server::Registers& registers) {
  check_ids(registers.ports);
  check_ids(registers.waterways);
  check_ids(registers.berths);
  for (const auto& meter : registers.meters) {
    demand(meter.digits >= 1 && meter.digits <= 12 && meter.resolution.value >= 1 && meter.ratio >= 1,
           "a meter's figures are within their bounds");
  }
  for (const auto& vessel : registers.vessels) {
    demand(!vessel.identity.empty() && !vessel.name.empty(), "a vessel has identity and name");
    demand(!vessel.mmsi || (*vessel.mmsi >= 1 && *vessel.mmsi <= 999'999'999), "an MMSI has at most nine digits");
  }
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto read = server::read_register_file(fuzz::Input(data, size).text());
  if (const auto* fault = std::get_if<server::InputFault>(&read)) check_fault(*fault);
  else check_registers(std::get<server::Registers>(read));
  return 0;
}
