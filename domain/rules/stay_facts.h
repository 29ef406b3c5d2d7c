#pragma once
// What is known of one stay, as far as the rules ask. An empty optional is "nobody knows", which the rules treat
// apart from "no"; an absent receiving facility or supply is "there is none".

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "domain/time/instant.h"
#include "domain/units.h"

namespace quaywatt::domain {

/// As in the survey certificate, never as AIS broadcasts it.
enum class VesselType {
  dry_bulk, multi_purpose, container, ro_ro, passenger, tug, barge, work_vessel, public_service, other,
  oil_tanker, chemical_tanker, liquefied_gas, other_liquid
};

enum class Navigation { inland, sea_river, coastal, sea };
enum class Waters { yangtze_jiangsu, inland_canal, coastal };
enum class BerthKind { port, service_area, anchorage };
enum class CargoClass { general, dangerous, oil_gas_chemical };
enum class Fuel { diesel, lng, methanol, hydrogen, battery, other };

/// What a vessel may do instead of connecting; whether it counts is rule data.
enum class AlternativeMeasure {
  clean_energy, new_energy, onboard_battery, auxiliaries_off, low_sulphur_fuel, after_treatment
};

/// What may hinder a connection; whether it excuses is rule data.
enum class ImpedimentCause {
  terminal_fault, vessel_fault, severe_weather, emergency, price, crew_refusal, unattended, queue, other
};

struct ElectricalParameters {
  std::optional<std::int64_t> voltage_v;
  std::optional<std::int64_t> frequency_hz;
  std::optional<std::int64_t> phases;
  std::optional<std::int64_t> current_a;
};

struct ReceivingFacility {
  ElectricalParameters parameters;
  std::optional<Date> surveyed_on;  ///< empty: installed, never surveyed
};

struct ShoreSupply {
  ElectricalParameters parameters;
  std::optional<Date> inspected_on;  ///< empty: never inspected
};

/// Type, tonnage, flag and facility as they were at the time of the stay (fault V14).
struct VesselFacts {
  VesselType type = VesselType::other;
  Navigation navigation = Navigation::inland;
  std::optional<GrossTonnage> gross_tonnage;
  std::optional<Date> keel_laid_on;
  std::string flag;  ///< ISO 3166-1 alpha-2; empty: unknown
  std::optional<bool> public_service;
  std::optional<Fuel> fuel;
  std::optional<bool> has_generator;
  std::optional<ReceivingFacility> receiving_facility;
};

struct BerthFacts {
  Waters waters = Waters::inland_canal;
  BerthKind kind = BerthKind::port;
  std::optional<CargoClass> cargo;
  std::optional<ShoreSupply> supply;
  std::optional<bool> supply_reaches_vessel;  ///< empty: a raft whose order nobody recorded
  std::optional<bool> supply_occupied;        ///< true: every socket fed another vessel
};

struct StayTimes {
  Instant arrived_at{};                   ///< first seen alongside
  std::optional<Instant> departed_at;     ///< last seen alongside; empty: unknown or still there
  std::optional<Instant> arrived_earliest;  ///< last seen away before; not after `arrived_at`
  std::optional<Instant> departed_latest;   ///< first seen away after; not before `departed_at`
};

struct ConnectionFacts {
  Instant from{};
  std::optional<Instant> to;  ///< empty: still connected when the judged time ends; not before `from`
  WattHours energy;           ///< not negative
};

/// Why a vessel does not connect: what it does instead, or what hinders.
using Claim = std::variant<AlternativeMeasure, ImpedimentCause>;

struct DeclarationFacts {
  Claim claim;
  bool recorded_at_the_time = false;
  bool terminal_confirmed = false;  ///< by another actor than the one who declared
  Instant from{};
  std::optional<Instant> to;  ///< empty: lasted to the end of the judged time; not before `from`
};

/// Whether the terminal owed a report of the vessel's not using shore power (CN-MOT-MEASURES art. 22).
struct TerminalReport {
  std::optional<bool> had_to_report;
  std::optional<bool> reported;
};

struct StayFacts {
  VesselFacts vessel;
  BerthFacts berth;
  StayTimes stay;
  std::vector<ConnectionFacts> connections;
  std::vector<DeclarationFacts> declarations;
  TerminalReport terminal_report;
  std::optional<Instant> as_of;  ///< up to when a stay without departure is judged; not before `arrived_at`
};

}  // namespace quaywatt::domain
