#pragma once
// Alarms as rows, for every transaction that raises one with what it does.

#include "server/store/alarm_store.h"
#include "server/store/mysql/pool.h"

namespace quaywatt::server::mysql {

/// Inserts or counts up. An alarm that had been cleared is open again.
void raise_alarm(Connection& connection, const Alarm& alarm);

class MysqlAlarmStore : public AlarmStore {
 public:
  explicit MysqlAlarmStore(ConnectionPool& pool) : pool_(pool) {}
  void raise(const Alarm& alarm) override;
  std::vector<RaisedAlarm> open_alarms(std::size_t max) override;

 private:
  ConnectionPool& pool_;
};

}  // namespace quaywatt::server::mysql
