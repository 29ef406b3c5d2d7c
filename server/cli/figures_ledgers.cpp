#include <nlohmann/json.hpp>
#include <ostream>

#include "domain/time/shanghai.h"
#include "schema/wire/line_codec.h"
#include "server/cli/figures_output.h"
#include "server/cli/text_table.h"
#include "server/store/agent_standing.h"

namespace quaywatt::server {

namespace {

using json = nlohmann::ordered_json;
using Align = TextTable::Align;

std::string check_text(const HeldLedgerCheck& check) {
  if (!check.broken_at) return "完整 sound";
  return "断链于 broken at " + wire::format_ref(*check.broken_at);
}

}  // namespace

void write_ledgers_table(std::ostream& out, const std::vector<CheckedLedger>& ledgers) {
  TextTable table({{"终端 agent"},
                   {"泊位 berth"},
                   {"状态 standing"},
                   {"留存至 held"},
                   {"已处理至 read"},
                   {"行数 lines", Align::right},
                   {"链 chain"},
                   {"搁置 set aside", Align::right},
                   {"最近联系 last contact"}});
  for (const auto& [ledger, check] : ledgers) {
    table.add({ledger.agent, ledger.berth, std::string(standing_name(ledger.standing)), wire::format_ref(ledger.held),
               wire::format_ref(ledger.derived), std::to_string(check.lines), check_text(check),
               std::to_string(ledger.unreadable_lines + ledger.contradicting_lines),
               ledger.last_contact_at ? domain::format_shanghai(*ledger.last_contact_at) : "-"});
  }
  table.print(out);
}

void write_ledgers_json(std::ostream& out, const std::vector<CheckedLedger>& ledgers) {
  for (const auto& [ledger, check] : ledgers) {
    const json line = {
        {"agent", ledger.agent},
        {"berth", ledger.berth},
        {"standing", standing_name(ledger.standing)},
        {"held", wire::format_ref(ledger.held)},
        {"read", wire::format_ref(ledger.derived)},
        {"lines", check.lines},
        {"broken_at", check.broken_at ? json(wire::format_ref(*check.broken_at)) : json(nullptr)},
        {"unreadable_lines", ledger.unreadable_lines},
        {"contradicting_lines", ledger.contradicting_lines},
        {"last_contact_at",
         ledger.last_contact_at ? json(domain::format_instant(*ledger.last_contact_at)) : json(nullptr)}};
    out << line.dump() << "\n";
  }
}

}  // namespace quaywatt::server
