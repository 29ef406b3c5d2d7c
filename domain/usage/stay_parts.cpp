#include "domain/usage/stay_parts.h"

#include <algorithm>
#include <map>

#include "domain/rules/names.h"
#include "domain/time/shanghai.h"

namespace quaywatt::domain {

namespace {

using std::chrono::year_month;

year_month month_of(Date day) { return {day.year(), day.month()}; }
Instant month_start(year_month month) { return shanghai_midnight(Date{month / 1}); }

StayPart whole_stay(const AssessedStay& stay, std::string key) {
  StayPart part;
  part.key = std::move(key);
  part.counts_visit = true;
  part.connected_ms = united_time(stay.connected, stay.alongside).count();
  part.alongside_ms = stay.alongside.length().count();
  for (const auto& day : stay.energy) part.energy += day.energy;
  return part;
}

std::vector<StayPart> parts_by_month(const AssessedStay& stay) {
  const year_month departure = month_of(shanghai_date(stay.alongside.to));
  std::map<year_month, StayPart> parts;
  for (year_month month = month_of(shanghai_date(stay.alongside.from)); month <= departure;
       month += std::chrono::months{1}) {
    const TimeSpan whole_month{month_start(month), month_start(month + std::chrono::months{1})};
    const auto within = shared_part(stay.alongside, whole_month);
    if (!within) continue;  // a departure at midnight itself: the visit is the month's, no time is
    parts[month].alongside_ms = within->length().count();
    parts[month].connected_ms = united_time(stay.connected, *within).count();
  }
  for (const auto& day : stay.energy) parts[month_of(day.day)].energy += day.energy;
  parts[departure].counts_visit = true;
  std::vector<StayPart> out;
  for (auto& [month, part] : parts) {
    part.key = month_key(Date{month / 1});
    out.push_back(std::move(part));
  }
  return out;
}

}  // namespace

std::vector<StayPart> parts_of(const AssessedStay& stay, UsageGroup by) {
  switch (by) {
    case UsageGroup::all: return {whole_stay(stay, "")};
    case UsageGroup::port: return {whole_stay(stay, stay.port)};
    case UsageGroup::waterway: return {whole_stay(stay, stay.waterway)};
    case UsageGroup::vessel_type: return {whole_stay(stay, std::string(name_of(stay.vessel_type)))};
    case UsageGroup::month: return parts_by_month(stay);
  }
  return {};
}

}  // namespace quaywatt::domain
