#pragma once
// Reads a request's body within a limit of size; its time is limited by ConnectionWatch, which ends the connection.

#include <cstdint>
#include <istream>
#include <string>

namespace quaywatt::server {

enum class BodyDefect { none, too_large, cut_short };

/// Reads to the end of the stream. `announced`: Content-Length, negative when unknown; fewer bytes are `cut_short`.
BodyDefect read_body(std::istream& in, std::int64_t announced, std::size_t max_bytes, std::string& body);

/// Reads and forgets up to `max_bytes`, so that a refusal reaches a client that is still sending.
void drain(std::istream& in, std::size_t max_bytes);

}  // namespace quaywatt::server
