#include "berth-agent/uplink/https_exchange.h"

#include <algorithm>
#include <charconv>
#include <stdexcept>

#include "Poco/Net/HTTPRequest.h"
#include "Poco/Net/HTTPResponse.h"
#include "Poco/Net/HTTPSClientSession.h"
#include "Poco/Net/NetException.h"
#include "Poco/Net/SSLException.h"
#include "berth-agent/uplink/certificate_defect.h"

namespace quaywatt::agent {

namespace {

constexpr domain::Millis kConnectPatience{8'000};

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
    return context;
  } catch (const Poco::Exception& failure) {
    throw std::runtime_error("证书或密钥文件不可用 / certificate or key files do not do: " + failure.displayText());
  }
}

LinkAnswer https_exchange(const HttpsPlace& place, const Poco::Net::Context::Ptr& context,
                          const HttpsRequest& request) {
  take_certificate_defect();
  try {
    Poco::Net::HTTPSClientSession session(place.host, place.tcp_port, context);
    session.setKeepAlive(false);
    session.setTimeout(timespan(std::min(request.patience, kConnectPatience)), timespan(request.patience),
                       timespan(request.patience));
    return converse(session, request);
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

}  // namespace quaywatt::agent
