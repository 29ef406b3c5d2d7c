#include "server/store/mysql/enrolment_transaction.h"

#include "server/store/agent_standing.h"
#include "server/store/mysql/agent_keys.h"
#include "server/store/mysql/alarm_rows.h"
#include "server/store/mysql/held_heads.h"

namespace quaywatt::server::mysql {

EnrolmentCode code_of_row(const Rows& rows) {
  EnrolmentCode code;
  code.code_hash = rows.text(1);
  code.agent = rows.text(2);
  code.berth = rows.text(3);
  code.created_at = rows.instant(4);
  code.expires_at = rows.instant(5);
  code.used_at = rows.optional_instant(6);
  code.used_from = rows.text(7);
  code.used_keys = rows.text(8);
  code.certificate_fingerprint = rows.text(9);
  code.attempts = static_cast<std::uint32_t>(rows.integer(10));
  return code;
}

std::optional<EnrolmentCode> MysqlEnrolmentTransaction::present_code(const std::string& code_hash) {
  if (connection_.execute("UPDATE enrolment_codes SET attempts = attempts + 1 WHERE code_hash = ?", code_hash) == 0) {
    return std::nullopt;
  }
  auto rows = connection_.query(std::string(kCodeSelect) + " WHERE code_hash = ?", code_hash);
  rows.next();
  return code_of_row(rows);
}

domain::HeldLedger MysqlEnrolmentTransaction::lock_held(const std::string& agent) {
  connection_.query("SELECT name FROM agents WHERE name = ? FOR UPDATE", agent);
  return newest_held(connection_, agent);
}

std::optional<std::string> MysqlEnrolmentTransaction::certificate_pem(const std::string& fingerprint) {
  auto rows =
      connection_.query("SELECT certificate_pem FROM agent_certificates WHERE fingerprint = ?", fingerprint);
  return rows.next() ? std::optional(rows.text(1)) : std::nullopt;
}

void MysqlEnrolmentTransaction::enrol(const NewEnrolment& enrolment) {
  write_agent(enrolment);
  write_certificate(enrolment);
  add_key(connection_, {enrolment.agent, enrolment.held, enrolment.ledger_key, "enrolment",
                        enrolment.certificate.issued_at});
  connection_.execute(
      "UPDATE enrolment_codes SET used_at = ?, used_from = ?, used_keys = ?, certificate_fingerprint = ? "
      "WHERE code_hash = ?",
      enrolment.certificate.issued_at, enrolment.from, enrolment.keys_hash, enrolment.certificate.fingerprint,
      enrolment.code_hash);
}

void MysqlEnrolmentTransaction::write_agent(const NewEnrolment& enrolment) {
  connection_.execute(
      "INSERT INTO agents (name, berth, standing, ledger_key_fingerprint, program_version, enrolled_at) "
      "VALUES (?,?,?,?,?,?) "
      "ON DUPLICATE KEY UPDATE standing = VALUES(standing), ledger_key_fingerprint = VALUES(ledger_key_fingerprint), "
      "program_version = VALUES(program_version), enrolled_at = VALUES(enrolled_at), approved_at = NULL, "
      "suspended_at = NULL, revoked_at = NULL",
      enrolment.agent, enrolment.berth, standing_name(domain::AgentStanding::awaiting_approval),
      enrolment.ledger_key_fingerprint, enrolment.program_version, enrolment.certificate.issued_at);
}

void MysqlEnrolmentTransaction::write_certificate(const NewEnrolment& enrolment) {
  const IssuedCertificate& certificate = enrolment.certificate;
  connection_.execute("UPDATE agent_certificates SET revoked_at = ? WHERE agent = ? AND revoked_at IS NULL",
                      certificate.issued_at, enrolment.agent);
  connection_.execute(
      "INSERT INTO agent_certificates (fingerprint, agent, serial, issued_at, not_after, certificate_pem) "
      "VALUES (?,?,?,?,?,?)",
      certificate.fingerprint, enrolment.agent, certificate.serial, certificate.issued_at, certificate.not_after,
      certificate.pem);
}

std::vector<wire::ReceiptKey> MysqlEnrolmentTransaction::receipt_keys() {
  auto rows = connection_.query(
      "SELECT key_id, public_key FROM receipt_keys WHERE retired_at IS NULL ORDER BY first_seen_at DESC, key_id");
  std::vector<wire::ReceiptKey> keys;
  while (rows.next()) keys.push_back({rows.text(1), rows.text(2)});
  return keys;
}

void MysqlEnrolmentTransaction::raise(const Alarm& alarm) { raise_alarm(connection_, alarm); }

}  // namespace quaywatt::server::mysql
