#pragma once
// What is wrong in a configuration file, said with its place (fault A11).

#include <stdexcept>
#include <string>
#include <vector>

namespace quaywatt::config {

struct Problem {
  int line = 0;     ///< 1-based; 0: the file as a whole
  std::string key;  ///< full path, "meter[0].tcp_port"; empty when no key is at fault
  std::string zh;   ///< what is wrong and what to do
  std::string en;

  bool operator==(const Problem&) const = default;
};

/// "agent.toml:7: meter[0].adress: 未知的键… / unknown key…"
std::string format_problem(const std::string& file_name, const Problem& problem);

/// Thrown once, by Document, so that a program refuses to start; what() has a line for each problem.
class ConfigRefused : public std::runtime_error {
 public:
  ConfigRefused(const std::string& file_name, std::vector<Problem> problems);

  const std::vector<Problem>& problems() const { return problems_; }

 private:
  std::vector<Problem> problems_;
};

}  // namespace quaywatt::config
