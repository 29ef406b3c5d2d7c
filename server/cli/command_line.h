#pragma once
// "--name value" options, "--name" switches and the words between them.

#include <functional>
#include <iosfwd>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace quaywatt::server {

/// What was typed is not understood; exit status 2.
class UsageError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

struct CommandLine {
  std::map<std::string, std::vector<std::string>> values;  ///< by option, "--config"
  std::set<std::string> switches;
  std::vector<std::string> words;

  bool has(const std::string& name) const { return switches.contains(name); }
  /// Throws UsageError when the option is missing or came twice.
  std::string required(const std::string& option) const;
  std::vector<std::string> all(const std::string& option) const;
};

/// Throws UsageError for an option that is in neither list, or lacks its value.
CommandLine read_command_line(std::span<const std::string> arguments, const std::set<std::string>& options,
                              const std::set<std::string>& switches);

/// What a command takes beside --help, and the text that says so.
struct CommandShape {
  std::string_view usage;
  std::set<std::string> options;
  std::set<std::string> switches;
};

/// What all commands do alike: --help prints the usage (0), what is not understood is said with it (2); otherwise
/// `body` gives the exit status.
int run_shaped(const CommandShape& shape, std::span<const std::string> arguments, std::ostream& out, std::ostream& err,
               const std::function<int(const CommandLine& line)>& body);

/// Throws UsageError when there is a word.
void refuse_words(const CommandLine& line);

}  // namespace quaywatt::server
