#pragma once
// Vessels' names as people type them (fault V10): "苏锡货 1098", "苏锡货1098" and "苏锡货１０９８" are one name.

#include <string>
#include <string_view>

namespace quaywatt::domain {

/// For comparing only: without spaces, full-width letters and digits as plain ones, Latin capitals. Anything else,
/// bytes that are no UTF-8 included, stays as it is.
std::string name_key(std::string_view name);

}  // namespace quaywatt::domain
