#include "berth-agent/cli/run_command.h"

#include <csignal>
#include <ostream>

#include "berth-agent/cli/cabinet.h"
#include "berth-agent/cli/flags.h"

namespace quaywatt::agent {

namespace {

/// Blocked in this thread, and in every thread started after: only `wait` takes them.
sigset_t block_stop_signals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  std::signal(SIGPIPE, SIG_IGN);
  return signals;
}

}  // namespace

int run_run_command(std::span<const std::string> arguments, std::istream& /*in*/, std::ostream& out,
                    std::ostream& err) {
  const auto flags = read_flags(arguments, {"--config"}, err);
  if (!flags || flags->size() != 1) {
    err << "用法 / usage: quaywatt-agent run --config FILE\n";
    return 2;
  }
  const sigset_t signals = block_stop_signals();
  Cabinet cabinet(load_agent_config(flags->at("--config")), err);
  cabinet.start();
  const auto& local = cabinet.config().local;
  out << "泊位 " << cabinet.config().berth << " 的代理 " << cabinet.agent()
      << " 已启动,本地接口 / running, local interface: http://" << local.host << ':' << local.tcp_port << std::endl;
  int caught = 0;
  sigwait(&signals, &caught);
  cabinet.stop();
  out << "已有序停止 / stopped in order" << std::endl;
  return 0;
}

}  // namespace quaywatt::agent
