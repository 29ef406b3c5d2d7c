#pragma once
// `quaywatt stays`: who lay where, how long, from a file or pipe of positions. Needs no database.

#include <iosfwd>
#include <span>
#include <string>

namespace quaywatt::server {

/// Exit status: 0 done, 1 a fence or position file cannot be used, 2 wrong call. Rows that give no position are
/// counted by cause on `err`.
int run_stays(std::span<const std::string> arguments, std::istream& in, std::ostream& out, std::ostream& err);

}  // namespace quaywatt::server
