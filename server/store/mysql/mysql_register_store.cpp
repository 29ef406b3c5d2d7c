#include "server/store/mysql/mysql_register_store.h"

#include <algorithm>
#include <set>

#include "server/store/mysql/energy_rows.h"
#include "server/store/mysql/mysql_derived_store.h"
#include "server/store/mysql/register_rows.h"

namespace quaywatt::server::mysql {

namespace {

/// Ids a file may refer to: its own and those loaded before.
class KnownIds {
 public:
  template <typename Entries>
  KnownIds(Connection& connection, const char* table, const Entries& entries) {
    auto rows = connection.query(std::string("SELECT id FROM ") + table);
    while (rows.next()) ids_.insert(rows.text(1));
    for (const auto& entry : entries) ids_.insert(entry.id);
  }
  bool holds(const std::string& id) const { return ids_.contains(id); }

 private:
  std::set<std::string> ids_;
};

bool has_supply_point(Connection& connection, const Registers& registers, const RegisteredMeter& meter) {
  const bool in_file = std::ranges::any_of(registers.supply_points, [&](const RegisteredSupplyPoint& point) {
    return point.berth == meter.berth && point.id == meter.supply_point;
  });
  if (in_file) return true;
  auto rows = connection.query("SELECT 1 FROM supply_points WHERE berth = ? AND id = ?", meter.berth,
                               meter.supply_point);
  return rows.next();
}

class ReferenceCheck {
 public:
  explicit ReferenceCheck(std::vector<RegisterDefect>& defects) : defects_(defects) {}

  void require(bool known, const char* list, std::size_t index, const char* member, const std::string& id) {
    if (known) return;
    defects_.push_back({"/" + std::string(list) + "/" + std::to_string(index) + "/" + member,
                        "登记中没有“" + id + "”，请先登记或一并导入 / nothing is registered under '" + id +
                            "'; load it first or in the same file"});
  }

 private:
  std::vector<RegisterDefect>& defects_;
};

std::vector<RegisterDefect> broken_references(Connection& connection, const Registers& registers) {
  std::vector<RegisterDefect> defects;
  ReferenceCheck check(defects);
  const KnownIds ports(connection, "ports", registers.ports);
  const KnownIds waterways(connection, "waterways", registers.waterways);
  const KnownIds berths(connection, "berths", registers.berths);
  for (std::size_t i = 0; i < registers.berths.size(); ++i) {
    const auto& berth = registers.berths[i];
    check.require(ports.holds(berth.port), "berths", i, "port", berth.port);
    check.require(waterways.holds(berth.waterway), "berths", i, "waterway", berth.waterway);
  }
  for (std::size_t i = 0; i < registers.supply_points.size(); ++i) {
    const auto& point = registers.supply_points[i];
    check.require(berths.holds(point.berth), "supply_points", i, "berth", point.berth);
  }
  for (std::size_t i = 0; i < registers.meters.size(); ++i) {
    const auto& meter = registers.meters[i];
    check.require(has_supply_point(connection, registers, meter), "meters", i, "supply_point", meter.supply_point);
  }
  return defects;
}

/// Where what is known of a meter or its supply point may have changed.
std::set<std::string> metered_berths(const Registers& registers) {
  std::set<std::string> berths;
  for (const auto& point : registers.supply_points) berths.insert(point.berth);
  for (const auto& meter : registers.meters) berths.insert(meter.berth);
  return berths;
}

}  // namespace

RegisterLoad MysqlRegisterStore::load(const Registers& registers, const std::string& checksum, domain::Instant at) {
  RegisterLoad load;
  in_transaction(
      pool_,
      [&](Connection& connection) {
        load = {};
        auto newest = connection.query(
            "SELECT number, checksum FROM register_loads ORDER BY number DESC LIMIT 1 FOR UPDATE");
        const bool any = newest.next();
        if (any && newest.text(2) == checksum) return;
        load.defects = broken_references(connection, registers);
        if (!load.defects.empty()) return;
        load.changed = true;
        save_registers(connection, registers);
        connection.execute("INSERT INTO register_loads (number, checksum, loaded_at) VALUES (?,?,?)",
                           any ? newest.integer(1) + 1 : 1, checksum, at);
        mark_every_stay(connection);
        mark_to_refold(connection, metered_berths(registers));
      },
      retry_);
  return load;
}

}  // namespace quaywatt::server::mysql
