// Meters that are not there, for demonstrations and tests: a process of its own, as a real meter would be.

#include <signal.h>

#include <chrono>
#include <iostream>
#include <memory>
#include <string>
#include <vector>

#include "ops/meter-simulator/bench.h"
#include "ops/meter-simulator/line_server.h"
#include "ops/meter-simulator/options.h"

namespace {

using namespace quaywatt::simulator;

std::int64_t monotonic_us() {
  using namespace std::chrono;
  return duration_cast<microseconds>(steady_clock::now().time_since_epoch()).count();
}

// One command a line; a line without end waits for it.
Bytes answer_commands(Bench& bench, Bytes& heard) {
  Bytes answers;
  auto begin = heard.begin();
  for (auto end = heard.begin(); end != heard.end(); ++end) {
    if (*end != '\n') continue;
    const std::string answer = bench.command(std::string(begin, end)) + "\n";
    answers.insert(answers.end(), answer.begin(), answer.end());
    begin = end + 1;
  }
  heard.erase(heard.begin(), begin);
  return answers;
}

std::string ready_line(const Options& options, const LineServer& control,
                       const std::vector<std::unique_ptr<LineServer>>& lines, const std::vector<std::string>& ids) {
  std::string meters;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    meters += (i == 0 ? "\"" : ", \"") + ids[i] + "\": " + std::to_string(lines[i]->tcp_port());
  }
  return "{\"host\": \"" + options.bind_host + "\", \"control_port\": " + std::to_string(control.tcp_port()) +
         ", \"meter_ports\": {" + meters + "}}";
}

int serve(Options options, const sigset_t& stop_signals) {
  std::vector<PlacedMeter> placed;
  std::vector<std::string> ids;
  for (MeterOption& option : options.meters) {
    ids.push_back(option.placed.settings.id);
    placed.push_back(std::move(option.placed));
  }
  Bench bench(std::move(placed), monotonic_us);
  const LineServer control("127.0.0.1", options.control_port,
                           [&](Bytes& heard) { return answer_commands(bench, heard); });
  std::vector<std::unique_ptr<LineServer>> lines;
  for (std::size_t i = 0; i < ids.size(); ++i) {
    lines.push_back(
        std::make_unique<LineServer>(options.bind_host, options.meters[i].tcp_port,
                                     [&bench, id = ids[i]](Bytes& heard) { return bench.answer(id, heard); }));
  }
  std::cout << ready_line(options, control, lines, ids) << std::endl;
  int signal = 0;
  sigwait(&stop_signals, &signal);
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  sigset_t stop_signals;
  sigemptyset(&stop_signals);
  sigaddset(&stop_signals, SIGINT);
  sigaddset(&stop_signals, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &stop_signals, nullptr);  // before any thread, so that all of them leave it to main
  const std::vector<std::string> arguments(argv + (argc > 0 ? 1 : 0), argv + argc);
  if (arguments == std::vector<std::string>{"--help"}) {
    std::cout << kUsage;
    return 0;
  }
  try {
    return serve(parse_options(arguments), stop_signals);
  } catch (const BadOptions& wrong) {
    std::cerr << wrong.what() << '\n' << kUsage;
    return 2;
  } catch (const std::exception& failure) {
    std::cerr << "电表模拟器启动失败 / meter simulator could not start: " << failure.what() << '\n';
    return 1;
  }
}
