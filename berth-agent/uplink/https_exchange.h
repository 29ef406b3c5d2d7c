#pragma once
// One request over TLS, closed afterwards: a server's threads are not held by idle cabinets. What goes wrong comes
// back as words for the people at the berth, a distrusted certificate with its fingerprint and dates (fault N8).

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "Poco/Net/Context.h"
#include "Poco/Net/Session.h"
#include "berth-agent/uplink/server_link.h"

namespace quaywatt::agent {

struct HttpsPlace {
  std::string host;
  std::uint16_t tcp_port = 0;
};

/// What we show and whom we trust, as PEM files. Without certificate and key the far end learns nobody's name.
struct TlsFiles {
  std::filesystem::path ca;
  std::filesystem::path certificate;
  std::filesystem::path key;
};

/// TLS 1.2 or later; only the given CA counts; the host's name must be in the certificate.
/// Throws std::runtime_error when a file is missing or does not fit.
Poco::Net::Context::Ptr tls_context(const TlsFiles& files);

struct HttpsRequest {
  std::string method;
  std::string path;
  std::string content_type;      ///< empty: no body
  std::string content_encoding;  ///< may be empty
  std::string body;
  domain::Millis patience = kUsualPatience;  ///< for connecting, and for each silence of the far end
};

inline constexpr std::size_t kReplyBytesMax = 256 * 1024;

/// What came of it, and which address took the request; empty: none did.
struct RoutedAnswer {
  LinkAnswer answer;
  std::string connected;
};

/// As below, but connecting to one of `addresses` (at least one) of that host, in order until one proves to be the
/// server: the certificate is checked against the host's name whichever it is (fault N7).
RoutedAnswer https_exchange_by(const std::vector<std::string>& addresses, const HttpsPlace& place,
                               const Poco::Net::Context::Ptr& context, const HttpsRequest& request,
                               Poco::Net::Session::Ptr* resumable = nullptr);

/// Never throws for what a network or a far end can do. `resumable`, if given, is the TLS session to go on with, and
/// becomes the newest: a handshake without certificates is a quarter of the bytes, which decides on 2 kbit/s (fault
/// N5).
LinkAnswer https_exchange(const HttpsPlace& place, const Poco::Net::Context::Ptr& context, const HttpsRequest& request,
                          Poco::Net::Session::Ptr* resumable = nullptr);

}  // namespace quaywatt::agent
