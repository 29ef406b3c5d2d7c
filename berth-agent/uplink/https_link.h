#pragma once
// The shipped link: HTTPS with the cabinet's client certificate, which alone says who speaks.

#include "berth-agent/uplink/address_book.h"
#include "berth-agent/uplink/https_exchange.h"

namespace quaywatt::agent {

class HttpsLink : public ServerLink {
 public:
  /// Throws std::runtime_error when the files do not do.
  /// `book`, not owned, knows where the server was last found; without one the name alone leads there.
  HttpsLink(HttpsPlace place, const TlsFiles& files, AddressBook* book = nullptr);

  LinkAnswer send(const std::string& gzipped_batch) override;
  LinkAnswer head(domain::Millis patience) override;

 private:
  LinkAnswer exchange(const HttpsRequest& request);

  HttpsPlace place_;
  Poco::Net::Context::Ptr context_;
  AddressBook* book_;
  Poco::Net::Session::Ptr session_;  ///< of the last answer, to go on with
};

}  // namespace quaywatt::agent
