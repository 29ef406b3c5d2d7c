#include "berth-agent/meter/dlt645_identifiers.h"

#include <array>

namespace quaywatt::agent::dlt645 {
namespace {

constexpr std::uint32_t kAxisByte = 0x0000FF00;
constexpr std::uint32_t kSettlementByte = 0x000000FF;
constexpr std::uint8_t kBlock = 0xFF;
constexpr std::uint8_t kLastTariff = 0x3F;
constexpr std::uint8_t kLastSettlementDay = 0x0C;
constexpr std::uint8_t kPhaseStep = 0x14;  ///< energies of phase A, B, C lie 14H, 28H, 3CH above those of the meter

/// One row of annex A. "{}" in the names stands for tariff or phase.
struct Row {
  std::uint32_t identifier;
  Axis axis;
  bool settlements;  ///< DI0: 00 now, 01–0C that many settlement days back
  bool by_phase;     ///< energies: DI2 + 14H, 28H, 3CH for phase A, B, C, without tariffs
  ItemFormat format;
  std::string_view unit, zh, en;
};

constexpr ItemFormat kEnergy{ItemKind::number, 4, 2};
constexpr ItemFormat kSignedEnergy{ItemKind::signed_number, 4, 2};
constexpr ItemFormat kDemand{ItemKind::number, 3, 4, 5};
constexpr ItemFormat kSignedDemand{ItemKind::signed_number, 3, 4, 5};
constexpr ItemFormat kPower{ItemKind::signed_number, 3, 4};
constexpr ItemFormat kPercent{ItemKind::number, 2, 2};

constexpr std::array kRows{
    // table A.1, energies
    Row{0x00000000, Axis::tariff, true, false, kSignedEnergy, "kWh", "组合有功{}电能", "combined active energy {}"},
    Row{0x00010000, Axis::tariff, true, true, kEnergy, "kWh", "正向有功{}电能", "forward active energy {}"},
    Row{0x00020000, Axis::tariff, true, true, kEnergy, "kWh", "反向有功{}电能", "reverse active energy {}"},
    Row{0x00030000, Axis::tariff, true, true, kSignedEnergy, "kvarh", "组合无功1{}电能", "combined reactive 1 energy {}"},
    Row{0x00040000, Axis::tariff, true, true, kSignedEnergy, "kvarh", "组合无功2{}电能", "combined reactive 2 energy {}"},
    Row{0x00050000, Axis::tariff, true, true, kEnergy, "kvarh", "第一象限无功{}电能", "quadrant I reactive energy {}"},
    Row{0x00060000, Axis::tariff, true, true, kEnergy, "kvarh", "第二象限无功{}电能", "quadrant II reactive energy {}"},
    Row{0x00070000, Axis::tariff, true, true, kEnergy, "kvarh", "第三象限无功{}电能", "quadrant III reactive energy {}"},
    Row{0x00080000, Axis::tariff, true, true, kEnergy, "kvarh", "第四象限无功{}电能", "quadrant IV reactive energy {}"},
    Row{0x00090000, Axis::tariff, true, true, kEnergy, "kVAh", "正向视在{}电能", "forward apparent energy {}"},
    Row{0x000A0000, Axis::tariff, true, true, kEnergy, "kVAh", "反向视在{}电能", "reverse apparent energy {}"},
    Row{0x00800000, Axis::none, true, true, kEnergy, "kWh", "关联总电能", "associated energy total"},
    Row{0x00810000, Axis::none, true, true, kEnergy, "kWh", "正向有功基波总电能", "forward fundamental active energy total"},
    Row{0x00820000, Axis::none, true, true, kEnergy, "kWh", "反向有功基波总电能", "reverse fundamental active energy total"},
    Row{0x00830000, Axis::none, true, true, kEnergy, "kWh", "正向有功谐波总电能", "forward harmonic active energy total"},
    Row{0x00840000, Axis::none, true, true, kEnergy, "kWh", "反向有功谐波总电能", "reverse harmonic active energy total"},
    Row{0x00850000, Axis::none, true, true, kEnergy, "kWh", "铜损有功总电能补偿量", "copper loss compensation energy total"},
    Row{0x00860000, Axis::none, true, true, kEnergy, "kWh", "铁损有功总电能补偿量", "iron loss compensation energy total"},
    // table A.2, maximum demand
    Row{0x01010000, Axis::tariff, true, false, kDemand, "kW", "正向有功{}最大需量", "forward active maximum demand {}"},
    Row{0x01020000, Axis::tariff, true, false, kDemand, "kW", "反向有功{}最大需量", "reverse active maximum demand {}"},
    Row{0x01030000, Axis::tariff, true, false, kSignedDemand, "kvar", "组合无功1{}最大需量",
        "combined reactive 1 maximum demand {}"},
    Row{0x01040000, Axis::tariff, true, false, kSignedDemand, "kvar", "组合无功2{}最大需量",
        "combined reactive 2 maximum demand {}"},
    // table A.3, quantities of the moment
    Row{0x02010000, Axis::phase, false, false, {ItemKind::number, 2, 1}, "V", "{}电压", "{} voltage"},
    Row{0x02020000, Axis::phase, false, false, {ItemKind::signed_number, 3, 3}, "A", "{}电流", "{} current"},
    Row{0x02030000, Axis::total_and_phase, false, false, kPower, "kW", "瞬时{}有功功率", "{} active power"},
    Row{0x02040000, Axis::total_and_phase, false, false, kPower, "kvar", "瞬时{}无功功率", "{} reactive power"},
    Row{0x02050000, Axis::total_and_phase, false, false, kPower, "kVA", "瞬时{}视在功率", "{} apparent power"},
    Row{0x02060000, Axis::total_and_phase, false, false, {ItemKind::signed_number, 2, 3}, "1", "{}功率因数",
        "{} power factor"},
    Row{0x02070000, Axis::phase, false, false, {ItemKind::number, 2, 1}, "°", "{}相角", "{} phase angle"},
    Row{0x02080000, Axis::phase, false, false, kPercent, "%", "{}电压波形失真度", "{} voltage distortion"},
    Row{0x02090000, Axis::phase, false, false, kPercent, "%", "{}电流波形失真度", "{} current distortion"},
    Row{0x02800001, Axis::none, false, false, {ItemKind::signed_number, 3, 3}, "A", "零线电流", "neutral current"},
    Row{0x02800002, Axis::none, false, false, {ItemKind::number, 2, 2}, "Hz", "电网频率", "frequency"},
    Row{0x02800003, Axis::none, false, false, kPower, "kW", "一分钟有功总平均功率", "one-minute average active power"},
    Row{0x02800004, Axis::none, false, false, kPower, "kW", "当前有功需量", "present active demand"},
    Row{0x02800005, Axis::none, false, false, kPower, "kvar", "当前无功需量", "present reactive demand"},
    Row{0x02800006, Axis::none, false, false, kPower, "kVA", "当前视在需量", "present apparent demand"},
    Row{0x02800007, Axis::none, false, false, {ItemKind::signed_number, 2, 1}, "°C", "表内温度", "temperature inside"},
    Row{0x02800008, Axis::none, false, false, {ItemKind::number, 2, 2}, "V", "时钟电池电压", "clock battery voltage"},
    Row{0x02800009, Axis::none, false, false, {ItemKind::number, 2, 2}, "V", "停电抄表电池电压", "outage battery voltage"},
    Row{0x0280000A, Axis::none, false, false, {ItemKind::number, 4, 0}, "min", "内部电池工作时间", "battery working time"},
    // table A.5, parameters
    Row{0x04000101, Axis::none, false, false, {ItemKind::digits, 4}, "", "日期及星期 (YYMMDDWW)",
        "date and weekday (YYMMDDWW)"},
    Row{0x04000102, Axis::none, false, false, {ItemKind::digits, 3}, "", "时间 (hhmmss)", "time (hhmmss)"},
    Row{0x04000306, Axis::none, false, false, {ItemKind::number, 3, 0}, "1", "电流互感器变比", "CT ratio"},
    Row{0x04000307, Axis::none, false, false, {ItemKind::number, 3, 0}, "1", "电压互感器变比", "PT ratio"},
    Row{0x04000401, Axis::none, false, false, {ItemKind::digits, 6}, "", "通信地址", "communication address"},
    Row{0x04000402, Axis::none, false, false, {ItemKind::digits, 6}, "", "表号", "meter number"},
    Row{0x04000403, Axis::none, false, false, {ItemKind::letters, 32}, "", "资产管理编码", "asset number"},
    Row{0x04000404, Axis::none, false, false, {ItemKind::letters, 6}, "", "额定电压", "rated voltage"},
    Row{0x04000405, Axis::none, false, false, {ItemKind::letters, 6}, "", "额定电流/基本电流", "rated current"},
    Row{0x04000406, Axis::none, false, false, {ItemKind::letters, 6}, "", "最大电流", "maximum current"},
    Row{0x04000407, Axis::none, false, false, {ItemKind::letters, 4}, "", "有功准确度等级", "active accuracy class"},
    Row{0x04000408, Axis::none, false, false, {ItemKind::letters, 4}, "", "无功准确度等级", "reactive accuracy class"},
    Row{0x04000409, Axis::none, false, false, {ItemKind::number, 3, 0}, "imp/kWh", "有功常数", "active constant"},
    Row{0x0400040A, Axis::none, false, false, {ItemKind::number, 3, 0}, "imp/kvarh", "无功常数", "reactive constant"},
    Row{0x0400040B, Axis::none, false, false, {ItemKind::letters, 10}, "", "电表型号", "meter model"},
    Row{0x0400040C, Axis::none, false, false, {ItemKind::letters, 10}, "", "生产日期", "date of manufacture"},
    Row{0x0400040D, Axis::none, false, false, {ItemKind::letters, 16}, "", "协议版本号", "protocol version"},
};

std::uint8_t byte_of(std::uint32_t identifier, unsigned index) {
  return static_cast<std::uint8_t>(identifier >> (8 * index) & 0xFFU);
}

bool axis_takes(Axis axis, std::uint8_t value) {
  switch (axis) {
    case Axis::none: return value == 0;
    case Axis::tariff: return value <= kLastTariff || value == kBlock;
    case Axis::phase: return (value >= 1 && value <= 3) || value == kBlock;
    case Axis::total_and_phase: return value <= 3 || value == kBlock;
  }
  return false;
}

// Which phase of the row's energy the identifier names: 0 the whole meter, 1–3; nullopt when it is another row's.
std::optional<std::uint8_t> phase_in_row(const Row& row, std::uint32_t identifier) {
  std::uint32_t fixed = 0xFFFFFFFF;
  if (row.axis != Axis::none) fixed &= ~kAxisByte;
  if (row.settlements) fixed &= ~kSettlementByte;
  if ((identifier & fixed) == row.identifier) return std::uint8_t{0};
  if (!row.by_phase) return std::nullopt;
  for (std::uint8_t phase = 1; phase <= 3; ++phase) {
    const std::uint32_t shifted = row.identifier + (static_cast<std::uint32_t>(phase * kPhaseStep) << 16U);
    if ((identifier & ~kSettlementByte) == shifted) return phase;
  }
  return std::nullopt;
}

std::string filled(std::string_view name, std::string_view label) {
  std::string text(name);
  if (const auto place = text.find("{}"); place != std::string::npos) text.replace(place, 2, label);
  if (text.starts_with(' ')) text.erase(0, 1);
  if (text.ends_with(' ')) text.pop_back();
  return text;
}

IdentifierMeaning named(const Row& row, std::uint32_t identifier, std::uint8_t phase) {
  const std::uint8_t on_axis = byte_of(identifier, 1);
  const std::uint8_t settlement = row.settlements ? byte_of(identifier, 0) : std::uint8_t{0};
  const bool all_on_axis = row.axis != Axis::none && on_axis == kBlock;
  const bool all_settlements = settlement == kBlock;
  const std::size_t index = row.axis == Axis::phase ? on_axis - std::size_t{1} : on_axis;
  const bool labelled = row.axis != Axis::none && !all_on_axis && phase == 0;

  IdentifierMeaning meaning{row.format, all_on_axis ? row.axis : Axis::none, all_on_axis || all_settlements, row.unit,
                            filled(row.zh, labelled ? item_name_zh(row.axis, index) : ""),
                            filled(row.en, labelled ? item_name_en(row.axis, index) : "")};
  if (phase > 0) {
    meaning.zh = item_name_zh(Axis::phase, phase - std::size_t{1}) + meaning.zh;
    meaning.en = item_name_en(Axis::phase, phase - std::size_t{1}) + " " + meaning.en;
  }
  if (settlement > 0 && !all_settlements) {
    meaning.zh = "上" + std::to_string(settlement) + "结算日" + meaning.zh;
    meaning.en += ", " + std::to_string(settlement) + " settlement days back";
  }
  if (meaning.block) {
    meaning.zh += "数据块";
    meaning.en += " block";
  }
  return meaning;
}

}  // namespace

std::optional<IdentifierMeaning> meaning_of(std::uint32_t identifier) {
  for (const Row& row : kRows) {
    const auto phase = phase_in_row(row, identifier);
    if (!phase) continue;
    const std::uint8_t settlement = byte_of(identifier, 0);
    if (*phase == 0 && row.axis != Axis::none && !axis_takes(row.axis, byte_of(identifier, 1))) continue;
    if (row.settlements && settlement > kLastSettlementDay && settlement != kBlock) continue;
    if (row.settlements && settlement == kBlock && byte_of(identifier, 1) == kBlock) continue;  // a table of both: none
    return named(row, identifier, *phase);
  }
  return std::nullopt;
}

std::size_t max_items(Axis axis) {
  switch (axis) {
    case Axis::none: return std::size_t{kLastSettlementDay} + 1;
    case Axis::tariff: return std::size_t{kLastTariff} + 1;
    case Axis::phase: return 3;
    case Axis::total_and_phase: return 4;
  }
  return 1;
}

std::string item_name_zh(Axis axis, std::size_t index) {
  if (axis == Axis::phase) return std::string(1, static_cast<char>('A' + index)) + "相";
  if (axis == Axis::none) return index == 0 ? "当前" : "上" + std::to_string(index) + "结算日";
  if (index == 0) return "总";
  if (axis == Axis::tariff) return "费率" + std::to_string(index);
  return item_name_zh(Axis::phase, index - 1);
}

std::string item_name_en(Axis axis, std::size_t index) {
  if (axis == Axis::phase) return "phase " + std::string(1, static_cast<char>('A' + index));
  if (axis == Axis::none) return index == 0 ? "now" : std::to_string(index) + " settlement days back";
  if (index == 0) return "total";
  if (axis == Axis::tariff) return "tariff " + std::to_string(index);
  return item_name_en(Axis::phase, index - 1);
}

}  // namespace quaywatt::agent::dlt645
