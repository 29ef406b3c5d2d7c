#include "domain/registers/register_kind.h"

#include <algorithm>
#include <array>

#include "domain/registers/choices.h"
#include "domain/registers/place_fields.h"
#include "domain/registers/vessel_fields.h"

namespace quaywatt::domain {
namespace {

constexpr std::array kKinds{
    RegisterKind{"districts", "市县区", "districts", 1, false, kDistrictFields},
    RegisterKind{"companies", "企业", "companies", 1, true, kCompanyFields},
    RegisterKind{"ports", "港口", "ports", 1, false, kPortFields},
    RegisterKind{"waterways", "航道", "waterways", 1, false, kWaterwayFields},
    RegisterKind{"terminals", "码头", "terminals", 1, true, kTerminalFields},
    RegisterKind{"berths", "泊位", "berths", 1, true, kBerthFields},
    RegisterKind{"supply_points", "岸电桩", "supply points", 2, true, kSupplyPointFields},
    RegisterKind{"inspections", "岸电检测", "inspections", 3, false, kInspectionFields},
    RegisterKind{"meters", "电表", "meters", 2, true, kMeterFields},
    RegisterKind{"vessels", "船舶", "vessels", 1, true, kVesselFields},
    RegisterKind{"engines", "船舶发动机", "engines", 2, true, kEngineFields},
    RegisterKind{"retrofit_steps", "改造进度", "retrofit steps", 3, false, kRetrofitStepFields},
    RegisterKind{"convoys", "船队", "convoys", 2, true, kConvoyFields},
    RegisterKind{"cards", "岸电卡", "cards", 1, true, kCardFields},
};

constexpr FieldRule kValidFrom{"valid_from", "起用日期", FieldKind::date};

}  // namespace

std::span<const RegisterKind> register_kinds() { return kKinds; }

const RegisterKind* register_kind_named(std::string_view name) {
  const auto* found = std::ranges::find(kKinds, name, &RegisterKind::name);
  return found == kKinds.end() ? nullptr : &*found;
}

const FieldRule& valid_from_field() { return kValidFrom; }

}  // namespace quaywatt::domain
