#include "server/cli/command_line.h"

#include <ostream>

namespace quaywatt::server {

std::string CommandLine::required(const std::string& option) const {
  const auto found = values.find(option);
  if (found == values.end()) throw UsageError("缺少参数 / missing option: " + option);
  if (found->second.size() > 1) throw UsageError("参数重复 / option given twice: " + option);
  return found->second.front();
}

std::vector<std::string> CommandLine::all(const std::string& option) const {
  const auto found = values.find(option);
  return found == values.end() ? std::vector<std::string>() : found->second;
}

CommandLine read_command_line(std::span<const std::string> arguments, const std::set<std::string>& options,
                              const std::set<std::string>& switches) {
  CommandLine line;
  for (std::size_t at = 0; at < arguments.size(); ++at) {
    const std::string& word = arguments[at];
    if (switches.contains(word)) {
      line.switches.insert(word);
    } else if (options.contains(word)) {
      if (++at == arguments.size()) throw UsageError("参数没有值 / option without value: " + word);
      line.values[word].push_back(arguments[at]);
    } else if (word.starts_with("--")) {
      throw UsageError("未知参数 / unknown option: " + word);
    } else {
      line.words.push_back(word);
    }
  }
  return line;
}

int run_shaped(const CommandShape& shape, std::span<const std::string> arguments, std::ostream& out, std::ostream& err,
               const std::function<int(const CommandLine& line)>& body) {
  try {
    std::set<std::string> switches = shape.switches;
    switches.insert("--help");
    const CommandLine line = read_command_line(arguments, shape.options, switches);
    if (!line.has("--help")) return body(line);
    out << shape.usage;
    return 0;
  } catch (const UsageError& error) {
    err << error.what() << "\n" << shape.usage;
    return 2;
  }
}

void refuse_words(const CommandLine& line) {
  if (!line.words.empty()) throw UsageError("多余的参数 / not understood: " + line.words.front());
}

}  // namespace quaywatt::server
