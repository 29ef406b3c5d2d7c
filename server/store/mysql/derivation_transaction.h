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
  std::optional<domain::Instant> first_contact(const std::string& agent, domain::Instant from,
                                               domain::Instant until) override;
  void mark_with_neighbours(const std::string& agent, const std::set<domain::LineRef>& stays) override;
  void mark_open(const std::string& agent) override;
  void move_cursor(const std::string& agent, const DerivationCursor& cursor) override;

 private:
  Connection& connection_;
};

}  // namespace quaywatt::server::mysql
