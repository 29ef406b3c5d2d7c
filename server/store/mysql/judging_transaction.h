#pragma once
// One stay on its way to a verdict.

#include "server/store/derived_store.h"
#include "server/store/mysql/connection.h"

namespace quaywatt::server::mysql {

class MysqlJudgingTransaction : public JudgingTransaction {
 public:
  explicit MysqlJudgingTransaction(Connection& connection) : connection_(connection) {}

  bool lock_waiting(const LineId& stay) override;
  StayRecord record(const LineId& stay) override;
  void save_energy(const LineId& session, const ComputedEnergy& energy) override;
  std::optional<KeptAssessment> newest_assessment(const LineId& stay) override;
  void append_assessment(const LineId& stay, const KeptAssessment& assessment, domain::Instant made_at) override;
  void save_judged(const LineId& stay, const JudgedStay& judged) override;
  void done(const LineId& stay) override;

 private:
  Connection& connection_;
};

}  // namespace quaywatt::server::mysql
