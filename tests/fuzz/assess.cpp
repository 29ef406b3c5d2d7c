// `quaywatt assess -`: any document instead of an array of cases.

#include <array>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>

#include "server/cli/assess_command.h"
#include "tests/fuzz/fuzz_input.h"

namespace {

using namespace quaywatt;
using fuzz::demand;

/// Whether the case was judged; one that was not says where and why.
bool check_line(const std::string& line) {
  const auto answer = nlohmann::json::parse(line);
  demand(answer.is_object() && answer.contains("id"), "every line is an object with the case's id");
  if (!answer.contains("error")) {
    demand(answer.at("outcome").is_string() && answer.at("duty").is_string(), "a judged case has duty and outcome");
    return true;
  }
  const auto& error = answer.at("error");
  demand(error.at("path").get<std::string>().starts_with('/'), "a refused case says where");
  fuzz::demand_bilingual(error.at("message").get<std::string>(), "a refused case says why");
  return false;
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::array<std::string, 1> arguments{"-"};
  std::istringstream in{std::string(fuzz::Input(data, size).text())};
  std::ostringstream out;
  std::ostringstream err;
  const int status = server::run_assess(arguments, in, out, err);
  bool all_judged = true;
  std::istringstream lines(out.str());
  for (std::string line; std::getline(lines, line);) all_judged = check_line(line) && all_judged;
  demand(status == 0 || status == 1, "a document is judged or refused, never a wrong call");
  if (status == 0) demand(all_judged, "nothing refused passes for judged");
  else demand(!all_judged || !err.str().empty(), "what was refused is said");
  if (!err.str().empty()) fuzz::demand_bilingual(err.str(), "messages are in both languages");
  return 0;
}
