#pragma once
// TLS of the ports: 1.2 and later; with a client CA every connection must show a certificate of it (fault X2).

#include <Poco/Net/Context.h>
#include <Poco/Net/StreamSocket.h>

#include <filesystem>
#include <optional>

#include "server/http/call.h"

namespace quaywatt::server {

struct ServerTls {
  std::filesystem::path certificate_file;
  std::filesystem::path key_file;
  std::filesystem::path client_ca_file;  ///< empty: clients show no certificate
};

/// Throws std::runtime_error naming the file that does not do.
Poco::Net::Context::Ptr server_tls_context(const ServerTls& tls);

/// The verified certificate of the other end; nullopt when it showed none.
std::optional<PeerCertificate> peer_certificate(Poco::Net::StreamSocket& socket);

}  // namespace quaywatt::server
