#pragma once
// What the registers of vessels hold: the vessel, its engines, its retrofit, its convoy, its cards.

#include <array>

#include "domain/registers/choices.h"
#include "domain/registers/place_fields.h"

namespace quaywatt::domain {

/// A vessel's receiving facility stands with the vessel: installed or not, its parameters, its survey.
inline constexpr std::array kVesselFields{
    FieldRule{"identity", "船舶识别号", FieldKind::vessel_identity, true},
    FieldRule{"name", "船名", FieldKind::text, true},
    FieldRule{"registration", "船舶登记号", FieldKind::text},
    FieldRule{"mmsi", "MMSI", FieldKind::mmsi},
    FieldRule{"imo_number", "IMO编号", FieldKind::imo_number},
    FieldRule{"type", "船型", FieldKind::choice, true, 0, 0, kVesselTypeChoices},
    FieldRule{"navigation", "航行区域", FieldKind::choice, true, 0, 0, kNavigationChoices},
    FieldRule{"gross_tonnage", "总吨", FieldKind::integer, false, 1, 400'000},
    FieldRule{"dwt", "载重吨", FieldKind::integer, false, 1, 600'000},
    FieldRule{"keel_laid_on", "安放龙骨日期", FieldKind::date},
    FieldRule{"flag", "船旗国", FieldKind::code, true, 0, 2},
    FieldRule{"home_port", "船籍港", FieldKind::text},
    FieldRule{"operating_company", "经营人", FieldKind::code, false, 0, kCodeMax, {}, "companies"},
    FieldRule{"public_service", "政府国企船舶", FieldKind::yes_no},
    FieldRule{"registered_here", "本市登记", FieldKind::yes_no},
    FieldRule{"fuel", "燃料", FieldKind::choice, false, 0, 0, kFuelChoices},
    FieldRule{"has_generator", "有发电机", FieldKind::yes_no},
    FieldRule{"facility", "已装受电设施", FieldKind::yes_no},
    FieldRule{"facility_voltage_v", "受电电压V", FieldKind::integer, false, 1, kVoltageMaxV},
    FieldRule{"facility_frequency_hz", "受电频率Hz", FieldKind::integer, false, 1, 400},
    FieldRule{"facility_phases", "受电相数", FieldKind::integer, false, 1, 3},
    FieldRule{"facility_current_a", "受电电流A", FieldKind::integer, false, 1, 10'000},
    FieldRule{"facility_surveyed_on", "受电设施检验签注日期", FieldKind::date},
    FieldRule{"scrap_by", "强制报废日期", FieldKind::date},
    FieldRule{"scrapped_on", "拆解注销日期", FieldKind::date},
};

inline constexpr std::array kEngineFields{
    FieldRule{"vessel", "船舶识别号", FieldKind::vessel_identity, true, 0, 0, {}, "vessels"},
    FieldRule{"number", "序号", FieldKind::integer, true, 1, 20},
    FieldRule{"group", "类别", FieldKind::choice, true, 0, 0, kEngineGroupChoices},
    FieldRule{"rated_kw", "额定功率kW", FieldKind::integer, true, 1, 100'000},
    FieldRule{"rated_rpm", "额定转速r/min", FieldKind::integer, false, 1, 5'000},
    FieldRule{"built_on", "出厂日期", FieldKind::date},
    FieldRule{"tier", "排放阶段", FieldKind::choice, false, 0, 0, kTierChoices},
};

inline constexpr std::array kRetrofitStepFields{
    FieldRule{"vessel", "船舶识别号", FieldKind::vessel_identity, true, 0, 0, {}, "vessels"},
    FieldRule{"on", "日期", FieldKind::date, true},
    FieldRule{"state", "状态", FieldKind::choice, true, 0, 0, kRetrofitChoices},
    FieldRule{"document", "文号或证书号", FieldKind::text},
    FieldRule{"plan_year", "计划年度", FieldKind::integer, false, 2019, 2100},
    FieldRule{"subsidy_yuan", "补助元", FieldKind::integer, false, 0, 100'000'000},
};

inline constexpr std::array kConvoyFields{
    FieldRule{"tug", "拖轮识别号", FieldKind::vessel_identity, true, 0, 0, {}, "vessels"},
    FieldRule{"barge", "驳船识别号", FieldKind::vessel_identity, true, 0, 0, {}, "vessels"},
    FieldRule{"until", "解队日期", FieldKind::date},
};

inline constexpr std::array kCardFields{
    FieldRule{"number", "卡号", FieldKind::code, true, 0, kCodeMax},
    FieldRule{"vessel", "船舶识别号", FieldKind::vessel_identity, true, 0, 0, {}, "vessels"},
    FieldRule{"until", "停用日期", FieldKind::date},
};

}  // namespace quaywatt::domain
