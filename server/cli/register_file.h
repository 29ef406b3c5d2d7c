#pragma once
// A register file: one JSON object with the lists ports, waterways, berths, supply_points, meters and vessels, each
// [] where there is nothing to load (ops/demo/register.json is one).

#include <string_view>
#include <variant>

#include "server/cli/case_json.h"
#include "server/store/register_store.h"

namespace quaywatt::server {

inline constexpr std::size_t kRegisterFileMaxBytes = 64 * 1024 * 1024;
inline constexpr std::size_t kRegisterEntriesMax = 200'000;  ///< of one list

/// The registers, or the first thing that is wrong: a member nobody knows, an id given twice, a value out of bounds.
std::variant<Registers, InputFault> read_register_file(std::string_view text);

}  // namespace quaywatt::server
