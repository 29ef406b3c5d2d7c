#include "berth-agent/uplink/https_link.h"

#include <utility>

namespace quaywatt::agent {

HttpsLink::HttpsLink(HttpsPlace place, const TlsFiles& files) : place_(std::move(place)), context_(tls_context(files)) {}

LinkAnswer HttpsLink::send(const std::string& gzipped_batch) {
  return https_exchange(place_, context_,
                        {"POST", "/agent/v1/ledger", "application/x-ndjson", "gzip", gzipped_batch, kUsualPatience});
}

LinkAnswer HttpsLink::head(domain::Millis patience) {
  return https_exchange(place_, context_, {"GET", "/agent/v1/head", {}, {}, {}, patience});
}

}  // namespace quaywatt::agent
