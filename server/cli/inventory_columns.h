#pragma once
// The columns of an activity file and what may stand in them.

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/emissions/vocabulary.h"

namespace quaywatt::server {

/// Required columns first, then the optional ones. Order in the file is free.
enum class ActivityColumn : std::uint8_t {
  id, ship_type, dwt, gt, teu, mcr_kw, keel_laid_year, main_engine, aux_engine, zone, area, speed_kn,
  reference_speed_kn, hours,
  // optional
  year, waterway, in_stay, connected_hours, service_speed_kn, keel_laid_date, main_certified_tier, aux_certified_tier,
  main_rpm, aux_rpm, aux_rated_kw, draught_m, max_draught_m, gas_m3, passengers, vessel_id, start
};

inline constexpr std::size_t kRequiredColumns = 14;

}  // namespace quaywatt::server

namespace quaywatt::domain {

template <>
struct Words<server::ActivityColumn> {
  static constexpr std::array<std::string_view, 31> list{
      "id", "ship_type", "dwt", "gt", "teu", "mcr_kw", "keel_laid_year", "main_engine", "aux_engine", "zone", "area",
      "speed_kn", "reference_speed_kn", "hours",
      "year", "waterway", "in_stay", "connected_hours", "service_speed_kn", "keel_laid_date", "main_certified_tier",
      "aux_certified_tier", "main_rpm", "aux_rpm", "aux_rated_kw", "draught_m", "max_draught_m", "gas_m3",
      "passengers", "vessel_id", "start"};
};

}  // namespace quaywatt::domain

namespace quaywatt::server {

/// Where each column lies in the file.
struct ActivityHeader {
  static constexpr std::size_t kMaxFields = 256;

  std::size_t field_count = 0;
  domain::By<ActivityColumn, std::optional<std::uint16_t>> place;
  std::vector<std::string> ignored;  ///< columns that mean nothing here
  std::string fault;                 ///< why the header cannot be used, Chinese / English; empty when it can

  bool has(ActivityColumn column) const { return place[column].has_value(); }
};

/// The column that holds a ship's size in `unit`.
ActivityColumn size_column(domain::SizeUnit unit);

/// Reads the header line (without line end; a byte-order mark is passed over).
ActivityHeader read_activity_header(std::string_view line);

}  // namespace quaywatt::server
