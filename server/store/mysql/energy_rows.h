#pragma once
// Hourly energy and the curves it is kept from, as rows both ways.

#include <map>
#include <set>
#include <string>
#include <vector>

#include "server/store/derived_entries.h"
#include "server/store/mysql/connection.h"

namespace quaywatt::server::mysql {

std::map<std::string, domain::EnergyCurve> load_curves(Connection& connection, const std::string& agent,
                                                       const std::set<std::string>& meters);
void write_curves(Connection& connection, const std::string& agent,
                  const std::map<std::string, domain::EnergyCurve>& curves);

/// Added to the rows that are there.
void add_hour_rows(Connection& connection, const std::string& agent, const std::string& berth,
                   const std::string& meter, const domain::EnergyHours& hours);

/// As far as the hours need them.
std::vector<StoredReading> load_readings(Connection& connection, const std::string& agent, const domain::LineRef& line,
                                         std::uint8_t part, std::size_t max);

/// The hours of agents at these berths are to be summed anew.
void mark_to_refold(Connection& connection, const std::set<std::string>& berths);

}  // namespace quaywatt::server::mysql
