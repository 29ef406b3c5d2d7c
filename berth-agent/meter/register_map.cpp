#include "berth-agent/meter/register_map.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <filesystem>
#include <fstream>
#include <optional>
#include <sstream>
#include <utility>

#include "berth-agent/meter/built_in_maps.h"
#include "berth-agent/meter/csv_line.h"

namespace quaywatt::agent {
namespace {

constexpr std::size_t kMaxMapBytes = 256 * 1024;
constexpr std::uint32_t kRegisterSpace = 0x10000;
constexpr std::array<std::string_view, 9> kColumns{"quantity", "function_code", "address_hex", "data_type", "unit",
                                                   "scale",    "ratios",        "billing",     "source"};
enum Column { quantity, function_code, address_hex, data_type, unit, scale, ratios, billing };

using Fields = std::array<std::string, kColumns.size()>;

constexpr std::array kTypes{
    std::pair{std::string_view("uint16"), RegisterType::uint16},
    std::pair{std::string_view("int16"), RegisterType::int16},
    std::pair{std::string_view("uint32"), RegisterType::uint32},
    std::pair{std::string_view("int32"), RegisterType::int32},
    std::pair{std::string_view("uint64"), RegisterType::uint64},
    std::pair{std::string_view("int64"), RegisterType::int64},
    std::pair{std::string_view("float32"), RegisterType::float32},
};

constexpr std::array kRatios{
    std::pair{std::string_view(""), RegisterRatio::none},
    std::pair{std::string_view("pt"), RegisterRatio::pt},
    std::pair{std::string_view("ct"), RegisterRatio::ct},
    std::pair{std::string_view("pt*ct"), RegisterRatio::pt_ct},
};

template <typename Words>
auto value_of(const Words& words, std::string_view word) {
  const auto* found = std::find_if(words.begin(), words.end(), [&](const auto& known) { return known.first == word; });
  using Value = decltype(found->second);
  return found == words.end() ? std::optional<Value>() : std::optional<Value>(found->second);
}

// Reads one map; knows at which line it is.
class MapReader {
 public:
  explicit MapReader(const std::string& file_name) : file_name_(file_name) {}

  void take_line(std::string_view line) {
    ++line_;
    if (line.find('\0') != std::string_view::npos) refuse("含有 NUL 字节，不是文本", "holds a NUL byte, is no text");
    if (line.find_first_not_of(" \t\r") == std::string_view::npos || line.starts_with('#')) return;
    auto fields = split_csv_line(line);
    if (!fields) refuse("引号未闭合", "quote not closed");
    if (columns_.empty()) return take_header(*fields);
    if (fields->size() != columns_.size()) {
      refuse("应有 " + std::to_string(columns_.size()) + " 列，却有 " + std::to_string(fields->size()),
             "has " + std::to_string(fields->size()) + " fields instead of " + std::to_string(columns_.size()));
    }
    Fields named;
    for (std::size_t i = 0; i < columns_.size(); ++i) named[columns_[i]] = (*fields)[i];
    take_entry(named);
  }

  RegisterMap finish() {
    const auto is_billing = [](const MapEntry& entry) { return entry.billing; };
    if (std::none_of(entries_.begin(), entries_.end(), is_billing)) {
      refuse("没有计费寄存器：请在 energy_forward 或 energy_total 的 billing 列写 yes",
             "no billing register: write yes in column billing of energy_forward or energy_total");
    }
    std::sort(entries_.begin(), entries_.end(), [](const MapEntry& a, const MapEntry& b) {
      return std::pair(a.function, a.address) < std::pair(b.function, b.address);
    });
    return {std::filesystem::path(file_name_).stem().string(), std::move(entries_)};
  }

 private:
  [[noreturn]] void refuse(const std::string& zh, const std::string& en) const {
    throw MapRefused(file_name_ + ":" + std::to_string(line_) + ": " + zh + " / " + en);
  }

  [[noreturn]] void refuse_field(Column column, const std::string& field) const {
    const std::string name(kColumns[column]);
    refuse(name + " 列不能为 \"" + field + "\"", "column " + name + " cannot be \"" + field + "\"");
  }

  void take_header(const std::vector<std::string>& names) {
    for (const std::string& name : names) {
      const auto* column = std::find(kColumns.begin(), kColumns.end(), name);
      if (column == kColumns.end()) refuse("不认识的列 \"" + name + "\"", "unknown column \"" + name + "\"");
      const auto index = static_cast<std::size_t>(column - kColumns.begin());
      if (std::find(columns_.begin(), columns_.end(), index) != columns_.end()) {
        refuse("列重复：" + name, "column given twice: " + name);
      }
      columns_.push_back(index);
    }
    for (std::size_t index = 0; index < kColumns.size(); ++index) {
      const std::string name(kColumns[index]);
      if (std::find(columns_.begin(), columns_.end(), index) == columns_.end()) {
        refuse("缺少列：" + name, "column missing: " + name);
      }
    }
  }

  void take_entry(const Fields& fields) {
    MapEntry entry;
    entry.quantity = find_quantity(fields[quantity]);
    if (entry.quantity == nullptr) refuse_field(quantity, fields[quantity]);
    if (!unit_fits(entry.quantity->kind, fields[unit])) refuse_field(unit, fields[unit]);
    entry.unit = fields[unit];
    take_place(entry, fields);
    take_scale(entry, fields);
    take_billing(entry, fields[billing]);
    refuse_clashes(entry);
    entries_.push_back(std::move(entry));
  }

  void take_place(MapEntry& entry, const Fields& fields) const {
    const std::string& function = fields[function_code];
    const bool known = function == "3" || function == "03" || function == "4" || function == "04";
    if (!known) refuse_field(function_code, function);
    entry.function = static_cast<std::uint8_t>(function.back() - '0');
    entry.address = address_of(fields[address_hex]);
    take_type(entry, fields[data_type]);
    if (entry.address + std::uint32_t{registers_of(entry.type)} > kRegisterSpace) {
      refuse_field(address_hex, fields[address_hex]);
    }
  }

  std::uint16_t address_of(const std::string& field) const {
    if (!field.starts_with("0x") || field.size() < 3 || field.size() > 6) refuse_field(address_hex, field);
    std::uint16_t address = 0;
    const char* end = field.data() + field.size();
    const auto parsed = std::from_chars(field.data() + 2, end, address, 16);
    if (parsed.ec != std::errc() || parsed.ptr != end) refuse_field(address_hex, field);
    return address;
  }

  void take_type(MapEntry& entry, const std::string& field) const {
    constexpr std::string_view kSwapped = "-swapped";
    std::string_view type = field;
    entry.low_word_first = type.ends_with(kSwapped);
    if (entry.low_word_first) type.remove_suffix(kSwapped.size());
    const auto known = value_of(kTypes, type);
    if (!known || (entry.low_word_first && registers_of(*known) == 1)) refuse_field(data_type, field);
    entry.type = *known;
  }

  void take_scale(MapEntry& entry, const Fields& fields) const {
    const auto factor = domain::parse_decimal(fields[scale]);
    if (!factor || factor->coefficient <= 0) refuse_field(scale, fields[scale]);
    entry.scale = *factor;
    const auto ratio = value_of(kRatios, fields[ratios]);
    if (!ratio) refuse_field(ratios, fields[ratios]);
    entry.ratio = *ratio;
  }

  void take_billing(MapEntry& entry, const std::string& field) const {
    const bool allowed = entry.quantity->name == "energy_forward" || entry.quantity->name == "energy_total";
    if (!field.empty() && (field != "yes" || !allowed)) refuse_field(billing, field);
    entry.billing = field == "yes";
  }

  void refuse_clashes(const MapEntry& entry) const {
    const std::uint32_t end = entry.address + std::uint32_t{registers_of(entry.type)};
    for (const MapEntry& earlier : entries_) {
      const std::string name(earlier.quantity->name);
      if (earlier.quantity == entry.quantity) refuse("量重复：" + name, "quantity given twice: " + name);
      if (earlier.billing && entry.billing) refuse("只能有一个计费寄存器", "only one register can be the billing one");
      const std::uint32_t earlier_end = earlier.address + std::uint32_t{registers_of(earlier.type)};
      if (earlier.function == entry.function && entry.address < earlier_end && earlier.address < end) {
        refuse("寄存器与 " + name + " 重叠", "registers overlap with " + name);
      }
    }
  }

  std::string file_name_;
  std::size_t line_ = 0;
  std::vector<std::size_t> columns_;  // of the file, as indexes into kColumns
  std::vector<MapEntry> entries_;
};

std::string read_whole_file(const std::string& path) {
  std::ifstream stream(path, std::ios::binary);
  std::error_code error;
  const auto size = std::filesystem::is_regular_file(path, error) ? std::filesystem::file_size(path, error) : 0;
  if (!stream || error || size == 0) {
    throw MapRefused(path + ": 读不到寄存器表，请检查路径和权限 / cannot read this map, check path and permissions");
  }
  if (size > kMaxMapBytes) throw MapRefused(path + ": 超过 256 KiB / larger than 256 KiB");
  std::ostringstream text;
  text << stream.rdbuf();
  return text.str();
}

}  // namespace

std::uint16_t registers_of(RegisterType type) {
  switch (type) {
    case RegisterType::uint16:
    case RegisterType::int16: return 1;
    case RegisterType::uint64:
    case RegisterType::int64: return 4;
    default: return 2;
  }
}

RegisterMap parse_register_map(std::string_view text, const std::string& file_name) {
  MapReader reader(file_name);
  while (!text.empty()) {
    const auto end = text.find('\n');
    reader.take_line(text.substr(0, end));
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  }
  return reader.finish();
}

RegisterMap load_register_map(const std::string& name_or_path) {
  if (name_or_path.find('/') != std::string::npos) {
    return parse_register_map(read_whole_file(name_or_path), name_or_path);
  }
  std::string known;
  for (const BuiltInMap& map : built_in_maps()) {
    if (map.name == name_or_path) return parse_register_map(map.text, std::string(map.name) + ".csv");
    known += (known.empty() ? "" : ", ") + std::string(map.name);
  }
  throw MapRefused("没有名为 \"" + name_or_path + "\" 的寄存器表，可选 / no register map \"" + name_or_path +
                   "\", one of: " + known + "；或写文件路径 / or a file path");
}

}  // namespace quaywatt::agent
