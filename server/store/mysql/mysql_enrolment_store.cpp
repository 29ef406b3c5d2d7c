#include "server/store/mysql/mysql_enrolment_store.h"

#include "server/store/mysql/enrolment_transaction.h"
#include "server/store/mysql/transaction.h"
#include "server/store/store_error.h"

namespace quaywatt::server::mysql {

void MysqlEnrolmentStore::in_transaction(const std::function<void(EnrolmentTransaction&)>& work) {
  mysql::in_transaction(pool_, [&](Connection& connection) {
    MysqlEnrolmentTransaction transaction(connection);
    work(transaction);
  });
}

CodeCreation MysqlEnrolmentStore::create_code(const EnrolmentCode& code) {
  CodeCreation creation = CodeCreation::created;
  mysql::in_transaction(pool_, [&](Connection& connection) {
    auto rows = connection.query("SELECT berth FROM agents WHERE name = ? FOR UPDATE", code.agent);
    creation = rows.next() && rows.text(1) != code.berth ? CodeCreation::other_berth : CodeCreation::created;
    if (creation != CodeCreation::created) return;
    connection.execute(
        "UPDATE enrolment_codes SET expires_at = ? WHERE agent = ? AND used_at IS NULL AND expires_at > ?",
        code.created_at, code.agent, code.created_at);
    connection.execute(
        "INSERT INTO enrolment_codes (code_hash, agent, berth, created_at, expires_at) VALUES (?,?,?,?,?)",
        code.code_hash, code.agent, code.berth, code.created_at, code.expires_at);
  });
  return creation;
}

std::vector<EnrolmentCode> MysqlEnrolmentStore::codes(std::size_t max) {
  std::vector<EnrolmentCode> codes;
  read(pool_, [&](Connection& connection) {
    codes.clear();
    auto rows = connection.query(std::string(kCodeSelect) + " ORDER BY created_at DESC, code_hash LIMIT ?", max);
    while (rows.next()) codes.push_back(code_of_row(rows));
  });
  return codes;
}

bool MysqlEnrolmentStore::announce(const wire::ReceiptKey& key, domain::Instant at) {
  bool ours = false;
  mysql::in_transaction(pool_, [&](Connection& connection) {
    // Two instances may announce the same key at once; the second insert changes nothing.
    connection.execute(
        "INSERT INTO receipt_keys (key_id, public_key, first_seen_at) VALUES (?,?,?) "
        "ON DUPLICATE KEY UPDATE key_id = key_id",
        key.key_id, key.public_key, at);
    auto rows = connection.query("SELECT public_key FROM receipt_keys WHERE key_id = ?", key.key_id);
    ours = rows.next() && rows.text(1) == key.public_key;
  });
  return ours;
}

}  // namespace quaywatt::server::mysql
