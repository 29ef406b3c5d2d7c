#include "server/cli/ca_command.h"

#include <ostream>

#include "server/cli/command_line.h"
#include "server/enrolment/authority_files.h"

namespace quaywatt::server {

namespace {

constexpr std::string_view kUsage =
    "用法 / usage: quaywatt ca init --dir DIR [--name NAME ...]\n"
    "  生成开发用 CA、服务器证书和回执密钥 / makes a development CA, the server's certificate and the receipt key:\n"
    "  ca.crt ca.key server.crt server.key receipt.key\n"
    "  --name  服务器证书的主机名或地址,默认 localhost 127.0.0.1 ::1 / host names or addresses of the server\n";

}  // namespace

int run_ca(const WallClock& clock, std::span<const std::string> arguments, std::ostream& out, std::ostream& err) {
  return run_shaped({kUsage, {"--dir", "--name"}, {}}, arguments, out, err, [&](const CommandLine& line) {
    if (line.words != std::vector<std::string>{"init"}) throw UsageError("缺少 init / init is needed");
    auto names = line.all("--name");
    if (names.empty()) names = {"localhost", "127.0.0.1", "::1"};
    const std::string directory = line.required("--dir");
    const bool created = create_authority(directory, names, clock()) == AuthorityCreation::created;
    err << (created ? "已生成 / made: " : "已存在,未改动 / already there, unchanged: ") << directory << "\n";
    return 0;
  });
}

}  // namespace quaywatt::server
