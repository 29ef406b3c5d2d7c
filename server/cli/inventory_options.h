#pragma once
// The options of `quaywatt inventory` and `quaywatt inventory merge`.

#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "domain/emissions/activity_method.h"

namespace quaywatt::server {

enum class Waters : std::uint8_t { inland, coastal, open_sea };

struct InventoryOptions {
  std::string activity;                   ///< file, "-" for stdin
  std::string factors;                    ///< shipped set or directory
  std::optional<std::string> load_table;  ///< instead of the one the set names
  Waters waters = Waters::inland;
  domain::PowerLaw power_law = domain::PowerLaw::propeller;
  std::optional<std::string> columns;     ///< the input has no header line, and then neither has the output
  std::string out = "-";
  bool write_rows = true;
  std::optional<std::string> totals;      ///< file, "-" for stdout
  bool skip_bad_rows = false;
};

struct MergeOptions {
  std::vector<std::string> parts;
  std::string out = "-";
};

struct UsageFault {
  std::string text;
};

struct HelpWanted {};

using InventoryInvocation = std::variant<InventoryOptions, MergeOptions, HelpWanted, UsageFault>;

/// `arguments` are those after `inventory`.
InventoryInvocation parse_inventory_options(std::span<const std::string> arguments);

std::string inventory_usage();

}  // namespace quaywatt::server

namespace quaywatt::domain {

template <>
struct Words<server::Waters> {
  static constexpr std::array<std::string_view, 3> list{"inland", "coastal", "open-sea"};
};

}  // namespace quaywatt::domain
