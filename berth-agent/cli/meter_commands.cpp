#include "berth-agent/cli/meter_commands.h"

#include <ostream>

#include "berth-agent/cli/meter_decode.h"
#include "berth-agent/cli/meter_read.h"

namespace quaywatt::agent {

int run_meter_command(std::span<const std::string> arguments, std::istream& in, std::ostream& out, std::ostream& err) {
  const std::string first = arguments.empty() ? std::string() : arguments.front();
  if (first == "decode") return run_meter_decode(arguments.subspan(1), in, out, err);
  if (first == "read") return run_meter_read(arguments.subspan(1), out, err);
  if (!first.empty()) err << "不认识的命令 / unknown command: meter " << first << '\n';
  err << "用法 / usage:\n"
         "  quaywatt-agent meter read --config FILE                          读配置中的各电表 / read the meters\n"
         "  quaywatt-agent meter decode --protocol dlt645-2007 [FRAME… | -]  解读报文 / decode frames\n";
  return 2;
}

}  // namespace quaywatt::agent
