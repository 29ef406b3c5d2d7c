#pragma once
// The cabinet's TLS key: P-256, made here, never leaving this machine; only a request for a certificate does.

#include <string>
#include <string_view>

namespace quaywatt::agent {

/// A new P-256 private key as PKCS#8 PEM. Throws std::runtime_error when OpenSSL fails.
std::string new_tls_key_pem();

/// PKCS#10 request for that key, PEM. Its subject says nothing: the server names the agent.
std::string certificate_request_pem(std::string_view tls_key_pem);

/// Does the certificate carry the public half of that key? False for anything that does not parse.
bool certificate_fits_key(std::string_view certificate_pem, std::string_view tls_key_pem);

}  // namespace quaywatt::agent
