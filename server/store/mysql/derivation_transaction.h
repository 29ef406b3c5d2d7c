#pragma once
// One batch on its way into the derived rows.

#include "server/store/derived_store.h"
#include "server/store/mysql/connection.h"

namespace quaywatt::server::mysql {

class MysqlDerivationTransaction : public DerivationTransaction {
 public:
  explicit MysqlDerivationTransaction(Connection& connection) : connection_(connection) {}

  DerivationCursor lock_cursor(const std::string& agent) override;
  void load(const std::string& agent, const std::vector<domain::LineRef>& refs,
            domain::BerthJournal& journal) override;
  void save(const std::string& agent, const std::string& berth, const domain::BerthJournal& journal,
            const ChangedEntries& changed) override;
  void save_receipt(const std::string& agent, const domain::LineRef& declaration,
                    const domain::LineReceipt& receipt) override;
  void add_readings(const std::string& agent, const std::string& berth,
                    const std::vector<StoredReading>& readings) override;
  void set_aside(const std::string& agent, const domain::LineRef& line, domain::LineRefusal reason) override;
  void note_ahead(const std::string& agent, const std::vector<LineAhead>& lines) override;
  std::map<std::string, domain::EnergyCurve> curves(const std::string& agent,
                                                    const std::set<std::string>& meters) override;
  void save_curves(const std::string& agent, const std::map<std::string, domain::EnergyCurve>& curves) override;
  MeterLimits meter_limits(const std::string& berth, const std::string& supply_point,
                           const std::string& meter) override;
  void add_hours(const std::string& agent, const std::string& berth, const std::string& meter,
                 const domain::EnergyHours& hours) override;
  void drop_hours(const std::string& agent) override;
  std::vector<StoredReading> readings_after(const std::string& agent, const domain::LineRef& line, std::uint8_t part,
                                            std::size_t max) override;
  std::optional<domain::Instant> first_contact(const std::string& agent, domain::Instant from,
                                               domain::Instant until) override;
  void mark_with_neighbours(const std::string& agent, const std::set<domain::LineRef>& stays) override;
  void mark_open(const std::string& agent) override;
  void move_cursor(const std::string& agent, const DerivationCursor& cursor) override;

 private:
  Connection& connection_;
};

}  // namespace quaywatt::server::mysql
