// Fence files (GeoJSON), and the questions asked of what was accepted.

#include <string>
#include <variant>

#include "gis/fence.h"
#include "gis/fence_index.h"
#include "tests/fuzz/fuzz_input.h"

namespace {

using namespace quaywatt;
using fuzz::demand;

void check_defect(const gis::FenceDefect& defect, std::string_view text) {
  fuzz::demand_bilingual(defect.text, "a refused file is explained");
  if (defect.place.starts_with("byte ")) {
    const auto byte = std::strtoul(defect.place.c_str() + 5, nullptr, 10);
    demand(byte <= text.size() + 1, "the byte at fault lies within the file");
  }
}

void check_index(const std::vector<gis::Fence>& fences) {
  const gis::FenceIndex index(fences);
  demand(index.size() == fences.size(), "every fence is in the index");
  for (const auto& fence : fences) {
    for (const auto& polygon : fence.polygons) {
      for (const auto& corner : polygon.front()) {
        for (const auto shift : {-1'000, 0, 1'000}) {
          const gis::Position at{corner.lon + shift, corner.lat + shift};
          const auto found = index.find(at);
          demand(found == gis::kNoFence || index.shape(found).contains(at), "the fence found contains the position");
          if (found != gis::kNoFence) demand(!index.shape(found).farther_than(at, 0), "inside is not outside");
        }
      }
    }
  }
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto text = fuzz::Input(data, size).text();
  const auto read = gis::read_fences(text);
  if (const auto* defect = std::get_if<gis::FenceDefect>(&read)) {
    check_defect(*defect, text);
    return 0;
  }
  const auto& fences = std::get<gis::FenceFile>(read).fences;
  for (const auto& fence : fences) {
    for (const auto& polygon : fence.polygons) {
      for (const auto& ring : polygon) demand(ring.size() >= 3, "a ring has three corners or more");
    }
  }
  demand(!gis::find_crossing(fences), "no accepted fence crosses itself");
  for (const auto& defect : gis::find_overlaps(fences)) check_defect(defect, text);
  check_index(fences);
  return 0;
}
