// quaywatt-server: takes ledgers from the berths, serves site and enrolment, runs the jobs.

#include <signal.h>

#include <iostream>
#include <optional>
#include <span>
#include <string>

#include "server/wiring/make_jobs.h"
#include "server/wiring/server_app.h"
#include "server/wiring/system_clock.h"

namespace {

using namespace quaywatt::server;

constexpr std::string_view kUsage =
    "用法 / usage: quaywatt-server --config FILE [--accept-durability-risk]\n"
    "  --accept-durability-risk  数据库未按断电安全设置时仍启动,并持续警示 / starts although the database's settings\n"
    "                            may lose acknowledged records in a power cut, with a banner as long as it is so\n"
    "配置示例 / settings: ops/config/server.example.toml\n";

struct Arguments {
  std::string config_file;
  bool accept_durability_risk = false;
};

std::optional<Arguments> read_arguments(std::span<char*> words) {
  Arguments arguments;
  for (std::size_t at = 1; at < words.size(); ++at) {
    const std::string word = words[at];
    if (word == "--accept-durability-risk") {
      arguments.accept_durability_risk = true;
    } else if (word == "--config" && at + 1 < words.size() && arguments.config_file.empty()) {
      arguments.config_file = words[++at];
    } else {
      return std::nullopt;
    }
  }
  return arguments.config_file.empty() ? std::nullopt : std::optional(arguments);
}

/// Signals to stop are taken by the main thread alone; all others are started with them blocked.
sigset_t block_stop_signals() {
  signal(SIGPIPE, SIG_IGN);
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  return signals;
}

}  // namespace

int main(int argc, char** argv) {
  const std::span<char*> words(argv, static_cast<std::size_t>(argc));
  if (words.size() == 2 && std::string_view(words[1]) == "--version") {
    std::cout << "quaywatt-server " << QUAYWATT_VERSION << "\n";
    return 0;
  }
  if (words.size() == 2 && std::string_view(words[1]) == "--help") {
    std::cout << kUsage;
    return 0;
  }
  const auto arguments = read_arguments(words);
  if (!arguments) {
    std::cerr << kUsage;
    return 2;
  }
  const sigset_t signals = block_stop_signals();
  Log log(std::cerr, system_now);
  try {
    const ServerApp app(load_server_config(arguments->config_file),
                        {arguments->accept_durability_risk, arguments->config_file}, log, system_now, make_jobs);
    int received = 0;
    sigwait(&signals, &received);
    log.info("stopping", {{"signal", received}});
  } catch (const std::exception& error) {
    std::cerr << "quaywatt-server: " << error.what() << "\n";
    return 1;
  }
  log.info("stopped", {});
  return 0;
}
