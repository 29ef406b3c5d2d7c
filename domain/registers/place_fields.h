#pragma once
// What the registers of places hold: districts, companies, ports, waterways, terminals, berths, supply points,
// inspections, meters.

#include <array>

#include "domain/registers/choices.h"

namespace quaywatt::domain {

inline constexpr std::int64_t kCodeMax = 64;
inline constexpr std::int64_t kVoltageMaxV = 50'000;

inline constexpr std::array kDistrictFields{
    FieldRule{"id", "编号", FieldKind::code, true, 0, kCodeMax},
    FieldRule{"name", "名称", FieldKind::text, true},
};

inline constexpr std::array kCompanyFields{
    FieldRule{"id", "统一社会信用代码或编号", FieldKind::code, true, 0, kCodeMax},
    FieldRule{"name", "名称", FieldKind::text, true},
    FieldRule{"role", "类别", FieldKind::choice, true, 0, 0, kCompanyRoleChoices},
    FieldRule{"district", "市县区", FieldKind::code, false, 0, kCodeMax, {}, "districts"},
};

inline constexpr std::array kPortFields{
    FieldRule{"id", "编号", FieldKind::code, true, 0, kCodeMax},
    FieldRule{"name", "名称", FieldKind::text, true},
};

inline constexpr std::array kWaterwayFields{
    FieldRule{"id", "编号", FieldKind::code, true, 0, kCodeMax},
    FieldRule{"name", "名称", FieldKind::text, true},
    FieldRule{"waters", "水域", FieldKind::choice, true, 0, 0, kWatersChoices},
};

inline constexpr std::array kTerminalFields{
    FieldRule{"id", "编号", FieldKind::code, true, 0, kCodeMax},
    FieldRule{"name", "名称", FieldKind::text, true},
    FieldRule{"port", "港口", FieldKind::code, true, 0, kCodeMax, {}, "ports"},
    FieldRule{"port_area", "港区", FieldKind::text, true},
    FieldRule{"district", "市县区", FieldKind::code, true, 0, kCodeMax, {}, "districts"},
    FieldRule{"operating_company", "港口经营人", FieldKind::code, false, 0, kCodeMax, {}, "companies"},
    FieldRule{"cargo", "货类", FieldKind::choice, true, 0, 0, kTerminalCargoChoices},
    FieldRule{"cargo_class", "危险性", FieldKind::choice, true, 0, 0, kCargoChoices},
    FieldRule{"use", "使用状态", FieldKind::choice, true, 0, 0, kUseChoices},
    FieldRule{"built_together", "新改扩建同步建设岸电", FieldKind::yes_no},
};

inline constexpr std::array kBerthFields{
    FieldRule{"id", "编号", FieldKind::code, true, 0, 128},
    FieldRule{"name", "名称", FieldKind::text, true},
    FieldRule{"terminal", "码头", FieldKind::code, true, 0, kCodeMax, {}, "terminals"},
    FieldRule{"waterway", "航道", FieldKind::code, true, 0, kCodeMax, {}, "waterways"},
    FieldRule{"kind", "泊位类别", FieldKind::choice, true, 0, 0, kBerthKindChoices},
    FieldRule{"cargo_class", "危险性", FieldKind::choice, false, 0, 0, kCargoChoices},
    FieldRule{"use", "使用状态", FieldKind::choice, true, 0, 0, kUseChoices},
    FieldRule{"exclusion", "不计入覆盖率的依据文号", FieldKind::text},
};

inline constexpr std::array kSupplyPointFields{
    FieldRule{"berth", "泊位", FieldKind::code, true, 0, 128, {}, "berths"},
    FieldRule{"id", "岸电桩编号", FieldKind::code, true, 0, kCodeMax},
    FieldRule{"operating_company", "供电企业", FieldKind::code, false, 0, kCodeMax, {}, "companies"},
    FieldRule{"voltage_v", "额定电压V", FieldKind::integer, false, 1, kVoltageMaxV},
    FieldRule{"frequency_hz", "频率Hz", FieldKind::integer, false, 1, 400},
    FieldRule{"phases", "相数", FieldKind::integer, false, 1, 3},
    FieldRule{"current_a", "额定电流A", FieldKind::integer, false, 1, 10'000},
    FieldRule{"rated_power_w", "额定功率W", FieldKind::integer, false, 1, 50'000'000},
    FieldRule{"socket", "接口型式", FieldKind::text},
    FieldRule{"commissioned_on", "投入使用日期", FieldKind::date},
    FieldRule{"withdrawn_on", "停用拆除日期", FieldKind::date},
};

inline constexpr std::array kInspectionFields{
    FieldRule{"berth", "泊位", FieldKind::code, true, 0, 128, {}, "berths"},
    FieldRule{"supply_point", "岸电桩编号", FieldKind::code, true, 0, kCodeMax},
    FieldRule{"inspected_on", "检测日期", FieldKind::date, true},
    FieldRule{"valid_until", "有效期至", FieldKind::date},
    FieldRule{"inspector", "检测单位", FieldKind::code, true, 0, kCodeMax, {}, "companies"},
    FieldRule{"document", "报告编号", FieldKind::text},
};

inline constexpr std::array kMeterFields{
    FieldRule{"berth", "泊位", FieldKind::code, true, 0, 128, {}, "berths"},
    FieldRule{"id", "电表编号", FieldKind::code, true, 0, kCodeMax},
    FieldRule{"supply_point", "岸电桩编号", FieldKind::code, true, 0, kCodeMax},
    FieldRule{"model", "型号", FieldKind::text},
    FieldRule{"digits", "整数位数", FieldKind::integer, true, 4, 12},
    FieldRule{"resolution_wh", "分辨率Wh", FieldKind::integer, true, 1, 10'000},
    FieldRule{"ratio", "倍率", FieldKind::integer, true, 1, 1'000'000},
    FieldRule{"calibrated_until", "检定有效期至", FieldKind::date},
    FieldRule{"seal", "铅封号", FieldKind::text},
};

}  // namespace quaywatt::domain
