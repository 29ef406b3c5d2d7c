#include "server/factors/factor_csv.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace quaywatt::server {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

/// Splits one line; nullopt when a quote is not closed.
std::optional<std::vector<std::string>> split(std::string_view line) {
  std::vector<std::string> fields(1);
  bool quoted = false;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const char letter = line[i];
    if (letter == '"' && quoted && i + 1 < line.size() && line[i + 1] == '"') {
      fields.back() += '"';
      ++i;
    } else if (letter == '"') {
      quoted = !quoted;
    } else if (letter == ',' && !quoted) {
      fields.emplace_back();
    } else {
      fields.back() += letter;
    }
  }
  if (quoted) return std::nullopt;
  return fields;
}

std::optional<double> parse_double(std::string_view text) {
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || !std::isfinite(value)) return std::nullopt;
  return value;
}

std::string short_number(double value) {
  char text[32];
  const auto end = std::to_chars(text, text + sizeof text, value).ptr;
  return {text, end};
}

}  // namespace

std::string to_text(const FactorFault& fault) {
  std::string place = fault.file;
  if (fault.line != 0) place += ':' + std::to_string(fault.line);
  return place + ": " + fault.zh + " / " + fault.en;
}

void FactorFaults::add(FactorFault fault) {
  if (list_.size() < kMaxFaults) list_.push_back(std::move(fault));
}

FactorRow::FactorRow(const std::string& file, std::size_t line, const std::vector<std::string>& header,
                     std::vector<std::string> fields, FactorFaults& faults)
    : file_(file), line_(line), header_(header), fields_(std::move(fields)), faults_(faults) {}

const std::string& FactorRow::text(std::string_view column) const {
  return fields_[static_cast<std::size_t>(std::find(header_.begin(), header_.end(), column) - header_.begin())];
}

void FactorRow::fault(const std::string& en, const std::string& zh) const { faults_.add({file_, line_, en, zh}); }

void FactorRow::unknown_word(std::string_view column) const {
  const std::string place = std::string(column) + " \"" + text(column) + "\"";
  fault("unknown " + place, "不认识的取值 " + place);
}

std::optional<double> FactorRow::number(std::string_view column, const Quantity& quantity) const {
  const std::optional<double> value = parse_double(text(column));
  const std::string place = std::string(column) + " \"" + text(column) + "\"";
  if (!value) {
    fault(place + " is not a finite number", place + " 不是有限数字");
    return std::nullopt;
  }
  if (*value < quantity.min || *value > quantity.max) {
    const std::string range = "[" + short_number(quantity.min) + ", " + short_number(quantity.max) + "] " +
                              std::string(quantity.unit);
    fault(place + " is out of the plausible range " + range, place + " 超出合理范围 " + range);
    return std::nullopt;
  }
  return value;
}

std::optional<int> FactorRow::year_or(std::string_view column, int when_empty) const {
  if (text(column).empty()) return when_empty;
  const auto value = number(column, {"year", 1800, 2200});
  if (!value) return std::nullopt;
  return static_cast<int>(*value);
}

std::optional<bool> FactorRow::yes_no(std::string_view column) const {
  if (text(column) == "yes") return true;
  if (text(column) == "no") return false;
  unknown_word(column);
  return std::nullopt;
}

bool FactorRow::has_unit(std::string_view unit) const {
  if (text("unit") == unit) return true;
  const std::string found = "\"" + text("unit") + "\"";
  fault("unknown unit " + found + ", expected \"" + std::string(unit) + "\"",
        "单位不明 " + found + ",应为 \"" + std::string(unit) + "\"");
  return false;
}

FactorCsv::FactorCsv(const FactorFile& file, const std::vector<std::string_view>& columns, FactorFaults& faults)
    : name_(file.name) {
  std::string_view rest = file.text;
  if (rest.starts_with(kByteOrderMark)) rest.remove_prefix(kByteOrderMark.size());
  bool usable = true;
  for (std::size_t line = 1; !rest.empty() && usable; ++line) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    std::string_view text = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    if (text.ends_with('\r')) text.remove_suffix(1);
    if (text.empty()) continue;
    auto fields = split(text);
    if (!fields) {
      faults.add({name_, line, "a quote is not closed", "引号未闭合"});
    } else if (header_.empty()) {
      header_ = std::move(*fields);
      for (std::string_view column : columns) {
        if (std::count(header_.begin(), header_.end(), column) == 1) continue;
        const std::string quoted = "\"" + std::string(column) + "\"";
        faults.add({name_, line, "column " + quoted + " is missing or repeated", "缺少或重复的列 " + quoted});
        usable = false;
      }
    } else if (fields->size() != header_.size()) {
      faults.add({name_, line, "row has another number of fields than the header", "本行字段数与表头不符"});
    } else {
      rows_.emplace_back(name_, line, header_, std::move(*fields), faults);
    }
  }
  if (header_.empty()) faults.add({name_, 0, "the file is empty", "文件为空"});
}

}  // namespace quaywatt::server
