#pragma once
// `quaywatt assess FILE|-`: judges stays given as JSON, without database, configuration or particular directory.

#include <cstddef>
#include <iosfwd>
#include <span>
#include <string>

namespace quaywatt::server {

inline constexpr std::size_t kCasesMax = 5'000'000;  ///< of one run; their ids are held to find one used twice
inline constexpr std::size_t kIdMaxBytes = 256;

/// `arguments` are those after "assess". Reads a JSON array of cases and writes one JSON object a line, in order.
/// 0: every case was judged. 1: a case was malformed (answered with {"id", "error"}; the others are judged) or the
/// document cannot be read on (said on `err`). 2: the command was not understood or the file cannot be opened.
int run_assess(std::span<const std::string> arguments, std::istream& in, std::ostream& out, std::ostream& err);

}  // namespace quaywatt::server
