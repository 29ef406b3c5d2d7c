#pragma once
// One line of comma-separated text.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace quaywatt::agent {

/// Fields of a line without its end; a field in double quotes may hold commas, and "" for a quote. Blanks around
/// unquoted fields are dropped. nullopt: a quote is not closed, or something follows a closing one.
std::optional<std::vector<std::string>> split_csv_line(std::string_view line);

}  // namespace quaywatt::agent
