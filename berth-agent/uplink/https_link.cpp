#include "berth-agent/uplink/https_link.h"

#include <utility>

#include "schema/wire/batch.h"

namespace quaywatt::agent {

namespace {

LinkFailure nowhere(const std::string& host) {
  return {LinkFailure::Kind::unreachable,
          "服务器名 " + host + " 无法解析(DNS),也没有可用的旧地址;请检查网络和 DNS 设置;数据保留待传",
          "the server's name " + host + " does not resolve (DNS) and no earlier address is known; check the network "
          "and its DNS; everything is kept",
          std::nullopt};
}

/// The old address was tried because the name leads nowhere: both must be said.
void add_unresolved(LinkFailure& failure, const std::string& host, const std::string& address) {
  failure.zh = "服务器名 " + host + " 无法解析(DNS),已改试上次地址 " + address + ":" + failure.zh;
  failure.en = "the server's name " + host + " does not resolve (DNS); its last address " + address +
               " was tried: " + failure.en;
}

}  // namespace

HttpsLink::HttpsLink(HttpsPlace place, const TlsFiles& files, AddressBook* book)
    : place_(std::move(place)), context_(tls_context(files)), book_(book) {}

LinkAnswer HttpsLink::send(const std::string& gzipped_batch) {
  return exchange({"POST", std::string(wire::kLedgerPath), std::string(wire::kBatchContentType), "gzip", gzipped_batch,
                   kUsualPatience});
}

LinkAnswer HttpsLink::head(domain::Millis patience) {
  return exchange({"GET", std::string(wire::kHeadPath), {}, {}, {}, patience});
}

LinkAnswer HttpsLink::exchange(const HttpsRequest& request) {
  if (book_ == nullptr) return https_exchange(place_, context_, request, &session_);
  const auto way = book_->way_to(place_.host);
  if (way.addresses.empty()) return nowhere(place_.host);
  RoutedAnswer routed = https_exchange_by(way.addresses, place_, context_, request, &session_);
  auto* failure = std::get_if<LinkFailure>(&routed.answer);
  if (failure == nullptr) book_->found(place_.host, routed.connected);
  if (failure != nullptr && !way.resolved) add_unresolved(*failure, place_.host, way.addresses.front());
  return std::move(routed.answer);
}

}  // namespace quaywatt::agent
