#include "server/factors/factor_rows.h"

namespace quaywatt::server {
namespace {

/// Empty text is fine and gives an empty date; false on a bad one.
bool read_date(const FactorRow& row, std::string_view column, std::optional<domain::Date>& date) {
  if (row.text(column).empty()) return true;
  date = domain::parse_date(row.text(column));
  if (!date) {
    const std::string place = std::string(column) + " \"" + row.text(column) + "\"";
    row.fault(place + " is not a date YYYY-MM-DD", place + " 不是 YYYY-MM-DD 格式的日期");
  }
  return date.has_value();
}

}  // namespace

std::vector<std::string_view> with_tail(std::vector<std::string_view> keys) {
  keys.insert(keys.end(), kFactorTail.begin(), kFactorTail.end());
  return keys;
}

std::string key_of(std::initializer_list<std::string_view> parts) {
  std::string key;
  for (std::string_view part : parts) key += (key.empty() ? "" : " ") + std::string(part);
  return key;
}

std::optional<domain::Factor> read_provenance(const FactorRow& row) {
  domain::Factor factor;
  if (!read_date(row, "valid_from", factor.valid_from) || !read_date(row, "valid_until", factor.valid_until))
    return std::nullopt;
  if (factor.valid_from && factor.valid_until && *factor.valid_until < *factor.valid_from) {
    row.fault("valid_until lies before valid_from", "valid_until 早于 valid_from");
    return std::nullopt;
  }
  factor.source = row.text("source");
  if (!factor.source.empty()) return factor;
  row.fault("a factor without source", "系数缺少来源");
  return std::nullopt;
}

std::optional<domain::Factor> read_factor(const FactorRow& row, const Quantity& quantity) {
  std::optional<domain::Factor> factor = read_provenance(row);
  if (!row.has_unit(quantity.unit) || !factor) return std::nullopt;
  const auto value = row.number("value", quantity);
  if (!value) return std::nullopt;
  factor->value = *value;
  if (row.text("low").empty() && row.text("high").empty()) return factor;
  const auto low = row.number("low", quantity);
  const auto high = row.number("high", quantity);
  if (!low || !high) return std::nullopt;
  if (*low > *value || *value > *high) {
    row.fault("the value lies outside its own range low..high", "数值不在自身区间 low..high 之内");
    return std::nullopt;
  }
  factor->range = domain::FactorRange{*low, *high};
  return factor;
}

bool UniqueKeys::add(const FactorRow& row, const std::string& key) {
  const auto [place, is_new] = first_line_.emplace(key, row.line());
  if (is_new) return true;
  const std::string line = std::to_string(place->second);
  row.fault("duplicate key (" + key + "), first on line " + line, "重复的键 (" + key + "),首见于第 " + line + " 行");
  return false;
}

}  // namespace quaywatt::server
