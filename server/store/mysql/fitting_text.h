#pragma once
// Text for a column of limited length. Only for words that explain; never for what identifies or is evidence.

#include <string>
#include <string_view>

namespace quaywatt::server::mysql {

/// At most `max_characters` code points of valid UTF-8: bytes that are none become U+FFFD, the rest is cut.
std::string fitting_text(std::string_view text, std::size_t max_characters);

}  // namespace quaywatt::server::mysql
