#include "server/cli/inventory_row.h"

#include <algorithm>

#include "domain/time/shanghai.h"
#include "server/cli/inventory_text.h"

namespace quaywatt::server {
namespace {

using domain::SizeUnit;
using Column = ActivityColumn;

constexpr int kMinActivityYear = 1970;
constexpr int kMaxActivityYear = 2200;

}  // namespace

RowParser::RowParser(const ActivityHeader& header, const domain::FactorSet& factors) : header_(header) {
  for (std::size_t i = 0; i < header.place.items.size(); ++i)
    places_.items[i] = header.place.items[i] ? *header.place.items[i] : -1;
  const auto any = [&header](std::initializer_list<Column> columns) {
    return std::any_of(columns.begin(), columns.end(), [&](Column column) { return header.has(column); });
  };
  has_vessel_details_ = any({Column::gas_m3, Column::passengers, Column::main_certified_tier,
                             Column::aux_certified_tier, Column::main_rpm, Column::aux_rpm, Column::aux_rated_kw,
                             Column::keel_laid_date});
  has_motion_details_ = any({Column::service_speed_kn, Column::draught_m, Column::max_draught_m,
                             Column::connected_hours, Column::in_stay});
  for (std::size_t i = 0; i < factors.ship_classes().size(); ++i)
    ship_classes_.emplace(factors.ship_classes()[i].ship_type, static_cast<domain::ShipClassIndex>(i));
}

std::variant<ActivityRow, RowFault> RowParser::parse(std::string_view line) {
  fault_.reset();
  if (auto fault = split(line)) return *std::move(fault);
  std::variant<ActivityRow, RowFault> result;  // filled in place: a row is too large to be copied a million times
  auto& row = std::get<ActivityRow>(result);
  row.id = fields_.raw(*header_.place[Column::id]);
  read_vessel(row.interval.vessel);
  read_motion(row.interval);
  if (has_vessel_details_) read_optional_vessel(row.interval.vessel);
  if (has_motion_details_) read_optional_motion(row.interval);
  read_place(row);
  read_time(row);
  if (fault_) result = *std::move(fault_);
  return result;
}

std::optional<RowFault> RowParser::split(std::string_view line) {
  if (!fields_.split(line)) return RowFault{RowFaultKind::open_quote, {}, shown(line), 0, 0, {}};
  if (fields_.count() == header_.field_count) return std::nullopt;
  return RowFault{RowFaultKind::field_count, {}, std::to_string(fields_.count()), 0, 0, {}};
}

RowFault RowParser::fault(RowFaultKind kind, Column column) {
  return {kind, column, shown(value(column)), 0, 0, {}};
}

void RowParser::read(std::optional<double>& target, Column column, const Limits& limits) {
  const std::string_view text = value(column);
  if (text.empty() || fault_) return;
  const std::optional<double> number = parse_number(text);
  if (!number) {
    fault_ = fault(RowFaultKind::not_a_number, column);
  } else if (*number < limits.min || *number > limits.max || (limits.above_min && *number == limits.min)) {
    fault_ = fault(RowFaultKind::out_of_range, column);
    fault_->min = limits.min;
    fault_->max = limits.max;
  } else {
    target = *number;
  }
}

void RowParser::read_required(double& target, Column column, const Limits& limits) {
  std::optional<double> number;
  read(number, column, limits);
  if (fault_) return;
  if (!number) fault_ = fault(RowFaultKind::missing, column);
  target = number.value_or(0);
}

void RowParser::read_year(std::optional<int>& target, Column column, int min, int max) {
  std::optional<double> number;
  read(number, column, {static_cast<double>(min), static_cast<double>(max)});
  if (!number) return;
  const int whole = static_cast<int>(*number);
  if (whole == *number) {
    target = whole;
  } else {
    fault_ = fault(RowFaultKind::not_whole, column);
  }
}

template <typename Enum>
void RowParser::read_word(std::optional<Enum>& target, Column column) {
  const std::string_view text = value(column);
  if (text.empty() || fault_) return;
  target = domain::from_word<Enum>(text);
  if (!target) fault_ = fault(RowFaultKind::unknown_word, column);
}

void RowParser::read_ship_class(domain::VesselParticulars& vessel) {
  if (fault_) return;
  const std::string_view text = value(Column::ship_type);
  const auto found = ship_classes_.find(text);
  if (found != ship_classes_.end()) {
    vessel.ship_class = found->second;
    return;
  }
  fault_ = fault(text.empty() ? RowFaultKind::missing : RowFaultKind::unknown_ship_type, Column::ship_type);
}

void RowParser::read_vessel(domain::VesselParticulars& vessel) {
  read_ship_class(vessel);
  read(vessel.sizes[SizeUnit::deadweight_t], Column::dwt, {0, domain::kMaxDeadweightT});
  read(vessel.sizes[SizeUnit::gross_tonnage], Column::gt, {0, domain::kMaxGrossTonnage});
  read(vessel.sizes[SizeUnit::teu], Column::teu, {0, domain::kMaxTeu});
  read(vessel.mcr_kw, Column::mcr_kw, {0, domain::kMaxEngineKw});
  read_year(vessel.built.year, Column::keel_laid_year, domain::kMinBuildYear, domain::kMaxBuildYear);
  read_word(vessel.main_engine, Column::main_engine);
  read_word(vessel.aux_engine, Column::aux_engine);
}

void RowParser::read_motion(domain::ActivityInterval& interval) {
  std::optional<domain::Zone> zone;
  read_word(zone, Column::zone);
  if (!zone && !fault_) fault_ = fault(RowFaultKind::missing, Column::zone);
  interval.zone = zone.value_or(domain::Zone::eca);
  read_word(interval.area, Column::area);
  read(interval.speed_kn, Column::speed_kn, {0, domain::kMaxSpeedKn});
  read(interval.reference_speed_kn, Column::reference_speed_kn, {0, domain::kMaxSpeedKn, true});
  read_required(interval.hours, Column::hours, {0, domain::kMaxIntervalHours});
}

void RowParser::read_optional_vessel(domain::VesselParticulars& vessel) {
  read(vessel.sizes[SizeUnit::gas_m3], Column::gas_m3, {0, domain::kMaxGasM3});
  read(vessel.sizes[SizeUnit::passengers], Column::passengers, {0, domain::kMaxPassengers});
  read_word(vessel.main_certified, Column::main_certified_tier);
  read_word(vessel.aux_certified, Column::aux_certified_tier);
  read(vessel.main_rpm, Column::main_rpm, {0, domain::kMaxEngineRpm, true});
  read(vessel.aux_rpm, Column::aux_rpm, {0, domain::kMaxEngineRpm, true});
  read(vessel.aux_rated_kw, Column::aux_rated_kw, {0, domain::kMaxEngineKw, true});
  if (const std::string_view text = value(Column::keel_laid_date); !text.empty() && !fault_) {
    vessel.built.keel_laid = domain::parse_date(text);
    if (!vessel.built.keel_laid) fault_ = fault(RowFaultKind::not_a_date, Column::keel_laid_date);
  }
}

void RowParser::read_optional_motion(domain::ActivityInterval& interval) {
  read(interval.service_speed_kn, Column::service_speed_kn, {0, domain::kMaxSpeedKn, true});
  read(interval.draught_m, Column::draught_m, {0, domain::kMaxDraughtM, true});
  read(interval.max_draught_m, Column::max_draught_m, {0, domain::kMaxDraughtM, true});
  if (!fault_ && interval.draught_m && interval.max_draught_m && *interval.draught_m > *interval.max_draught_m)
    fault_ = fault(RowFaultKind::draught_above_maximum, Column::draught_m);
  std::optional<double> connected;
  read(connected, Column::connected_hours, {0, domain::kMaxIntervalHours});
  interval.connected_hours = connected.value_or(0);
  const std::string_view in_stay = value(Column::in_stay);
  interval.in_stay = in_stay == "1";
  if (!fault_ && !in_stay.empty() && in_stay != "0" && in_stay != "1")
    fault_ = fault(RowFaultKind::unknown_word, Column::in_stay);
}

void RowParser::read_place(ActivityRow& row) {
  row.waterway = value(Column::waterway);
  if (!fault_ && !is_utf8(row.waterway)) fault_ = fault(RowFaultKind::not_utf8, Column::waterway);
}

void RowParser::read_time(ActivityRow& row) {
  read_year(row.interval.year, Column::year, kMinActivityYear, kMaxActivityYear);
  row.vessel_id = value(Column::vessel_id);
  const std::string_view text = value(Column::start);
  if (fault_ || text.empty()) return;
  row.start = domain::parse_instant(text);
  if (!row.start) {
    fault_ = fault(RowFaultKind::not_a_time, Column::start);
  } else if (!row.interval.year) {
    row.interval.year = static_cast<int>(domain::shanghai_date(*row.start).year());
  }
}

}  // namespace quaywatt::server
