#include "berth-agent/uplink/https_link.h"

#include <utility>

#include "schema/wire/batch.h"

namespace quaywatt::agent {

HttpsLink::HttpsLink(HttpsPlace place, const TlsFiles& files)
    : place_(std::move(place)), context_(tls_context(files)) {}

LinkAnswer HttpsLink::send(const std::string& gzipped_batch) {
  return https_exchange(place_, context_,
                        {"POST", std::string(wire::kLedgerPath), std::string(wire::kBatchContentType), "gzip",
                         gzipped_batch, kUsualPatience});
}

LinkAnswer HttpsLink::head(domain::Millis patience) {
  return https_exchange(place_, context_, {"GET", std::string(wire::kHeadPath), {}, {}, {}, patience});
}

}  // namespace quaywatt::agent
