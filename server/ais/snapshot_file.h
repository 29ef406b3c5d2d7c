#pragma once
// The tracker's memory on disk: written beside and renamed, so that there is always a whole one; a damaged one is
// told from a whole one by its checksum.

#include <filesystem>
#include <optional>
#include <string>

#include "server/ais/position_book.h"

namespace quaywatt::server {

/// Throws std::system_error; the old snapshot stands then.
void write_snapshot(const std::filesystem::path& file, const BookSnapshot& snapshot);

/// nullopt: there is none. Throws std::runtime_error for a damaged one.
std::optional<BookSnapshot> read_snapshot(const std::filesystem::path& file);

}  // namespace quaywatt::server
