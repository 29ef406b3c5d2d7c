#include "server/enrolment/certificate_check.h"

#include <fstream>
#include <sstream>
#include <stdexcept>

#include "schema/wire/signature.h"
#include "server/enrolment/certificate_builder.h"

namespace quaywatt::server {

namespace fs = std::filesystem;

namespace {

std::string text_of(const fs::path& file) {
  std::ifstream in(file);
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
}

bool open_to_others(const fs::path& file) {
  return (fs::status(file).permissions() & (fs::perms::group_all | fs::perms::others_all)) != fs::perms::none;
}

}  // namespace

FileDefect check_certificate(const fs::path& certificate_file) {
  if (!fs::exists(certificate_file)) return FileDefect::missing;
  return tls::certificate_from_pem(text_of(certificate_file)) ? FileDefect::none : FileDefect::no_certificate;
}

FileDefect check_private_key(const fs::path& key_file) {
  if (!fs::exists(key_file)) return FileDefect::missing;
  if (!tls::key_from_pem(text_of(key_file))) return FileDefect::no_key;
  return open_to_others(key_file) ? FileDefect::open_to_others : FileDefect::none;
}

FileDefect check_pair(const fs::path& certificate_file, const fs::path& key_file) {
  const auto certificate = tls::certificate_from_pem(text_of(certificate_file));
  const auto key = tls::key_from_pem(text_of(key_file));
  if (!certificate) return FileDefect::no_certificate;
  if (!key) return FileDefect::no_key;
  return X509_check_private_key(certificate.get(), key.get()) == 1 ? FileDefect::none : FileDefect::key_of_another;
}

FileDefect check_receipt_key(const fs::path& key_file) {
  if (!fs::exists(key_file)) return FileDefect::missing;
  try {
    wire::SigningKey::from_pem(text_of(key_file));
  } catch (const std::runtime_error&) {
    return FileDefect::no_key;
  }
  return open_to_others(key_file) ? FileDefect::open_to_others : FileDefect::none;
}

std::optional<domain::Instant> certificate_end(const fs::path& certificate_file) {
  const auto certificate = tls::certificate_from_pem(text_of(certificate_file));
  return certificate ? std::optional(tls::not_after(certificate.get())) : std::nullopt;
}

}  // namespace quaywatt::server
