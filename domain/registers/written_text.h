#pragma once
// Text as people write it into sheets: spaces around it, full-width digits, characters nobody sees.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace quaywatt::domain {

/// Without spaces at the ends, U+3000 and U+00A0 included.
std::string_view without_outer_spaces(std::string_view text);

/// Full-width ASCII (U+FF01 … U+FF5E) as plain ASCII; the rest as it is.
std::string plain_width(std::string_view text);

/// Characters of valid UTF-8, nullopt when it is not valid.
std::optional<std::size_t> count_characters(std::string_view text);

/// Whether it hides something from a reader: control characters, or marks that turn the direction of writing (O6).
bool has_hidden_characters(std::string_view text);

}  // namespace quaywatt::domain
