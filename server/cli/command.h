#pragma once
// What the quaywatt program can do: a name, a line for the list, a function.

#include <functional>
#include <iosfwd>
#include <span>
#include <string>

namespace quaywatt::server {

/// `run` gets the arguments after the name and returns the exit status: 0 done, 1 done in part or failed,
/// 2 not understood. Results go to `out`, messages to `err`.
struct Command {
  std::string name;
  std::string summary;  ///< Chinese / English, one line
  std::function<int(std::span<const std::string> arguments, std::istream& in, std::ostream& out, std::ostream& err)>
      run;
};

}  // namespace quaywatt::server
