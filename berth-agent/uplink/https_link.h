#pragma once
// The shipped link: HTTPS with the cabinet's client certificate, which alone says who speaks.

#include "berth-agent/uplink/https_exchange.h"

namespace quaywatt::agent {

class HttpsLink : public ServerLink {
 public:
  /// Throws std::runtime_error when the files do not do.
  HttpsLink(HttpsPlace place, const TlsFiles& files);

  LinkAnswer send(const std::string& gzipped_batch) override;
  LinkAnswer head(domain::Millis patience) override;

 private:
  HttpsPlace place_;
  Poco::Net::Context::Ptr context_;
};

}  // namespace quaywatt::agent
