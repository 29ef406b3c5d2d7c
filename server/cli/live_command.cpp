#include "server/cli/live_command.h"

#include <nlohmann/json.hpp>
#include <ostream>
#include <thread>

#include "domain/time/shanghai.h"
#include "server/cli/ais_words.h"
#include "server/cli/command_line.h"
#include "server/cli/quantity_text.h"
#include "server/cli/text_table.h"

namespace quaywatt::server {

namespace {

using json = nlohmann::ordered_json;
using Align = TextTable::Align;

constexpr std::string_view kUsage =
    "用法 / usage: quaywatt live --config FILE [--json] [--watch]\n"
    "  由 AIS 位置得出的在泊船舶:泊位、时间、是否接岸电、预警 / vessels alongside by their positions: berth, since when,\n"
    "  shore power or not, warnings\n"
    "  --watch  每 5 秒重印,直到中断 / again every 5 s until interrupted\n";
constexpr std::chrono::seconds kWatchEvery{5};

std::string warning_text(const std::string& warning) {
  if (warning.empty()) return "-";
  return warning == "over_threshold" ? "超过时限 over threshold" : "临近时限 approaching";
}

std::string remarks(const LiveVessel& live) {
  std::vector<std::string_view> remarks;
  if (live.alongside.identity_doubtful) remarks.push_back("身份存疑 identity doubtful");
  if (live.vessel.identity.empty()) remarks.push_back("未登记船舶 not in the register");
  if (!live.declared) remarks.push_back("未报靠泊 not declared");
  return joined_words(remarks);
}

void write_table(std::ostream& out, const AisTrackingState& state, const std::vector<LiveVessel>& vessels) {
  TextTable table({{"船舶 vessel"},
                   {"MMSI"},
                   {"泊位 berth"},
                   {"靠泊自 since"},
                   {"分钟 min", Align::right},
                   {"岸电 shore power"},
                   {"证据 evidence"},
                   {"预警 warning"},
                   {"备注 remarks"}});
  for (const auto& live : vessels) {
    const AisStayName& stay = live.alongside.stay;
    table.add({terminal_safe(vessel_text(live.vessel)), std::to_string(stay.mmsi), terminal_safe(stay.berth),
               domain::format_shanghai(stay.arrived_at), minutes_text(state.as_of - stay.arrived_at),
               live.connected ? "是 yes" : "否 no", std::string(evidence_text(live.alongside.evidence)),
               warning_text(live.warning), remarks(live)});
  }
  table.print(out);
  out << "截至 as of " << domain::format_shanghai(state.as_of) << ", 跟踪船舶 vessels tracked " << state.vessels
      << ", 在泊 alongside " << vessels.size() << "\n";
}

void write_json(std::ostream& out, const AisTrackingState& state, const std::vector<LiveVessel>& vessels) {
  for (const auto& live : vessels) {
    const AisStayName& stay = live.alongside.stay;
    const json line = {{"mmsi", stay.mmsi},
                       {"vessel", live.vessel.name.empty() ? json(nullptr) : json(live.vessel.name)},
                       {"vessel_identity", live.vessel.identity.empty() ? json(nullptr) : json(live.vessel.identity)},
                       {"said_name", live.vessel.said_name.empty() ? json(nullptr) : json(live.vessel.said_name)},
                       {"berth", stay.berth},
                       {"arrived_at", domain::format_instant(stay.arrived_at)},
                       {"last_alongside_at", domain::format_instant(live.alongside.last_alongside_at)},
                       {"as_of", domain::format_instant(state.as_of)},
                       {"alongside_ms", (state.as_of - stay.arrived_at).count()},
                       {"shore_power", live.connected},
                       {"declared", live.declared},
                       {"evidence", evidence_word(live.alongside.evidence)},
                       {"identity_doubtful", live.alongside.identity_doubtful},
                       {"warning", live.warning.empty() ? json(nullptr) : json(live.warning)}};
    out << line.dump(-1, ' ', false, json::error_handler_t::replace) << "\n";
  }
}

}  // namespace

int run_live(const DatabaseSurroundings& surroundings, std::span<const std::string> arguments, std::ostream& out,
             std::ostream& err) {
  return run_shaped({kUsage, {"--config"}, {"--json", "--watch"}}, arguments, out, err, [&](const CommandLine& line) {
    refuse_words(line);
    const auto stores = surroundings.open_stores(load_server_config(line.required("--config")).database);
    do {
      const auto state = stores->ais_figures().tracking();
      if (!state) {
        err << "没有位置数据:配置 [ais] 并启动 quaywatt-server / no positions: configure [ais] and start "
               "quaywatt-server\n";
        return 1;
      }
      const auto vessels = stores->ais_figures().live();
      line.has("--json") ? write_json(out, *state, vessels) : write_table(out, *state, vessels);
      out.flush();
      if (line.has("--watch")) std::this_thread::sleep_for(kWatchEvery);
    } while (line.has("--watch") && out);
    return 0;
  });
}

}  // namespace quaywatt::server
