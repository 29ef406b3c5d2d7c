#include <nlohmann/json.hpp>
#include <ostream>

#include "domain/time/shanghai.h"
#include "schema/wire/line_codec.h"
#include "server/cli/figures_output.h"
#include "server/cli/text_table.h"

namespace quaywatt::server {

void write_recoveries_table(std::ostream& out, const std::vector<LedgerRecovery>& recoveries) {
  TextTable table({{"终端 agent"},
                   {"丢失自 lost from"},
                   {"至 to"},
                   {"当时回执 receipted"},
                   {"发现 found"},
                   {"补齐 whole again"}});
  for (const auto& recovery : recoveries) {
    table.add({recovery.agent, wire::format_ref(recovery.from), wire::format_ref(recovery.to),
               domain::format_shanghai(recovery.receipted_at), domain::format_shanghai(recovery.found_at),
               recovery.whole_at ? domain::format_shanghai(*recovery.whole_at) : "补传中 under way"});
  }
  table.print(out);
}

void write_recoveries_json(std::ostream& out, const std::vector<LedgerRecovery>& recoveries) {
  for (const auto& recovery : recoveries) {
    const nlohmann::ordered_json line = {
        {"agent", recovery.agent},
        {"from", wire::format_ref(recovery.from)},
        {"to", wire::format_ref(recovery.to)},
        {"head", recovery.head},
        {"receipted_at", domain::format_instant(recovery.receipted_at)},
        {"found_at", domain::format_instant(recovery.found_at)},
        {"whole_at", recovery.whole_at ? nlohmann::ordered_json(domain::format_instant(*recovery.whole_at))
                                       : nlohmann::ordered_json(nullptr)}};
    out << line.dump() << "\n";
  }
}

}  // namespace quaywatt::server
