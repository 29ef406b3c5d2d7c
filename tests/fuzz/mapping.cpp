// Column mapping files (JSON) of `quaywatt stays`.

#include <sstream>
#include <stdexcept>
#include <string>

#include "server/cli/stays/stays_feed.h"
#include "tests/fuzz/fuzz_input.h"

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace quaywatt;
  std::istringstream in{std::string(fuzz::Input(data, size).text())};
  try {
    const auto mapping = server::read_mapping(in);
    try {
      const std::string header = mapping.mmsi + ',' + mapping.at + ',' + mapping.lon + ',' + mapping.lat;
      const gis::PositionReader reader(header, mapping);
    } catch (const std::invalid_argument& missing) {
      fuzz::demand_bilingual(missing.what(), "a missing column is named");
    }
  } catch (const std::invalid_argument& refused) {
    fuzz::demand(std::string_view(refused.what()).size() > 1, "a refused mapping says why");
  }
  return 0;
}
