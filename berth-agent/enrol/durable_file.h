#pragma once
// Small files that must be whole after a power cut, and private ones that nobody else may read.

#include <filesystem>
#include <optional>
#include <string>

namespace quaywatt::agent {

inline constexpr int kPrivate = 0600;
inline constexpr int kReadable = 0644;

/// Written beside, synced, renamed into place. Throws std::runtime_error naming the file.
void write_durably(const std::filesystem::path& file, const std::string& text, int mode);

/// nullopt when there is no such file. Throws std::runtime_error when it cannot be read or is over 1 MiB.
std::optional<std::string> read_whole(const std::filesystem::path& file);

/// Puts `fresh` at the place of `current` in one step; afterwards `fresh` is what `current` was, or gone.
void put_in_place(const std::filesystem::path& fresh, const std::filesystem::path& current);

}  // namespace quaywatt::agent
