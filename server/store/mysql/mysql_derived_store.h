#pragma once
// The derived tables in MariaDB or MySQL: schema/sql 0023 to 0033.

#include "server/store/derived_store.h"
#include "server/store/lease_fence.h"
#include "server/store/mysql/pool.h"
#include "server/store/mysql/transaction.h"

namespace quaywatt::server::mysql {

class MysqlDerivedStore : public DerivedStore {
 public:
  /// `fence`: the lease under which it is written, if under any; borrowed.
  explicit MysqlDerivedStore(ConnectionPool& pool, RetryPolicy retry = {}, const LeaseFence* fence = nullptr)
      : pool_(pool), retry_(std::move(retry)), fence_(fence) {}

  void derive(const std::function<void(DerivationTransaction&)>& work) override;
  void judge(const std::function<void(JudgingTransaction&)>& work) override;
  std::map<std::string, DerivationCursor> cursors() override;
  std::vector<WaitingStay> waiting(std::size_t max, const std::set<std::string>& berths_to_wait_for) override;
  bool judge_under(const std::string& rules) override;
  std::vector<RefoldedAgent> to_refold() override;
  void drop(const std::string& agent) override;

 private:
  ConnectionPool& pool_;
  RetryPolicy retry_;
  const LeaseFence* fence_;
};

/// Every stay is to be judged again.
void mark_every_stay(Connection& connection);

}  // namespace quaywatt::server::mysql
