#include "domain/rules/names.h"

#include <array>

namespace quaywatt::domain {

template <>
std::span<const Named<VesselType>> names_of() {
  using enum VesselType;
  static constexpr std::array<Named<VesselType>, 14> kNames{{
      {dry_bulk, "dry_bulk"}, {multi_purpose, "multi_purpose"}, {container, "container"}, {ro_ro, "ro_ro"},
      {passenger, "passenger"}, {tug, "tug"}, {barge, "barge"}, {work_vessel, "work_vessel"},
      {public_service, "public_service"}, {other, "other"}, {oil_tanker, "oil_tanker"},
      {chemical_tanker, "chemical_tanker"}, {liquefied_gas, "liquefied_gas"}, {other_liquid, "other_liquid"}
  }};
  return kNames;
}

template <>
std::span<const Named<Navigation>> names_of() {
  using enum Navigation;
  static constexpr std::array<Named<Navigation>, 4> kNames{{
      {inland, "inland"}, {sea_river, "sea_river"}, {coastal, "coastal"}, {sea, "sea"}
  }};
  return kNames;
}

template <>
std::span<const Named<Waters>> names_of() {
  using enum Waters;
  static constexpr std::array<Named<Waters>, 3> kNames{{
      {yangtze_jiangsu, "yangtze_jiangsu"}, {inland_canal, "inland_canal"}, {coastal, "coastal"}
  }};
  return kNames;
}

template <>
std::span<const Named<BerthKind>> names_of() {
  using enum BerthKind;
  static constexpr std::array<Named<BerthKind>, 3> kNames{{
      {port, "port"}, {service_area, "service_area"}, {anchorage, "anchorage"}
  }};
  return kNames;
}

template <>
std::span<const Named<CargoClass>> names_of() {
  using enum CargoClass;
  static constexpr std::array<Named<CargoClass>, 3> kNames{{
      {general, "general"}, {dangerous, "dangerous"}, {oil_gas_chemical, "oil_gas_chemical"}
  }};
  return kNames;
}

template <>
std::span<const Named<Fuel>> names_of() {
  using enum Fuel;
  static constexpr std::array<Named<Fuel>, 6> kNames{{
      {diesel, "diesel"}, {lng, "lng"}, {methanol, "methanol"}, {hydrogen, "hydrogen"}, {battery, "battery"},
      {other, "other"}
  }};
  return kNames;
}

template <>
std::span<const Named<AlternativeMeasure>> names_of() {
  using enum AlternativeMeasure;
  static constexpr std::array<Named<AlternativeMeasure>, 6> kNames{{
      {clean_energy, "clean_energy"}, {new_energy, "new_energy"}, {onboard_battery, "onboard_battery"},
      {auxiliaries_off, "auxiliaries_off"}, {low_sulphur_fuel, "low_sulphur_fuel"},
      {after_treatment, "after_treatment"}
  }};
  return kNames;
}

template <>
std::span<const Named<ImpedimentCause>> names_of() {
  using enum ImpedimentCause;
  static constexpr std::array<Named<ImpedimentCause>, 9> kNames{{
      {terminal_fault, "terminal_fault"}, {vessel_fault, "vessel_fault"}, {severe_weather, "severe_weather"},
      {emergency, "emergency"}, {price, "price"}, {crew_refusal, "crew_refusal"}, {unattended, "unattended"},
      {queue, "queue"}, {other, "other"}
  }};
  return kNames;
}

template <>
std::span<const Named<Duty>> names_of() {
  using enum Duty;
  static constexpr std::array<Named<Duty>, 3> kNames{{
      {required, "required"}, {not_required, "not_required"}, {under_review, "under_review"}
  }};
  return kNames;
}

template <>
std::span<const Named<Outcome>> names_of() {
  using enum Outcome;
  static constexpr std::array<Named<Outcome>, 15> kNames{{
      {before_rule, "before_rule"}, {exempt_liquid_cargo, "exempt_liquid_cargo"},
      {no_generator, "no_generator"}, {encouraged_use, "encouraged_use"},
      {not_a_port_berth, "not_a_port_berth"}, {no_receiving_facility, "no_receiving_facility"},
      {no_supply, "no_supply"}, {insufficient_data, "insufficient_data"}, {below_threshold, "below_threshold"},
      {alternative, "alternative"}, {needs_review, "needs_review"}, {compliant, "compliant"},
      {compliant_partial, "compliant_partial"}, {excused, "excused"}, {not_connected, "not_connected"}
  }};
  return kNames;
}

template <>
std::span<const Named<Responsible>> names_of() {
  using enum Responsible;
  static constexpr std::array<Named<Responsible>, 4> kNames{{
      {vessel, "vessel"}, {terminal, "terminal"}, {unclear, "unclear"}, {nobody, "nobody"}
  }};
  return kNames;
}

template <>
std::span<const Named<Finding>> names_of() {
  using enum Finding;
  static constexpr std::array<Named<Finding>, 10> kNames{{
      {berth_without_supply, "berth_without_supply"}, {evidence_missing, "evidence_missing"},
      {new_build_without_receiving_facility, "new_build_without_receiving_facility"},
      {retrofit_overdue, "retrofit_overdue"}, {supply_mismatch, "supply_mismatch"},
      {supply_not_inspected, "supply_not_inspected"}, {supply_occupied, "supply_occupied"},
      {terminal_did_not_report, "terminal_did_not_report"},
      {terminal_did_not_supply, "terminal_did_not_supply"}, {tonnage_unknown, "tonnage_unknown"}
  }};
  return kNames;
}

}  // namespace quaywatt::domain
