#include "server/cli/figures_command.h"

#include <algorithm>
#include <array>
#include <ostream>

#include "domain/time/shanghai.h"
#include "server/cli/command_line.h"
#include "server/cli/figures_ais.h"
#include "server/cli/figures_output.h"
#include "server/usecases/usage_stays.h"

namespace quaywatt::server {

namespace {

constexpr std::string_view kUsage =
    "用法 / usage: quaywatt figures stays|ais|usage|energy|quality|ledgers|recoveries --config FILE [--json]\n"
    "  stays   [--from DATE] [--to DATE]   靠泊、研判、电量 / stays with verdict and energy\n"
    "  ais     [--from DATE] [--to DATE]   AIS 靠泊与申报对照 / stays by positions beside declared ones\n"
    "  usage   [--by port|waterway|type|month] [--from DATE] [--to DATE] [--without-service-areas]\n"
    "                                      两种使用率 / both usage rates\n"
    "  energy  [--by hour|day|berth-hour|berth-day] [--from DATE] [--to DATE]\n"
    "                                      各供电点(泊位)电量 / energy of supply points (berths)\n"
    "  quality [--from DATE] [--to DATE]   电量按标记的占比 / share of the energy that carries each remark\n"
    "  ledgers                             各终端台账:留存、链、处理进度 / each ledger: held, chain, progress\n"
    "  recoveries                          数据库丢失后由终端补传的台账 / lines the agents brought back after a loss\n"
    "  日期按离泊日或用电日(北京时间),含首尾两日\n"
    "  dates are days of departure, or of the energy, in Asia/Shanghai, both included\n";

std::optional<domain::Date> date_option(const CommandLine& line, const std::string& option) {
  if (!line.values.contains(option)) return std::nullopt;
  const std::string given = line.required(option);
  const auto date = domain::parse_date(given);
  if (!date) throw UsageError("不是日期(如 2024-09-10) / not a date such as 2024-09-10: " + given);
  return date;
}

StayQuery period_of(const CommandLine& line) {
  StayQuery query;
  if (const auto from = date_option(line, "--from")) query.from = domain::shanghai_midnight(*from);
  if (const auto to = date_option(line, "--to")) {
    query.until = domain::shanghai_midnight(domain::Date{std::chrono::sys_days{*to} + std::chrono::days{1}});
  }
  return query;
}

domain::UsageGroup group_of(const CommandLine& line) {
  if (!line.values.contains("--by")) return domain::UsageGroup::all;
  const std::string by = line.required("--by");
  if (by == "port") return domain::UsageGroup::port;
  if (by == "waterway") return domain::UsageGroup::waterway;
  if (by == "type") return domain::UsageGroup::vessel_type;
  if (by == "month") return domain::UsageGroup::month;
  throw UsageError("应为 port、waterway、type 或 month / must be port, waterway, type or month: " + by);
}

void say_what_waits(FiguresStore& figures, std::ostream& err) {
  const auto waiting = figures.waiting();
  if (waiting > 0) err << "尚有 " << waiting << " 次靠泊待研判 / stays waiting to be judged: " << waiting << "\n";
}

int print_stays(ServerStores& stores, const CommandLine& line, std::ostream& out, std::ostream& err) {
  const auto stays = stores.figures().stays(period_of(line));
  line.has("--json") ? write_stays_json(out, stays) : write_stays_table(out, stays);
  say_what_waits(stores.figures(), err);
  return 0;
}

int print_usage(ServerStores& stores, const CommandLine& line, std::ostream& out, std::ostream& err) {
  const domain::UsageQuery query{group_of(line), !line.has("--without-service-areas")};
  const auto stays = usage_stays(stores.figures().stays(period_of(line)));
  const auto figures = domain::usage_figures(stays.stays, query);
  line.has("--json") ? write_usage_json(out, figures) : write_usage_table(out, query.by, figures);
  if (stays.still_there > 0) {
    err << "在泊未计 / still alongside, not counted: " << stays.still_there << "\n";
  }
  if (stays.not_judged > 0) err << "未研判未计 / not judged, not counted: " << stays.not_judged << "\n";
  say_what_waits(stores.figures(), err);
  return 0;
}

int print_energy(ServerStores& stores, const CommandLine& line, std::ostream& out) {
  const std::string by = line.values.contains("--by") ? line.required("--by") : "day";
  const bool by_berth = by.starts_with("berth-");
  const std::string period_name = by_berth ? by.substr(6) : by;
  if (period_name != "hour" && period_name != "day") {
    throw UsageError("应为 hour、day、berth-hour 或 berth-day / must be hour, day, berth-hour or berth-day: " + by);
  }
  const auto period = period_name == "hour" ? EnergyPeriod::hour : EnergyPeriod::day;
  const StayQuery days = period_of(line);
  const auto figures = energy_figures(stores.figures().energy_hours({days.from, days.until}), period,
                                      by_berth ? EnergyPlace::berth : EnergyPlace::supply_point);
  line.has("--json") ? write_energy_json(out, figures) : write_energy_table(out, period, figures);
  return 0;
}

int print_quality(ServerStores& stores, const CommandLine& line, std::ostream& out) {
  const auto shares = quality_shares(stores.figures().stays(period_of(line)));
  line.has("--json") ? write_quality_json(out, shares) : write_quality_table(out, shares);
  return 0;
}

int print_recoveries(ServerStores& stores, const CommandLine& line, std::ostream& out) {
  const auto recoveries = stores.figures().recoveries();
  line.has("--json") ? write_recoveries_json(out, recoveries) : write_recoveries_table(out, recoveries);
  return 0;
}

int print_ledgers(ServerStores& stores, const CommandLine& line, std::ostream& out) {
  const auto figures = stores.figures().ledgers();
  std::vector<CheckedLedger> checked;
  for (const HeldAgent& agent : stores.job_ledgers().agents()) {
    const auto figure = std::ranges::find(figures, agent.agent, &LedgerFigure::agent);
    if (figure == figures.end()) continue;
    checked.push_back({*figure, check_held_ledger(stores.job_ledgers(), agent)});
  }
  line.has("--json") ? write_ledgers_json(out, checked) : write_ledgers_table(out, checked);
  return std::ranges::any_of(checked, [](const CheckedLedger& c) { return c.check.broken_at.has_value(); }) ? 1 : 0;
}

}  // namespace

int run_figures(const DatabaseSurroundings& surroundings, std::span<const std::string> arguments, std::ostream& out,
                std::ostream& err) {
  const CommandShape shape{kUsage, {"--config", "--from", "--to", "--by"}, {"--json", "--without-service-areas"}};
  return run_shaped(shape, arguments, out, err, [&](const CommandLine& line) {
    constexpr std::array kFigures = {"stays", "usage", "energy", "quality", "ledgers", "recoveries", "ais"};
    if (line.words.size() != 1) {
      throw UsageError("请给出其中之一 / name one of stays, usage, energy, quality, ledgers, recoveries, ais");
    }
    const std::string& what = line.words.front();
    if (std::ranges::find(kFigures, what) == kFigures.end()) {
      throw UsageError("不认识 / not understood: " + what);
    }
    const auto config = load_server_config(line.required("--config"));
    const auto stores = surroundings.open_stores(config.database);
    if (what == "stays") return print_stays(*stores, line, out, err);
    if (what == "usage") return print_usage(*stores, line, out, err);
    if (what == "ais") return print_ais(*stores, period_of(line), line.has("--json"), out);
    if (what == "energy") return print_energy(*stores, line, out);
    if (what == "quality") return print_quality(*stores, line, out);
    if (what == "recoveries") return print_recoveries(*stores, line, out);
    return print_ledgers(*stores, line, out);
  });
}

}  // namespace quaywatt::server
