#pragma once
// Makes a development authority on disk: CA, the server's certificate and the receipt key, in one directory.

#include <filesystem>
#include <string>
#include <vector>

#include "domain/time/instant.h"

namespace quaywatt::server {

/// Names below the directory. Keys have mode 0600.
struct AuthorityFiles {
  static constexpr const char* kCaCertificate = "ca.crt";
  static constexpr const char* kCaKey = "ca.key";
  static constexpr const char* kServerCertificate = "server.crt";
  static constexpr const char* kServerKey = "server.key";
  static constexpr const char* kReceiptKey = "receipt.key";
};

enum class AuthorityCreation { created, already_there };

/// `names`: DNS names and IP addresses the server's certificate is good for. All files appear or none. Throws
/// std::runtime_error when the directory holds anything else than all of them: nothing is overwritten.
AuthorityCreation create_authority(const std::filesystem::path& directory, const std::vector<std::string>& names,
                                   domain::Instant now);

}  // namespace quaywatt::server
