#include "server/cli/inventory_totals_json.h"

#include <nlohmann/json.hpp>

namespace quaywatt::server {
namespace {

using Json = nlohmann::ordered_json;
using namespace domain;  // NOLINT: the totals are the domain's

constexpr std::string_view kFormat = "quaywatt inventory totals 1";

struct BadTotals {
  std::string text;
};

template <typename Enum>
Json numbers_json(const By<Enum, Int128>& numbers) {
  Json json = Json::object();
  for (Enum key : all_of<Enum>()) json[std::string(word_of(key))] = to_decimal(numbers[key]);
  return json;
}

[[noreturn]] void refuse(const std::string& pointer, std::string_view zh, std::string_view en) {
  throw BadTotals{pointer + ": " + std::string(zh) + " / " + std::string(en)};
}

const Json& member(const Json& json, const std::string& pointer, std::string_view name) {
  if (!json.is_object() || !json.contains(name)) refuse(pointer + '/' + std::string(name), "缺少", "is missing");
  return json[std::string(name)];
}

std::string text_of(const Json& json, const std::string& pointer, std::string_view name) {
  const Json& value = member(json, pointer, name);
  if (!value.is_string()) refuse(pointer + '/' + std::string(name), "应为字符串", "must be a string");
  return value.get<std::string>();
}

Int128 number_of(const Json& json, const std::string& pointer, std::string_view name) {
  const auto value = from_decimal(text_of(json, pointer, name));
  if (!value) refuse(pointer + '/' + std::string(name), "应为十进制整数字符串", "must be a decimal integer in a string");
  return *value;
}

template <typename Enum>
By<Enum, Int128> numbers_of(const Json& json, const std::string& pointer, std::string_view name) {
  const Json& object = member(json, pointer, name);
  By<Enum, Int128> numbers;
  for (Enum key : all_of<Enum>()) numbers[key] = number_of(object, pointer + '/' + std::string(name), word_of(key));
  return numbers;
}

template <typename Enum>
Enum word_from(const Json& json, const std::string& pointer, std::string_view name) {
  const auto value = from_word<Enum>(text_of(json, pointer, name));
  if (!value) refuse(pointer + '/' + std::string(name), "不认识的取值", "is not one of its words");
  return *value;
}

Json cell_json(const TotalsKey& key, const TotalsCell& cell) {
  return {{"year", key.year},
          {"class", key.ship_type},
          {"mode", word_of(key.mode)},
          {"waterway", key.waterway},
          {"rows", to_decimal(cell.rows)},
          {"ug", numbers_json(cell.micrograms)},
          {"propulsion_ug", numbers_json(cell.propulsion_micrograms)},
          {"energy_j", numbers_json(cell.energy_joules)}};
}

void read_cell(InventoryTotals& totals, const Json& json, const std::string& pointer) {
  const TotalsKey key{text_of(json, pointer, "year"), text_of(json, pointer, "class"),
                      word_from<Mode>(json, pointer, "mode"), text_of(json, pointer, "waterway")};
  if (totals.cells.contains(key)) refuse(pointer, "重复的分组", "repeats a cell");
  TotalsCell* cell = totals.find_or_add(key);
  if (!cell) refuse(pointer, "分组过多", "too many cells");
  cell->rows = number_of(json, pointer, "rows");
  cell->micrograms = numbers_of<Pollutant>(json, pointer, "ug");
  cell->propulsion_micrograms = numbers_of<Pollutant>(json, pointer, "propulsion_ug");
  cell->energy_joules = numbers_of<EngineGroup>(json, pointer, "energy_j");
}

InventoryTotals totals_of(const Json& json) {
  if (text_of(json, "", "format") != kFormat) refuse("/format", "不是库存汇总文件", "is not an inventory totals file");
  InventoryTotals totals;
  totals.identity.method = word_from<InventoryMethod>(json, "", "method");
  totals.identity.scope = text_of(json, "", "scope");
  const Json& set = member(json, "", "factor_set");
  totals.identity.factor_set = {text_of(set, "/factor_set", "name"), text_of(set, "/factor_set", "sha256")};
  const Json& quality = member(json, "", "data_quality");
  totals.refused_rows = number_of(quality, "/data_quality", "refused_rows");
  totals.assumed_rows = numbers_of<Assumption>(quality, "/data_quality", "assumed_rows");
  const Json& cells = member(json, "", "totals");
  if (!cells.is_array()) refuse("/totals", "应为数组", "must be an array");
  for (std::size_t i = 0; i < cells.size(); ++i) read_cell(totals, cells[i], "/totals/" + std::to_string(i));
  return totals;
}

}  // namespace

std::string write_totals(const InventoryTotals& totals) {
  Json json{{"format", kFormat},
            {"method", word_of(totals.identity.method)},
            {"scope", totals.identity.scope},
            {"factor_set", {{"name", totals.identity.factor_set.name}, {"sha256", totals.identity.factor_set.sha256}}},
            {"data_quality",
             {{"refused_rows", to_decimal(totals.refused_rows)}, {"assumed_rows", numbers_json(totals.assumed_rows)}}}};
  Json cells = Json::array();
  for (const auto& [key, cell] : totals.cells) cells.push_back(cell_json(key, cell));
  json["totals"] = std::move(cells);
  return json.dump(1) + '\n';
}

std::variant<InventoryTotals, std::string> read_totals(const std::string& text) {
  if (text.size() > kMaxTotalsBytes) return std::string("文件过大 / the file is too large");
  try {
    return totals_of(Json::parse(text));
  } catch (const BadTotals& bad) {
    return bad.text;
  } catch (const Json::exception& error) {
    return std::string("不是 JSON / not JSON: ") + error.what();
  }
}

}  // namespace quaywatt::server
