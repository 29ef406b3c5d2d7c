#pragma once
// Enrolment codes and what they buy, in MariaDB or MySQL. Also the receipt keys, which a grant names.

#include "server/store/enrolment_store.h"
#include "server/store/mysql/pool.h"
#include "server/store/receipt_key_store.h"

namespace quaywatt::server::mysql {

class MysqlEnrolmentStore : public EnrolmentStore, public ReceiptKeyStore {
 public:
  explicit MysqlEnrolmentStore(ConnectionPool& pool) : pool_(pool) {}

  void in_transaction(const std::function<void(EnrolmentTransaction&)>& work) override;
  CodeCreation create_code(const EnrolmentCode& code) override;
  std::vector<EnrolmentCode> codes(std::size_t max) override;
  bool announce(const wire::ReceiptKey& key, domain::Instant at) override;

 private:
  ConnectionPool& pool_;
};

}  // namespace quaywatt::server::mysql
