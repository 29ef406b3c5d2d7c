#pragma once
// The map files of berth-agent/meter/maps, put into the program when it is built (maps.cmake).

#include <span>
#include <string_view>

namespace quaywatt::agent {

struct BuiltInMap {
  std::string_view name;  ///< file name without .csv
  std::string_view text;
};

std::span<const BuiltInMap> built_in_maps();

}  // namespace quaywatt::agent
