#include "server/store/mysql/alarm_rows.h"

#include "server/store/mysql/fitting_text.h"
#include "server/store/mysql/transaction.h"

namespace quaywatt::server::mysql {

namespace {

constexpr std::size_t kNameMax = 128;  // columns subject and occasion
constexpr std::size_t kTextMax = 500;  // columns text_zh and text_en

}  // namespace

void raise_alarm(Connection& connection, const Alarm& alarm) {
  connection.execute(
      "INSERT INTO alarms (kind, subject, occasion, text_zh, text_en, first_at, last_at, occurrences, cleared_at) "
      "VALUES (?,?,?,?,?,?,?,1,NULL) "
      "ON DUPLICATE KEY UPDATE last_at = VALUES(last_at), occurrences = occurrences + 1, cleared_at = NULL",
      alarm.kind, fitting_text(alarm.subject, kNameMax), fitting_text(alarm.occasion, kNameMax),
      fitting_text(alarm.zh, kTextMax), fitting_text(alarm.en, kTextMax), alarm.at, alarm.at);
}

void MysqlAlarmStore::raise(const Alarm& alarm) {
  in_transaction(pool_, [&](Connection& connection) { raise_alarm(connection, alarm); });
}

std::vector<RaisedAlarm> MysqlAlarmStore::open_alarms(std::size_t max) {
  std::vector<RaisedAlarm> alarms;
  read(pool_, [&](Connection& connection) {
    alarms.clear();
    auto rows = connection.query(
        "SELECT kind, subject, occasion, text_zh, text_en, first_at, last_at, occurrences FROM alarms "
        "WHERE cleared_at IS NULL ORDER BY last_at DESC, kind, subject, occasion LIMIT ?",
        max);
    while (rows.next()) {
      alarms.push_back({{rows.text(1), rows.text(2), rows.text(3), rows.text(4), rows.text(5), rows.instant(6)},
                        rows.instant(7),
                        static_cast<std::uint32_t>(rows.integer(8))});
    }
  });
  return alarms;
}

}  // namespace quaywatt::server::mysql
