#include <nlohmann/json.hpp>
#include <ostream>

#include "domain/rules/names.h"
#include "server/cli/figures_output.h"
#include "server/cli/quantity_text.h"
#include "server/cli/text_table.h"
#include "server/cli/verdict_words.h"

namespace quaywatt::server {

namespace {

using json = nlohmann::ordered_json;
using Align = TextTable::Align;
using domain::in_permyriad;
using domain::RateTally;
using domain::UsageRate;

std::string visits_rate(const RateTally& tally) {
  return std::to_string(tally.visits_used) + "/" + std::to_string(tally.visits) + " " +
         percent_text(in_permyriad(tally.visits_used, tally.visits));
}

/// Only where a person has still to decide something.
std::string range(const UsageRate& rate) {
  if (rate.under_review == 0) return "-";
  return std::to_string(rate.under_review) + ": " + percent_text(rate.lowest) + "–" + percent_text(rate.highest);
}

std::string rank_text(const UsageRate& rate) { return rate.rank ? std::to_string(*rate.rank) : "-"; }

std::string_view group_title(domain::UsageGroup by) {
  switch (by) {
    case domain::UsageGroup::all: return "";
    case domain::UsageGroup::port: return "港口 port";
    case domain::UsageGroup::waterway: return "航道 waterway";
    case domain::UsageGroup::vessel_type: return "船型 type";
    case domain::UsageGroup::month: return "月份 month";
  }
  return "";
}

std::string group_name(domain::UsageGroup by, const std::string& key) {
  if (by == domain::UsageGroup::all) return "合计 all";
  const auto type = by == domain::UsageGroup::vessel_type ? domain::parse_name<domain::VesselType>(key) : std::nullopt;
  return type ? key + " " + std::string(vessel_type_zh(*type)) : terminal_safe(key);
}

struct NamedRate {
  const char* title;
  UsageRate domain::UsageFigures::* rate;
};

constexpr NamedRate kRates[] = {{"应接尽接率 statutory", &domain::UsageFigures::statutory},
                                {"市考核(字面) city KPI literal", &domain::UsageFigures::city_kpi_literal},
                                {"市考核(从严) city KPI strict", &domain::UsageFigures::city_kpi_strict}};

json permyriad_json(std::optional<std::int64_t> permyriad) { return permyriad ? json(*permyriad) : json(nullptr); }

json tally_json(const RateTally& tally) {
  return {{"visits_used", tally.visits_used},
          {"visits", tally.visits},
          {"visits_permyriad", permyriad_json(in_permyriad(tally.visits_used, tally.visits))},
          {"connected_ms", tally.connected_ms},
          {"alongside_ms", tally.alongside_ms},
          {"hours_permyriad", permyriad_json(in_permyriad(tally.connected_ms, tally.alongside_ms))},
          {"energy_wh", tally.energy.value}};
}

json rate_json(const UsageRate& rate) {
  return {{"after_excuses", tally_json(rate.after_excuses)},
          {"raw", tally_json(rate.raw)},
          {"under_review", rate.under_review},
          {"lowest_permyriad", permyriad_json(rate.lowest)},
          {"highest_permyriad", permyriad_json(rate.highest)},
          {"rank", permyriad_json(rate.rank)}};
}

}  // namespace

void write_usage_table(std::ostream& out, domain::UsageGroup by, const std::vector<domain::UsageFigures>& figures) {
  TextTable totals({{std::string(group_title(by))},
                    {"靠泊艘次 stays", Align::right},
                    {"在泊小时 alongside h", Align::right},
                    {"接电小时 connected h", Align::right},
                    {"电量 kWh", Align::right}});
  TextTable rates({{std::string(group_title(by))},
                   {"口径 rate"},
                   {"使用/应计 used/counted", Align::right},
                   {"除外前 before excuses", Align::right},
                   {"待核实及区间 under review", Align::right},
                   {"按小时 by hours", Align::right},
                   {"名次 rank", Align::right}});
  for (const auto& one : figures) {
    const std::string name = group_name(by, one.key);
    totals.add({name, std::to_string(one.stays), hours_text(one.alongside_ms), hours_text(one.connected_ms),
                kwh_text(one.energy)});
    for (const auto& [title, which] : kRates) {
      const UsageRate& rate = one.*which;
      const RateTally& tally = rate.after_excuses;
      rates.add({name, title, visits_rate(tally), visits_rate(rate.raw), range(rate),
                 percent_text(in_permyriad(tally.connected_ms, tally.alongside_ms)), rank_text(rate)});
    }
  }
  totals.print(out);
  out << "\n";
  rates.print(out);
}

void write_usage_json(std::ostream& out, const std::vector<domain::UsageFigures>& figures) {
  for (const auto& one : figures) {
    const json line = {{"key", one.key},
                       {"stays", one.stays},
                       {"alongside_ms", one.alongside_ms},
                       {"connected_ms", one.connected_ms},
                       {"energy_wh", one.energy.value},
                       {"statutory", rate_json(one.statutory)},
                       {"city_kpi_literal", rate_json(one.city_kpi_literal)},
                       {"city_kpi_strict", rate_json(one.city_kpi_strict)}};
    out << line.dump(-1, ' ', false, json::error_handler_t::replace) << "\n";
  }
}

}  // namespace quaywatt::server
