#pragma once
// Looks at the certificate and key files of the settings, for start-up and `quaywatt doctor`.

#include <filesystem>
#include <optional>
#include <string>

#include "domain/time/instant.h"

namespace quaywatt::server {

enum class FileDefect {
  none,
  missing,
  no_certificate,
  no_key,
  key_of_another,   ///< certificate and key do not belong together
  open_to_others    ///< a private key that others than its owner may read
};

FileDefect check_certificate(const std::filesystem::path& certificate_file);
FileDefect check_private_key(const std::filesystem::path& key_file);
FileDefect check_pair(const std::filesystem::path& certificate_file, const std::filesystem::path& key_file);
/// An Ed25519 key for receipts.
FileDefect check_receipt_key(const std::filesystem::path& key_file);

/// nullopt when there is no certificate in the file.
std::optional<domain::Instant> certificate_end(const std::filesystem::path& certificate_file);

}  // namespace quaywatt::server
