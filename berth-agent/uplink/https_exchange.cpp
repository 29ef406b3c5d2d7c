#include "berth-agent/uplink/https_exchange.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <stdexcept>
#include <utility>

#include "Poco/Net/HTTPRequest.h"
#include "Poco/Net/HTTPResponse.h"
#include "Poco/Net/HTTPSClientSession.h"
#include "Poco/Net/NetException.h"
#include "Poco/Net/SecureStreamSocket.h"
#include "Poco/Net/SSLException.h"
#include "berth-agent/uplink/certificate_defect.h"

namespace quaywatt::agent {

namespace {

// With a far end that falls silent in the handshake Poco waits this long and twice the patience: 27 s (fault N4).
constexpr domain::Millis kConnectPatience{7'000};

Poco::Timespan timespan(domain::Millis patience) {
  return {std::max<Poco::Timespan::TimeDiff>(patience.count(), 1) * Poco::Timespan::MILLISECONDS};
}

std::optional<domain::Millis> retry_after(const Poco::Net::HTTPResponse& response) {
  const std::string text = response.get("Retry-After", "");
  std::int32_t seconds = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seconds);
  if (error != std::errc{} || end != text.data() + text.size() || seconds < 0) return std::nullopt;
  return std::chrono::seconds{seconds};
}

/// Reads no more than we ever need: a longer body is cut and will not decode.
std::string read_bounded(std::istream& in) {
  std::string body(kReplyBytesMax, '\0');
  in.read(body.data(), static_cast<std::streamsize>(body.size()));
  body.resize(static_cast<std::size_t>(in.gcount()));
  return body;
}

ServerReply converse(Poco::Net::HTTPSClientSession& session, const HttpsRequest& request) {
  Poco::Net::HTTPRequest head(request.method, request.path, Poco::Net::HTTPMessage::HTTP_1_1);
  head.setKeepAlive(false);
  head.set("User-Agent", "quaywatt-agent/" QUAYWATT_VERSION);
  if (!request.content_type.empty()) {
    head.setContentType(request.content_type);
    head.setContentLength64(static_cast<Poco::Int64>(request.body.size()));
    if (!request.content_encoding.empty()) head.set("Content-Encoding", request.content_encoding);
  }
  session.sendRequest(head) << request.body;
  Poco::Net::HTTPResponse response;
  std::istream& in = session.receiveResponse(response);
  ServerReply reply{static_cast<int>(response.getStatus()), {}, retry_after(response)};
  reply.body = read_bounded(in);
  return reply;
}

LinkFailure distrusted(const std::string& what) {
  if (const auto defect = take_certificate_defect()) {
    return {LinkFailure::Kind::distrusted, words_zh(*defect), words_en(*defect), std::nullopt};
  }
  return {LinkFailure::Kind::distrusted, "安全连接未能建立:" + what + ";数据保留待传",
          "TLS could not be set up: " + what + "; everything is kept", std::nullopt};
}

LinkFailure unreachable(const HttpsPlace& place, const Poco::Exception& failure) {
  const std::string where = place.host + ":" + std::to_string(place.tcp_port);
  return {LinkFailure::Kind::unreachable, "无法连接服务器 " + where + ":" + failure.displayText() + ";数据保留待传",
          "cannot reach " + where + ": " + failure.displayText() + "; everything is kept", std::nullopt};
}

}  // namespace

Poco::Net::Context::Ptr tls_context(const TlsFiles& files) {
  watch_certificates();
  Poco::Net::Context::Params params;
  params.caLocation = files.ca.string();
  params.certificateFile = files.certificate.string();
  params.privateKeyFile = files.key.string();
  // Strict, not relaxed: relaxed does not compare the name of a host on the loopback.
  params.verificationMode = Poco::Net::Context::VERIFY_STRICT;
  params.loadDefaultCAs = false;
  try {
    Poco::Net::Context::Ptr context = new Poco::Net::Context(Poco::Net::Context::TLS_CLIENT_USE, params);
    context->requireMinimumProtocol(Poco::Net::Context::PROTO_TLSV1_2);
    context->enableSessionCache(true);
    return context;
  } catch (const Poco::Exception& failure) {
    throw std::runtime_error("证书或密钥文件不可用 / certificate or key files do not do: " + failure.displayText());
  }
}

namespace {

/// Can go to a given address instead of where the name leads just now; TLS still asks for the name.
class AddressedSession : public Poco::Net::HTTPSClientSession {
 public:
  AddressedSession(const HttpsPlace& place, const Poco::Net::Context::Ptr& context,
                   const Poco::Net::Session::Ptr& resumed)
      : HTTPSClientSession(place.host, place.tcp_port, context, resumed) {}

  /// Poco would close and resolve anew for a request without keep-alive; the request itself still asks to be closed.
  void go_to(const std::string& address) {
    setKeepAlive(true);
    setKeepAliveTimeout(timespan(kUsualPatience * 10));
    connect(Poco::Net::SocketAddress(Poco::Net::IPAddress(address), getPort()));
  }
};

struct Attempt {
  std::string address;  ///< empty: where the name leads
  domain::Millis connect_patience = kConnectPatience;
  bool reached = false;  ///< TLS stood at `address`: from then on the request may have had its effect
};

LinkAnswer attempt(Attempt& by, const HttpsPlace& place, const Poco::Net::Context::Ptr& context,
                   const HttpsRequest& request, Poco::Net::Session::Ptr* resumable) {
  take_certificate_defect();
  try {
    AddressedSession session(place, context, resumable ? *resumable : Poco::Net::Session::Ptr());
    session.setKeepAlive(false);
    session.setTimeout(timespan(std::min(request.patience, by.connect_patience)), timespan(request.patience),
                       timespan(request.patience));
    if (!by.address.empty()) session.go_to(by.address);
    by.reached = true;
    ServerReply reply = converse(session, request);
    // TLS 1.3 hands a session out after the handshake, so it is there only now.
    if (resumable) *resumable = Poco::Net::SecureStreamSocket(session.socket()).currentSession();
    return reply;
  } catch (const Poco::Net::SSLConnectionUnexpectedlyClosedException& failure) {
    return unreachable(place, failure);
  } catch (const Poco::Net::SSLException& failure) {
    return distrusted(failure.displayText());
  } catch (const Poco::Exception& failure) {
    return unreachable(place, failure);
  } catch (const std::exception& failure) {
    return unreachable(place, Poco::IOException(failure.what()));
  }
}

}  // namespace

LinkAnswer https_exchange(const HttpsPlace& place, const Poco::Net::Context::Ptr& context, const HttpsRequest& request,
                          Poco::Net::Session::Ptr* resumable) {
  Attempt by;
  return attempt(by, place, context, request, resumable);
}

RoutedAnswer https_exchange_by(const std::vector<std::string>& addresses, const HttpsPlace& place,
                               const Poco::Net::Context::Ptr& context, const HttpsRequest& request,
                               Poco::Net::Session::Ptr* resumable) {
  const auto share = static_cast<std::int64_t>(std::max<std::size_t>(addresses.size(), 1));
  RoutedAnswer routed;
  std::optional<LinkFailure> stranger;  // says more than "nobody there" at the next address
  for (const std::string& address : addresses) {
    Attempt by{address, kConnectPatience / share};
    routed.answer = attempt(by, place, context, request, resumable);
    if (by.reached) routed.connected = address;
    const auto* failure = std::get_if<LinkFailure>(&routed.answer);
    if (by.reached || failure == nullptr) return routed;
    if (!stranger && failure->kind == LinkFailure::Kind::distrusted) stranger = *failure;
  }
  if (stranger) routed.answer = *stranger;
  return routed;
}

}  // namespace quaywatt::agent
