#include "schema/config/problem.h"

#include <utility>

namespace quaywatt::config {
namespace {

std::string all_lines(const std::string& file_name, const std::vector<Problem>& problems) {
  std::string text;
  for (const Problem& problem : problems) {
    if (!text.empty()) text += '\n';
    text += format_problem(file_name, problem);
  }
  return text;
}

}  // namespace

std::string format_problem(const std::string& file_name, const Problem& problem) {
  std::string text = file_name;
  if (problem.line > 0) text += ":" + std::to_string(problem.line);
  if (!problem.key.empty()) text += ": " + problem.key;
  return text + ": " + problem.zh + " / " + problem.en;
}

ConfigRefused::ConfigRefused(const std::string& file_name, std::vector<Problem> problems)
    : std::runtime_error(all_lines(file_name, problems)), problems_(std::move(problems)) {}

}  // namespace quaywatt::config
