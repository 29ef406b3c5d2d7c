#pragma once
// `quaywatt-agent meter decode`: what frames on a meter line say, one line of JSON a frame.

#include <cstdint>
#include <iosfwd>
#include <span>
#include <string>

namespace quaywatt::agent {

/// Prints each frame in `text` (hex digits) as
///   {"address","control","di","value","values","unit","text"}
/// and each thing that is no frame as {"error": {"reason","byte" or "character","zh","en"}}, with "line" when
/// `line` > 0. False when there was an error.
bool decode_dlt645_text(const std::string& text, int line, std::ostream& out);

/// The arguments after `meter decode`. Exit status 0; 1 with a bad frame; 2 when called wrongly.
int run_meter_decode(std::span<const std::string> arguments, std::istream& in, std::ostream& out, std::ostream& err);

}  // namespace quaywatt::agent
