#include "server/http/body_reader.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace quaywatt::server {

namespace {

constexpr std::size_t kChunkBytes = 16 * 1024;

template <typename Take>
BodyDefect read_chunks(std::istream& in, std::size_t max_bytes, Take take) {
  std::array<char, kChunkBytes> chunk;
  std::size_t total = 0;
  while (in.good()) {
    // One byte more than allowed is enough to know.
    const std::size_t wanted = std::min(chunk.size(), max_bytes - total + 1);
    in.read(chunk.data(), static_cast<std::streamsize>(wanted));
    const auto got = static_cast<std::size_t>(in.gcount());
    total += got;
    if (total > max_bytes) return BodyDefect::too_large;
    take(std::string_view(chunk.data(), got));
  }
  return BodyDefect::none;
}

}  // namespace

BodyDefect read_body(std::istream& in, std::int64_t announced, std::size_t max_bytes, std::string& body) {
  if (announced > 0 && static_cast<std::uint64_t>(announced) > max_bytes) return BodyDefect::too_large;
  const BodyDefect defect = read_chunks(in, max_bytes, [&](std::string_view bytes) { body += bytes; });
  if (defect != BodyDefect::none) return defect;
  const bool whole = announced < 0 || body.size() == static_cast<std::uint64_t>(announced);
  return whole ? BodyDefect::none : BodyDefect::cut_short;
}

void drain(std::istream& in, std::size_t max_bytes) {
  read_chunks(in, max_bytes, [](std::string_view) {});
}

}  // namespace quaywatt::server
