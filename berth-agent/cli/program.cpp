#include "berth-agent/cli/program.h"

#include <algorithm>
#include <array>
#include <exception>
#include <ostream>

#include "berth-agent/cli/enrol_command.h"
#include "berth-agent/cli/ledger_commands.h"
#include "berth-agent/cli/meter_commands.h"
#include "berth-agent/cli/rekey_command.h"
#include "berth-agent/cli/run_command.h"
#include "berth-agent/local/operator_command.h"
#include "schema/config/problem.h"

namespace quaywatt::agent {
namespace {

constexpr std::array kCommands{
    Command{"run", "泊位代理常驻运行", "the berth cabinet's work", run_run_command},
    Command{"enrol", "用一次性注册码注册本机", "enrol with a one-time code", run_enrol_command},
    Command{"rekey", "更换签名密钥", "a new signing key, announced by the old one", run_rekey_command},
    Command{"ledger", "校验 (verify)、导出 (export) 台账", "verify or export the ledger", run_ledger_command},
    Command{"operator", "由 PIN 生成配置用的哈希 (hash)", "hash a PIN for the settings", run_operator_command},
    Command{"meter", "读电表 (read)，解读报文 (decode)", "read meters, decode frames", run_meter_command},
};

void print_commands(std::span<const Command> commands, std::ostream& to) {
  to << "泊电泊位代理 quaywatt-agent " QUAYWATT_VERSION "\n用法 / usage: quaywatt-agent COMMAND …\n";
  for (const Command& command : commands) {
    to << "  " << command.name << std::string(10 - std::min<std::size_t>(9, command.name.size()), ' ') << command.zh
       << " / " << command.en << '\n';
  }
  to << "  --version  版本 / version\n  --help     本说明 / this text\n";
}

int run_guarded(const Command& command, std::span<const std::string> arguments, std::istream& in, std::ostream& out,
                std::ostream& err) {
  try {
    return command.run(arguments, in, out, err);
  } catch (const config::ConfigRefused& refusal) {
    err << "配置被拒绝，未启动 / settings refused, not started:\n" << refusal.what() << '\n';
    return 2;
  } catch (const std::exception& failure) {
    err << "出错，已停止 / failed: " << failure.what() << '\n';
    return 1;
  }
}

}  // namespace

std::span<const Command> all_commands() { return kCommands; }

int run_program(std::span<const Command> commands, std::span<const std::string> arguments, std::istream& in,
                std::ostream& out, std::ostream& err) {
  const std::string first = arguments.empty() ? std::string() : arguments.front();
  if (first == "--version") {
    out << "quaywatt-agent " QUAYWATT_VERSION "\n";
    return 0;
  }
  if (first == "--help") {
    print_commands(commands, out);
    return 0;
  }
  const auto found = std::find_if(commands.begin(), commands.end(), [&](const Command& c) { return c.name == first; });
  if (found != commands.end()) return run_guarded(*found, arguments.subspan(1), in, out, err);
  if (!first.empty()) err << "不认识的命令 / unknown command: " << first << '\n';
  print_commands(commands, err);
  return 2;
}

}  // namespace quaywatt::agent
