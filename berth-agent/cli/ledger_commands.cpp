#include "berth-agent/cli/ledger_commands.h"

#include <ostream>

#include "berth-agent/cli/ledger_export.h"
#include "berth-agent/cli/ledger_verify.h"

namespace quaywatt::agent {

int run_ledger_command(std::span<const std::string> arguments, std::istream& /*in*/, std::ostream& out,
                       std::ostream& err) {
  const std::string first = arguments.empty() ? std::string() : arguments.front();
  if (first == "verify") return run_ledger_verify(arguments.subspan(1), out, err);
  if (first == "export") return run_ledger_export(arguments.subspan(1), out, err);
  if (!first.empty()) err << "不认识的命令 / unknown command: ledger " << first << '\n';
  err << "用法 / usage:\n"
         "  quaywatt-agent ledger verify --config FILE                    校验台账与服务器回执 / verify ledger and receipt\n"
         "  quaywatt-agent ledger verify --ledger FILE [--agent NAME]     只校验台账文件 / verify the file alone\n"
         "  quaywatt-agent ledger export --config FILE --out DIR          导出可独立验证的台账 / export for strangers\n";
  return 2;
}

}  // namespace quaywatt::agent
