#include "berth-agent/berth/checklist_items.h"

#include <array>

namespace quaywatt::agent {

std::span<const ChecklistItem> items_of(domain::ChecklistCompleted::List list) {
  static constexpr std::array<ChecklistItem, 3> kLowVoltage{{
      {"interface", "02", "插头与插座型式一致", "plug and socket are of one type"},
      {"plug_dry_and_whole", "06", "插头电缆干燥完好", "plug and cable are dry and whole"},
      {"breaker_off", "05", "插接时开关断开", "breaker is off while plugging"},
  }};
  static constexpr std::array<ChecklistItem, 11> kHighVoltage{{
      {"interface", "02", "接口型式一致", "plug and socket are of one type"},
      {"plugged_dead", "05", "断电状态插接", "plugged in without voltage"},
      {"phase_sequence", "03", "相序正确", "phase sequence is right"},
      {"insulation", "06", "绝缘合格", "insulation is good"},
      {"earthing", "05", "接地可靠", "earthing is sound"},
      {"cable", "06", "电缆外观完好", "cable is whole"},
      {"communication", "05", "船岸通信畅通", "ship and shore can talk"},
      {"emergency_stop", "05", "应急分断有效", "emergency stop works"},
      {"fence", "05", "安全围栏就位", "safety fence is in place"},
      {"weather", "07", "天气允许", "weather permits"},
      {"both_signed", "14", "港方船方均已签名", "terminal and vessel have signed"},
  }};
  if (list == domain::ChecklistCompleted::List::high_voltage) return kHighVoltage;
  return kLowVoltage;
}

std::span<const ChecklistItem> computed_items() {
  // In order of precedence: another voltage cannot be helped by another plug, nor another plug by more capacity.
  static constexpr std::array<ChecklistItem, 3> kComputed{{
      {"voltage_frequency_phases", "03", "电压、频率、相数一致", "voltage, frequency and phases agree"},
      {"current", "02", "接口额定电流一致", "rated currents of plug and socket agree"},
      {"capacity", "04", "容量足够", "capacity is sufficient"},
  }};
  return kComputed;
}

}  // namespace quaywatt::agent
