// Position files (CSV) under each mapping, into stays. The first byte chooses the mapping.

#include <array>
#include <string>

#include "gis/fence_index.h"
#include "gis/position_reader.h"
#include "gis/stay_finder.h"
#include "tests/fuzz/fuzz_input.h"

namespace {

using namespace quaywatt;
using fuzz::demand;

constexpr std::int64_t kYear2500Ms = 16'725'225'600'000;

const gis::FenceIndex& one_berth() {
  static const gis::Ring quay{{1'202'700'000, 319'200'000},
                              {1'202'800'000, 319'200'000},
                              {1'202'800'000, 319'300'000},
                              {1'202'700'000, 319'300'000}};
  static const std::vector<gis::Fence> fences{{"shili-01", "石利", "yangtze_jiangsu", {{quay}}}};
  static const gis::FenceIndex index(fences);
  return index;
}

gis::ColumnMapping own_columns_with(gis::TimeForm time_form) {
  auto mapping = gis::own_columns();
  mapping.time_form = time_form;
  return mapping;
}

void check_fix(std::uint32_t mmsi, const gis::Fix& fix) {
  demand(mmsi >= 1 && mmsi <= 999'999'999, "an MMSI has at most nine digits");
  demand(fix.at_ms >= 0 && fix.at_ms < kYear2500Ms, "an instant is between 1970 and 2500");
  demand(fix.at.lon >= -1'800'000'000 && fix.at.lon <= 1'800'000'000 && fix.at.lat >= -900'000'000 &&
             fix.at.lat <= 900'000'000,
         "a position is on the globe");
  demand(fix.sog_ckn == gis::kSpeedUnknown || fix.sog_ckn <= 10'220, "a speed is one AIS can send, or unknown");
}

void check_stay(const gis::DetectedStay& stay) {
  demand(stay.arrived_ms <= stay.departed_ms, "nobody leaves before he came");
  demand(!stay.arrived_earliest_ms || *stay.arrived_earliest_ms <= stay.arrived_ms, "away before alongside");
  demand(!stay.departed_latest_ms || *stay.departed_latest_ms >= stay.departed_ms, "alongside before away");
  demand(stay.fence == 0, "a stay is at the only berth there is");
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  fuzz::Input input(data, size);
  const std::array mappings{gis::own_columns(), gis::marinecadastre_columns(), gis::dma_columns(),
                            own_columns_with(gis::TimeForm::iso_shanghai),
                            own_columns_with(gis::TimeForm::unix_seconds)};
  const auto& mapping = mappings[input.byte() % mappings.size()];
  const auto lines = fuzz::lines_of(input.text());
  if (lines.empty()) return 0;
  try {
    gis::PositionReader reader(lines.front(), mapping);
    gis::StayFinder finder(one_berth(), {});
    std::uint64_t taken = 0;
    for (std::size_t i = 1; i < lines.size(); ++i) {
      reader.row(lines[i], [&](std::uint32_t mmsi, const gis::Fix& fix) {
        check_fix(mmsi, fix);
        finder.take(mmsi, fix);
        ++taken;
      });
    }
    std::uint64_t refused = 0;
    for (const auto count : reader.defects()) refused += count;
    demand(taken + refused == lines.size() - 1, "every row is a position or counted by its defect");
    for (const auto& stay : finder.finish()) check_stay(stay);
  } catch (const std::invalid_argument& missing) {
    fuzz::demand_bilingual(missing.what(), "a missing column is named");
  }
  return 0;
}
