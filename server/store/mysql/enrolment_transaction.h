#pragma once
// One code presented, judged and perhaps spent.

#include <string_view>

#include "server/store/enrolment_store.h"
#include "server/store/mysql/connection.h"

namespace quaywatt::server::mysql {

inline constexpr std::string_view kCodeSelect =
    "SELECT code_hash, agent, berth, created_at, expires_at, used_at, used_from, used_keys, certificate_fingerprint, "
    "attempts FROM enrolment_codes";

/// Of a row of kCodeSelect.
EnrolmentCode code_of_row(const Rows& rows);

class MysqlEnrolmentTransaction : public EnrolmentTransaction {
 public:
  explicit MysqlEnrolmentTransaction(Connection& connection) : connection_(connection) {}

  std::optional<EnrolmentCode> present_code(const std::string& code_hash) override;
  domain::HeldLedger lock_held(const std::string& agent) override;
  std::optional<std::string> certificate_pem(const std::string& fingerprint) override;
  void enrol(const NewEnrolment& enrolment) override;
  std::vector<wire::ReceiptKey> receipt_keys() override;
  void raise(const Alarm& alarm) override;

 private:
  void write_agent(const NewEnrolment& enrolment);
  void write_certificate(const NewEnrolment& enrolment);

  Connection& connection_;
};

}  // namespace quaywatt::server::mysql
