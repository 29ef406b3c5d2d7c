#include "server/enrolment/authority_files.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <stdexcept>

#include "schema/wire/signature.h"
#include "server/enrolment/certificate_builder.h"

namespace quaywatt::server {

namespace fs = std::filesystem;

namespace {

constexpr std::chrono::days kCaLife{3650};
constexpr std::chrono::days kServerLife{397};
constexpr std::chrono::minutes kClockAllowance{10};

struct NamedFile {
  const char* name;
  std::string content;
  bool secret;
};

bool is_address(const std::string& name) {
  std::array<unsigned char, sizeof(in6_addr)> address;
  return inet_pton(AF_INET, name.c_str(), address.data()) == 1 ||
         inet_pton(AF_INET6, name.c_str(), address.data()) == 1;
}

bool is_host_name(const std::string& name) {
  constexpr std::string_view kLetters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-";
  return !name.empty() && name.find_first_not_of(kLetters) == std::string::npos;
}

std::string alternatives(const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& name : names) {
    const bool address = is_address(name);
    if (!address && !is_host_name(name)) throw std::runtime_error("不是主机名或地址 / no host name or address: " + name);
    text += (text.empty() ? "" : ",") + std::string(address ? "IP:" : "DNS:") + name;
  }
  return text;
}

void write_file(const fs::path& path, const std::string& content, bool secret) {
  const int file = open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, secret ? 0600 : 0644);
  if (file < 0) throw std::runtime_error("不能写入 / cannot write " + path.string());
  const bool written = write(file, content.data(), content.size()) == static_cast<ssize_t>(content.size());
  const bool synced = fsync(file) == 0;
  close(file);
  if (!written || !synced) throw std::runtime_error("不能写入 / cannot write " + path.string());
}

std::vector<NamedFile> new_files(const std::vector<std::string>& names, domain::Instant now) {
  const tls::Key ca_key = tls::new_p256_key();
  const tls::CertificatePlan ca_plan{.common_name = "Quaywatt development CA",
                                     .organization = "Quaywatt",
                                     .not_before = now - kClockAllowance,
                                     .not_after = now + kCaLife,
                                     .basic_constraints = "critical,CA:TRUE,pathlen:0",
                                     .key_usage = "critical,keyCertSign,cRLSign"};
  const auto ca = tls::build_certificate(ca_plan, ca_key.get(), nullptr, ca_key.get());
  const tls::Key server_key = tls::new_p256_key();
  const tls::CertificatePlan server_plan{.common_name = names.front(),
                                         .organization = "Quaywatt",
                                         .not_before = now - kClockAllowance,
                                         .not_after = now + kServerLife,
                                         .basic_constraints = "critical,CA:FALSE",
                                         .key_usage = "critical,digitalSignature",
                                         .extended_key_usage = "serverAuth",
                                         .subject_alternatives = alternatives(names)};
  const auto server = tls::build_certificate(server_plan, server_key.get(), ca.get(), ca_key.get());
  return {{AuthorityFiles::kCaCertificate, tls::pem_of(ca.get()), false},
          {AuthorityFiles::kCaKey, tls::pem_of(ca_key.get()), true},
          {AuthorityFiles::kServerCertificate, tls::pem_of(server.get()), false},
          {AuthorityFiles::kServerKey, tls::pem_of(server_key.get()), true},
          {AuthorityFiles::kReceiptKey, wire::SigningKey::generate().pem(), true}};
}

bool holds_all_files(const fs::path& directory) {
  for (const char* name : {AuthorityFiles::kCaCertificate, AuthorityFiles::kCaKey, AuthorityFiles::kServerCertificate,
                           AuthorityFiles::kServerKey, AuthorityFiles::kReceiptKey}) {
    if (!fs::exists(directory / name)) return false;
  }
  return true;
}

}  // namespace

AuthorityCreation create_authority(const fs::path& directory, const std::vector<std::string>& names,
                                   domain::Instant now) {
  if (names.empty()) throw std::runtime_error("至少需要一个主机名或地址 / at least one host name or address is needed");
  if (holds_all_files(directory)) return AuthorityCreation::already_there;
  if (fs::exists(directory) && !fs::is_empty(directory)) {
    throw std::runtime_error(directory.string() + ": 目录不为空,不覆盖 / not empty, nothing is overwritten");
  }
  // Put in place in one step, so that a power cut leaves all files or none.
  const fs::path begun = directory.string() + ".begun";
  fs::remove_all(begun);
  fs::create_directories(begun);
  for (const NamedFile& file : new_files(names, now)) write_file(begun / file.name, file.content, file.secret);
  fs::rename(begun, directory);
  return AuthorityCreation::created;
}

}  // namespace quaywatt::server
