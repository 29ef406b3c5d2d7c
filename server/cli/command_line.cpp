#include "server/cli/command_line.h"

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

}  // namespace quaywatt::server
