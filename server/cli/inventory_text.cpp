#include "server/cli/inventory_text.h"

#include <algorithm>
#include <charconv>

namespace quaywatt::server {
namespace {

using domain::EmissionRefusal;

std::string number(double value) {
  char text[32];
  return {text, std::to_chars(text, text + sizeof text, value).ptr};
}

std::string_view reason_of(RowFaultKind kind) {
  switch (kind) {
    case RowFaultKind::too_long: return "行过长,已跳过 / the line is too long and was passed over";
    case RowFaultKind::open_quote: return "引号未闭合或字段过多 / a quote is not closed, or there are too many fields";
    case RowFaultKind::field_count: return "字段数与表头不符 / another number of fields than the header";
    case RowFaultKind::missing: return "不能为空 / must not be empty";
    case RowFaultKind::not_a_number: return "不是有限数字,未知请留空 / is not a finite number; leave unknown values empty";
    case RowFaultKind::not_whole: return "不是整数年份 / is not a whole year";
    case RowFaultKind::out_of_range: return "超出范围 / is out of range";
    case RowFaultKind::unknown_word: return "取值不在允许的词表内 / is not one of the words of this column";
    case RowFaultKind::unknown_ship_type:
      return "系数集的负荷表没有此船型 / the load table of the factor set has no such ship type";
    case RowFaultKind::not_a_date: return "不是日期 YYYY-MM-DD / is not a date YYYY-MM-DD";
    case RowFaultKind::not_a_time:
      return "不是带时区的时间(RFC 3339) / is not a time with zone (RFC 3339)";
    case RowFaultKind::not_utf8: return "不是 UTF-8 文本 / is not UTF-8";
    case RowFaultKind::overlap:
      return "与同船上一时段重叠 / begins before the previous interval of the same vessel ends";
    case RowFaultKind::draught_above_maximum: return "吃水大于最大吃水 / draught exceeds max_draught_m";
    case RowFaultKind::refused: break;
  }
  return "";
}

std::string_view reason_of(EmissionRefusal refusal) {
  switch (refusal) {
    case EmissionRefusal::connected_longer_than_interval:
      return "接电时长超过时段 / connected for longer than the interval lasts";
    case EmissionRefusal::size_unknown: return "缺少分档所需的船舶尺度 / the size that chooses the load bin is unknown";
    case EmissionRefusal::speed_unknown: return "航速未知且不在靠泊期内 / speed unknown outside a stay";
    case EmissionRefusal::reference_speed_unknown:
      return "在航但参考航速与服务航速均未知 / under way and neither reference nor service speed is known";
    case EmissionRefusal::draught_unknown:
      return "海军系数法需要吃水与最大吃水 / the admiralty law needs draught_m and max_draught_m";
    case EmissionRefusal::mcr_unknown:
      return "主机功率未知(在航或小船规则需要) / main power unknown (needed under way and by the small-ship rule)";
    case EmissionRefusal::main_engine_unknown: return "在航但主机类型未知 / under way and the main engine is unknown";
    case EmissionRefusal::no_main_factor:
      return "系数集对该主机、阶段、区域或建造年份没有系数 / the factor set has no factor for this main engine, tier, "
             "zone or year of build";
    case EmissionRefusal::aux_engine_unknown:
      return "辅机类型未知且系数集无默认 / auxiliary engine unknown and the factor set names no default";
    case EmissionRefusal::no_aux_factor:
      return "系数集对该辅机、阶段、区域或建造年份没有系数 / the factor set has no factor for this auxiliary engine, "
             "tier, zone or year of build";
    case EmissionRefusal::no_boiler_factor: return "系数集没有锅炉系数 / the factor set has no boiler factor";
  }
  return "";
}

/// The column a person has to look at.
std::optional<ActivityColumn> column_of(EmissionRefusal refusal) {
  switch (refusal) {
    case EmissionRefusal::connected_longer_than_interval: return ActivityColumn::connected_hours;
    case EmissionRefusal::size_unknown: return std::nullopt;
    case EmissionRefusal::speed_unknown: return ActivityColumn::speed_kn;
    case EmissionRefusal::reference_speed_unknown: return ActivityColumn::reference_speed_kn;
    case EmissionRefusal::draught_unknown: return ActivityColumn::draught_m;
    case EmissionRefusal::mcr_unknown: return ActivityColumn::mcr_kw;
    case EmissionRefusal::main_engine_unknown:
    case EmissionRefusal::no_main_factor: return ActivityColumn::main_engine;
    case EmissionRefusal::aux_engine_unknown:
    case EmissionRefusal::no_aux_factor: return ActivityColumn::aux_engine;
    case EmissionRefusal::no_boiler_factor: return std::nullopt;
  }
  return std::nullopt;
}

std::string place_of(const RowFault& fault) {
  const auto column = fault.column || fault.kind != RowFaultKind::refused ? fault.column : column_of(fault.refusal);
  std::string place;
  if (column) place += domain::word_of(*column);
  if (!fault.value.empty()) place += (place.empty() ? "\"" : " \"") + fault.value + '"';
  return place.empty() ? place : place + ": ";
}

/// Bytes that follow the first of a UTF-8 character; -1 for a byte that cannot be first.
int following(unsigned char first) {
  if (first < 0x80) return 0;
  if (first >= 0xC2 && first < 0xE0) return 1;
  if (first >= 0xE0 && first < 0xF0) return 2;
  return first >= 0xF0 && first < 0xF5 ? 3 : -1;
}

}  // namespace

std::string shown(std::string_view text) {
  std::size_t length = std::min(text.size(), RowFault::kMaxShownBytes);
  while (length < text.size() && length > 0 && (static_cast<unsigned char>(text[length]) & 0xC0) == 0x80) --length;
  std::string result;
  for (char letter : text.substr(0, length))
    result += static_cast<unsigned char>(letter) < 0x20 || letter == 0x7F ? '?' : letter;
  return result;
}

bool is_utf8(std::string_view text) {
  if (std::all_of(text.begin(), text.end(), [](char letter) { return static_cast<unsigned char>(letter) < 0x80; }))
    return true;
  for (std::size_t i = 0; i < text.size();) {
    const auto first = static_cast<unsigned char>(text[i]);
    const int count = following(first);
    if (count < 0 || i + static_cast<std::size_t>(count) >= text.size()) return false;
    for (int k = 1; k <= count; ++k)
      if ((static_cast<unsigned char>(text[i + static_cast<std::size_t>(k)]) & 0xC0) != 0x80) return false;
    const auto second = count > 0 ? static_cast<unsigned char>(text[i + 1]) : 0;
    // Overlong forms, surrogates and what lies beyond U+10FFFF.
    if ((first == 0xE0 && second < 0xA0) || (first == 0xED && second > 0x9F) || (first == 0xF0 && second < 0x90) ||
        (first == 0xF4 && second > 0x8F))
      return false;
    i += 1 + static_cast<std::size_t>(count);
  }
  return true;
}

std::string describe(const RowFault& fault) {
  std::string text = place_of(fault);
  text += fault.kind == RowFaultKind::refused ? reason_of(fault.refusal) : reason_of(fault.kind);
  if (fault.kind == RowFaultKind::out_of_range) text += " [" + number(fault.min) + ", " + number(fault.max) + "]";
  return text;
}

std::string describe(domain::MergeRefusal refusal) {
  switch (refusal) {
    case domain::MergeRefusal::unlike_method: return "方法不同 / another method";
    case domain::MergeRefusal::unlike_scope: return "范围或设置不同 / another scope or other settings";
    case domain::MergeRefusal::unlike_factor_set: return "系数集不同 / another factor set";
    case domain::MergeRefusal::too_many_cells:
      return "分组过多,请检查 waterway 列 / too many cells; look at the waterway column";
  }
  return "";
}

}  // namespace quaywatt::server
