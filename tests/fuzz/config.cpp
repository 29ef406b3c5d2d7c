// Settings of both programs (TOML). An "s" in front of the text makes it a server's, anything else an agent's.

#include <sys/mman.h>
#include <unistd.h>

#include <string>

#include "berth-agent/config/agent_config.h"
#include "schema/config/strict_toml.h"
#include "server/config/server_config.h"
#include "tests/fuzz/fuzz_input.h"

namespace {

using namespace quaywatt;
using fuzz::demand;

/// A file without a disk under it.
std::string in_memory_file(std::string_view text) {
  static const int file = ::memfd_create("server.toml", 0);
  demand(::ftruncate(file, 0) == 0 && ::pwrite(file, text.data(), text.size(), 0) == static_cast<ssize_t>(text.size()),
         "a file in memory can be written");
  return "/proc/self/fd/" + std::to_string(file);
}

void check_problems(const config::ConfigRefused& refused, std::string_view text) {
  demand(!refused.problems().empty(), "a refusal has its reasons");
  for (const auto& problem : refused.problems()) {
    demand(problem.line >= 0 && static_cast<std::size_t>(problem.line) <= fuzz::lines_of(text).size() + 1,
           "a problem's line is in the file");
    fuzz::demand_bilingual(problem.zh + problem.en, "a problem is explained");
  }
}

void read_agent(std::string_view text) {
  const auto agent = agent::parse_agent_config(text, "agent.toml");
  demand(!agent.berth.empty() && agent.sample_interval_s > 0 && agent.uplink.interval_s > 0 && agent.clock_scale >= 1,
         "accepted settings are usable");
  demand(agent.environment == agent::Environment::development || agent.clock_scale == 1,
         "a shortened clock is for development");
}

void read_server(std::string_view text) {
  const auto server = server::load_server_config(in_memory_file(text));
  demand(server.site.max_threads > 0 && server.database.statement_timeout_s > 0 && server.jobs.idle_interval_ms > 0,
         "accepted settings are usable");
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  auto text = fuzz::Input(data, size).text();
  const bool for_server = text.starts_with('s');
  if (for_server) text.remove_prefix(1);
  try {
    if (for_server) read_server(text);
    else read_agent(text);
  } catch (const config::ConfigRefused& refused) {
    check_problems(refused, text);
  }
  return 0;
}
