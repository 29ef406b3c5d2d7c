#pragma once
// Lines of a stream of any length, read in blocks: memory stays one block.

#include <cstring>
#include <istream>
#include <string>
#include <string_view>

namespace quaywatt::server {

inline constexpr std::size_t kBlockBytes = 1 << 20;

/// Calls `take(line)` for each line without its line feed; a line longer than a block is cut into block-sized pieces,
/// which no reader takes for a row. `block_done()` is called after every block, for progress.
template <typename Take, typename BlockDone>
void for_each_line(std::istream& in, Take&& take, BlockDone&& block_done) {
  std::string block(kBlockBytes, '\0');
  std::size_t held = 0;
  while (in) {
    in.read(block.data() + held, static_cast<std::streamsize>(block.size() - held));
    held += static_cast<std::size_t>(in.gcount());
    std::size_t begin = 0;
    while (const void* feed = std::memchr(block.data() + begin, '\n', held - begin)) {
      const auto end = static_cast<std::size_t>(static_cast<const char*>(feed) - block.data());
      take(std::string_view{block.data() + begin, end - begin});
      begin = end + 1;
    }
    if (begin == 0 && held == block.size()) begin = held, take(std::string_view{block});
    std::memmove(block.data(), block.data() + begin, held - begin);
    held -= begin;
    block_done();
  }
  if (held > 0) take(std::string_view{block.data(), held});
}

}  // namespace quaywatt::server
