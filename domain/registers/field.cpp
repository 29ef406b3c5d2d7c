#include "domain/registers/field.h"

#include <algorithm>
#include <charconv>
#include <utility>

#include "domain/registers/vessel_numbers.h"
#include "domain/registers/written_text.h"
#include "domain/time/instant.h"

namespace quaywatt::domain {
namespace {

using Read = std::variant<FieldValue, FieldRefusal>;

Read kept(std::string value) { return FieldValue{std::move(value)}; }

std::optional<std::int64_t> whole_number(std::string_view text) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return number;
}

Read read_text(const FieldRule& rule, std::string_view text) {
  if (count_characters(text).value() > static_cast<std::size_t>(rule.max)) {
    const auto most = std::to_string(rule.max);
    return FieldRefusal{"超过" + most + "个字符，请缩短", "longer than " + most + " characters: shorten it"};
  }
  return kept(std::string{text});
}

bool is_code_character(char c) {
  const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  const bool digit = c >= '0' && c <= '9';
  return letter || digit || c == '-' || c == '_' || c == '.' || c == '/';
}

Read read_code(const FieldRule& rule, const std::string& plain) {
  if (!std::ranges::all_of(plain, is_code_character)) {
    return FieldRefusal{"编号只能用字母、数字和 - _ . /", "a code is made of letters, digits and - _ . /"};
  }
  return read_text(rule, plain);
}

Read read_integer(const FieldRule& rule, const std::string& plain) {
  const auto number = whole_number(plain);
  if (!number || *number < rule.min || *number > rule.max) {
    const auto least = std::to_string(rule.min);
    const auto most = std::to_string(rule.max);
    return FieldRefusal{"应为 " + least + " 至 " + most + " 的整数，不带单位和千分位",
                        "expected a whole number from " + least + " to " + most + ", without unit or separators"};
  }
  return kept(std::to_string(*number));
}

/// "2024/9/10" and "2024年9月10日" as "2024-09-10"; anything else as it is.
std::string dashed(std::string text) {
  constexpr std::pair<std::string_view, std::string_view> kWords[] = {{"年", "-"}, {"月", "-"}, {"日", ""}};
  for (const auto& [word, by] : kWords) {
    const auto at = text.find(word);
    if (at != std::string::npos) text.replace(at, word.size(), by);
  }
  std::ranges::replace(text, '/', '-');
  const auto first = text.find('-');
  const auto second = text.find('-', first + 1);
  if (first == std::string::npos || second == std::string::npos) return text;
  const auto two_digits = [](const std::string& part) { return part.size() == 1 ? "0" + part : part; };
  return text.substr(0, first) + "-" + two_digits(text.substr(first + 1, second - first - 1)) + "-" +
         two_digits(text.substr(second + 1));
}

Read read_date(const std::string& plain) {
  const auto date = parse_date(dashed(plain));
  if (!date) {
    return FieldRefusal{"不是有效日期，请写成 2024-09-10", "not a date: write it as 2024-09-10"};
  }
  return kept(format_date(*date));
}

Read read_yes_no(const std::string& plain) {
  constexpr std::string_view kYes[] = {"是", "true", "yes", "1"};
  constexpr std::string_view kNo[] = {"否", "false", "no", "0"};
  if (std::ranges::find(kYes, plain) != std::end(kYes)) return kept("true");
  if (std::ranges::find(kNo, plain) != std::end(kNo)) return kept("false");
  return FieldRefusal{"请填“是”或“否”", "write 是 or 否 (yes or no)"};
}

Read read_choice(const FieldRule& rule, const std::string& plain) {
  const auto found = std::ranges::find_if(
      rule.choices, [&](const Choice& choice) { return plain == choice.code || plain == choice.zh; });
  if (found != rule.choices.end()) return kept(std::string{found->code});
  std::string zh = "应为下列之一：";
  std::string en = "expected one of: ";
  for (const auto& choice : rule.choices) {
    const bool first = &choice == &rule.choices.front();
    zh += std::string(first ? "" : "、") + std::string{choice.zh};
    en += std::string(first ? "" : ", ") + std::string{choice.code};
  }
  return FieldRefusal{zh, en};
}

Read read_imo(const std::string& plain) {
  if (const auto number = parse_imo_number(plain)) return kept(std::to_string(*number));
  return FieldRefusal{"IMO编号应为7位数字且校验位正确", "an IMO number has seven digits, the last one checks the others"};
}

Read read_vessel_identity(const std::string& plain) {
  if (auto identity = parse_vessel_identity(plain)) return kept(std::move(*identity));
  if (const auto number = parse_imo_number(plain)) return kept("IMO" + std::to_string(*number));
  return FieldRefusal{"应为船舶识别号（CN加11位数字）或IMO编号",
                      "expected a vessel identity (CN and eleven digits) or an IMO number"};
}

Read read_mmsi(const std::string& plain) {
  const auto number = whole_number(plain);
  const bool nine_digits = plain.size() == 9 && number && *number > 0;
  if (!nine_digits || doubt_of_mmsi(static_cast<std::uint32_t>(*number))) {
    return FieldRefusal{"不是船舶的MMSI：应为9位数字，且不是出厂默认号",
                        "not a vessel's MMSI: nine digits, and no factory default"};
  }
  return kept(plain);
}

Read read_written(const FieldRule& rule, std::string_view text) {
  const std::string plain = plain_width(text);
  switch (rule.kind) {
    case FieldKind::text: return read_text(rule, text);
    case FieldKind::code: return read_code(rule, plain);
    case FieldKind::integer: return read_integer(rule, plain);
    case FieldKind::date: return read_date(plain);
    case FieldKind::yes_no: return read_yes_no(plain);
    case FieldKind::choice: return read_choice(rule, plain);
    case FieldKind::imo_number: return read_imo(plain);
    case FieldKind::vessel_identity: return read_vessel_identity(plain);
    default: return read_mmsi(plain);
  }
}

}  // namespace

std::variant<FieldValue, FieldRefusal> read_field(const FieldRule& rule, std::string_view text) {
  if (!count_characters(text)) {
    return FieldRefusal{"不是UTF-8文字，请另存为UTF-8", "not UTF-8 text: save the file as UTF-8"};
  }
  text = without_outer_spaces(text);
  if (has_hidden_characters(text)) {
    return FieldRefusal{"含有看不见的控制字符，请删去后重填", "holds control characters nobody sees: remove them"};
  }
  if (!text.empty()) return read_written(rule, text);
  if (!rule.required) return FieldValue{};
  return FieldRefusal{"不能为空", "must not be empty"};
}

}  // namespace quaywatt::domain
