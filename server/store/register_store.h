#pragma once
// The registers that stays are judged against: places and vessels. Loaded from files, all or nothing; ids are the
// registers' own. Undated for now: what is loaded last counts for every stay.

#include <optional>
#include <string>
#include <vector>

#include "domain/rules/stay_facts.h"
#include "domain/time/instant.h"

namespace quaywatt::server {

struct RegisteredPort {
  std::string id;
  std::string name;
};

struct RegisteredWaterway {
  std::string id;
  std::string name;
  domain::Waters waters = domain::Waters::inland_canal;
};

struct RegisteredBerth {
  std::string id;
  std::string name;
  std::string port;
  std::string port_area;
  std::string waterway;
  domain::Waters waters = domain::Waters::inland_canal;
  domain::BerthKind kind = domain::BerthKind::port;
  std::optional<domain::CargoClass> cargo;
  std::string district;
};

struct RegisteredSupplyPoint {
  std::string berth;
  std::string id;                     ///< unique at its berth
  domain::ShoreSupply supply;
  domain::Watts rated_power{0};       ///< 0: unknown
};

struct RegisteredMeter {
  std::string berth;
  std::string id;                     ///< unique at its berth
  std::string supply_point;
  std::int32_t digits = 6;            ///< before the decimal point of its register, kWh
  domain::WattHours resolution{10};
  std::int64_t ratio = 1;             ///< CT × PT
  std::optional<domain::Date> calibrated_until = {};  ///< last day of its verification
  std::string seal = {};
};

struct RegisteredVessel {
  std::string identity;
  std::string name;
  std::optional<std::uint32_t> mmsi;
  domain::VesselFacts facts;
};

struct Registers {
  std::vector<RegisteredPort> ports;
  std::vector<RegisteredWaterway> waterways;
  std::vector<RegisteredBerth> berths;
  std::vector<RegisteredSupplyPoint> supply_points;
  std::vector<RegisteredMeter> meters;
  std::vector<RegisteredVessel> vessels;
};

/// Where an entry names a place that is neither in the file nor in the database: "/berths/3/port".
struct RegisterDefect {
  std::string pointer;
  std::string text;
};

struct RegisterLoad {
  bool changed = false;                 ///< false: the very file that was loaded last
  std::vector<RegisterDefect> defects;  ///< not empty: nothing was loaded
};

class RegisterStore {
 public:
  virtual ~RegisterStore() = default;

  /// Adds new entries and replaces those with the same id, in one transaction; entries the file does not name stay.
  /// Every stay is judged again afterwards. `checksum` is the file's SHA-256.
  virtual RegisterLoad load(const Registers& registers, const std::string& checksum, domain::Instant at) = 0;
};

}  // namespace quaywatt::server
