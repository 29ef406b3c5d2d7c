#include <nlohmann/json.hpp>
#include <ostream>

#include "domain/usage/usage_rate.h"
#include "server/cli/figures_output.h"
#include "server/cli/quantity_text.h"
#include "server/cli/text_table.h"

namespace quaywatt::server {

namespace {

using Align = TextTable::Align;

std::optional<std::int64_t> share_permyriad(const QualityShare& share, const QualityShare& total) {
  return domain::in_permyriad(share.energy.value, total.energy.value);
}

}  // namespace

void write_quality_table(std::ostream& out, const std::vector<QualityShare>& shares) {
  TextTable table({{"标记 remark"},
                   {"用电次数 sessions", Align::right},
                   {"电量 kWh", Align::right},
                   {"占比 share", Align::right}});
  for (const auto& share : shares) {
    table.add({share.note.empty() ? "合计 all" : share.note, std::to_string(share.sessions), kwh_text(share.energy),
               percent_text(share_permyriad(share, shares.front()))});
  }
  table.print(out);
}

void write_quality_json(std::ostream& out, const std::vector<QualityShare>& shares) {
  for (const auto& share : shares) {
    const auto permyriad = share_permyriad(share, shares.front());
    const nlohmann::ordered_json line = {
        {"note", share.note.empty() ? nlohmann::ordered_json(nullptr) : nlohmann::ordered_json(share.note)},
        {"sessions", share.sessions},
        {"energy_wh", share.energy.value},
        {"share_permyriad", permyriad ? nlohmann::ordered_json(*permyriad) : nlohmann::ordered_json(nullptr)}};
    out << line.dump() << "\n";
  }
}

}  // namespace quaywatt::server
