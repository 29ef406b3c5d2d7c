#include <nlohmann/json.hpp>
#include <ostream>

#include "domain/time/shanghai.h"
#include "server/cli/figures_output.h"
#include "server/cli/quantity_text.h"
#include "server/cli/text_table.h"

namespace quaywatt::server {

namespace {

using json = nlohmann::ordered_json;
using Align = TextTable::Align;

/// "2024-09-10 08" or "2024-09-10".
std::string time_text(const EnergyFigure& figure, EnergyPeriod period) {
  return domain::format_shanghai(figure.from).substr(0, period == EnergyPeriod::hour ? 13 : 10);
}

}  // namespace

void write_energy_table(std::ostream& out, EnergyPeriod period, const std::vector<EnergyFigure>& figures) {
  TextTable table({{"泊位 berth"},
                   {"供电点 supply point"},
                   {period == EnergyPeriod::hour ? "时 hour" : "日 day"},
                   {"电量 kWh", Align::right},
                   {"其中未解释 unexplained", Align::right},
                   {"其中按时间估分 E", Align::right},
                   {"未计步数 left out", Align::right}});
  for (const auto& figure : figures) {
    table.add({terminal_safe(figure.berth), figure.supply_point.empty() ? "-" : terminal_safe(figure.supply_point),
               time_text(figure, period), kwh_text(figure.energy.energy), kwh_text(figure.energy.unexplained),
               kwh_text(figure.energy.estimated), std::to_string(figure.energy.left_out)});
  }
  table.print(out);
}

void write_energy_json(std::ostream& out, const std::vector<EnergyFigure>& figures) {
  for (const auto& figure : figures) {
    const json line = {{"berth", figure.berth},
                       {"supply_point", figure.supply_point.empty() ? json(nullptr) : json(figure.supply_point)},
                       {"from", domain::format_instant(figure.from)},
                       {"energy_wh", figure.energy.energy.value},
                       {"unexplained_wh", figure.energy.unexplained.value},
                       {"estimated_wh", figure.energy.estimated.value},
                       {"steps_left_out", figure.energy.left_out}};
    out << line.dump(-1, ' ', false, json::error_handler_t::replace) << "\n";
  }
}

}  // namespace quaywatt::server
