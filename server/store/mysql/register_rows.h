#pragma once
// Registers of places and vessels as rows, both ways.

#include <optional>
#include <string>
#include <vector>

#include "server/store/mysql/connection.h"
#include "server/store/register_store.h"

namespace quaywatt::server::mysql {

void save_registers(Connection& connection, const Registers& registers);

std::optional<RegisteredBerth> find_berth(Connection& connection, const std::string& id);
/// By id.
std::vector<RegisteredSupplyPoint> supply_points_at(Connection& connection, const std::string& berth);
std::optional<RegisteredMeter> find_meter(Connection& connection, const std::string& berth, const std::string& id);
/// 0: unknown.
domain::Watts rated_power_of(Connection& connection, const std::string& berth, const std::string& supply_point);
/// Vessels that share the identity, the MMSI or the name's key; by identity, at most a few.
std::vector<RegisteredVessel> vessels_like(Connection& connection, const std::string& identity,
                                           const std::optional<std::uint32_t>& mmsi, const std::string& name_key);

}  // namespace quaywatt::server::mysql
