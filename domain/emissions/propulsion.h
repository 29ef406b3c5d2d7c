#pragma once
// Load of the main engine from speed, and the mode a vessel is in.

#include <optional>

#include "domain/emissions/vocabulary.h"

namespace quaywatt::domain {

/// An engine that turns at all runs at this load at least (propeller law, US EPA ShipPowerModel; IMO GHG studies).
inline constexpr double kMinimumLoad = 0.02;
/// A service speed is this share of the speed at rated power.
inline constexpr double kServiceSpeedShare = 0.94;
/// In an anchorage a vessel is at anchor up to this speed.
inline constexpr double kAnchorageSpeedKn = 3;
/// At a berth a vessel lies still up to this speed: what is slower is jitter of the position, not propulsion.
inline constexpr double kBerthSpeedKn = 1;

/// Speed at rated power from the service speed, kn.
constexpr double reference_speed_from_service(double service_speed_kn) { return service_speed_kn / kServiceSpeedShare; }

/// (v/v_ref)^3 x (1 + margin) x draught_factor before the limits. `speed_kn` >= 0, `reference_speed_kn` > 0.
double unlimited_load(double speed_kn, double reference_speed_kn, double margin_percent, double draught_factor = 1);

/// Share of rated power: `unlimited` held within [kMinimumLoad, 1]; 0 for a vessel that does not move.
double limited_load(double speed_kn, double unlimited);

/// Admiralty law: power goes with (T/T_max)^(2/3).
double admiralty_factor(double draught_m, double max_draught_m);

/// Mode of a vessel. Order matters: anchorage up to 3 kn, berth up to 1 kn, manoeuvring above 1 kn up to 20 % load,
/// transit above 20 % load, else anchorage.
Mode mode_of(Area area, double speed_kn, double load);

/// Propulsion makes no power at berth and at anchor.
constexpr bool is_under_way(Mode mode) { return mode == Mode::transit || mode == Mode::manoeuvring; }

}  // namespace quaywatt::domain
