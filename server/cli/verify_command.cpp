#include "server/cli/verify_command.h"

#include <nlohmann/json.hpp>
#include <ostream>

#include "schema/wire/line_codec.h"
#include "server/cli/command_line.h"
#include "server/usecases/verify_ledgers.h"

namespace quaywatt::server {

namespace {

constexpr std::string_view kUsage =
    "用法 / usage: quaywatt verify ledgers --config FILE [--agent NAME] [--json]\n"
    "  逐批核验留存的台账:链、签名、密钥、链头及推导出的读数;不符者报警并列出行号\n"
    "  reads the held ledgers back: chain, signature, key, head and derived readings; what does not fit is named and\n"
    "  raises an alarm\n";

using json = nlohmann::ordered_json;

void write_json(std::ostream& out, const VerifiedLedger& ledger) {
  json defects = json::array();
  for (const auto& defect : ledger.defects) {
    defects.push_back({{"from", wire::format_ref(defect.first)},
                       {"to", wire::format_ref(defect.last)},
                       {"kind", defect.kind}});
  }
  out << json{{"agent", ledger.agent}, {"lines", ledger.lines}, {"defects", defects}}.dump() << "\n";
}

void write_text(std::ostream& out, const VerifiedLedger& ledger) {
  out << ledger.agent << ": " << ledger.lines << " 行相符 / lines verify\n";
  for (const auto& defect : ledger.defects) {
    out << "  第 " << wire::format_ref(defect.first) << "-" << wire::format_ref(defect.last)
        << " 行不符 / lines do not verify: " << defect.kind << "\n";
  }
}

}  // namespace

int run_verify(const DatabaseSurroundings& surroundings, std::span<const std::string> arguments, std::ostream& out,
               std::ostream& err) {
  const CommandShape shape{kUsage, {"--config", "--agent"}, {"--json"}};
  return run_shaped(shape, arguments, out, err, [&](const CommandLine& line) {
    if (line.words != std::vector<std::string>{"ledgers"}) throw UsageError("请给出 ledgers / say 'ledgers'");
    const auto config = load_server_config(line.required("--config"));
    const auto stores = surroundings.open_stores(config.database);
    const bool one = line.values.contains("--agent");
    VerifyLedgers verify(stores->verification(), surroundings.clock);
    bool sound = true;
    bool any = false;
    for (const auto& progress : stores->verification().progress()) {
      if (one && progress.agent != line.required("--agent")) continue;
      const auto ledger = verify.verify(progress.agent);
      line.has("--json") ? write_json(out, ledger) : write_text(out, ledger);
      sound = sound && ledger.defects.empty();
      any = true;
    }
    if (one && !any) throw UsageError("没有该终端的台账 / no ledger of that agent is held: " + line.required("--agent"));
    return sound ? 0 : 1;
  });
}

}  // namespace quaywatt::server
