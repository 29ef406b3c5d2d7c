#pragma once
// What must hold before a port is opened (faults D1, D2, D3, D10).

#include <stdexcept>

#include "server/log/log.h"
#include "server/store/server_stores.h"
#include "server/usecases/receipt_signer.h"

namespace quaywatt::server {

/// what() says what is wrong and the exact remedy, in Chinese and English.
class StartRefused : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

struct StartOptions {
  bool accept_durability_risk = false;
  std::string config_file;
};

/// Throws StartRefused. Returns true when it starts in spite of unsafe durability: the banner stays on.
bool check_database_before_start(ServerStores& stores, const StartOptions& options, Log& log);

/// Announces this instance's receipt key. Throws StartRefused when its id stands for another key.
void announce_receipt_key(ReceiptKeyStore& keys, const ReceiptSigner& signer, domain::Instant now);

}  // namespace quaywatt::server
