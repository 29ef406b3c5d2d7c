#include "server/cli/doctor_checks.h"
#include "server/enrolment/certificate_check.h"

namespace quaywatt::server {

namespace fs = std::filesystem;

namespace {

constexpr std::chrono::days kExpiryWarning{30};

Finding finding_of(FileDefect defect, const std::string& name, const fs::path& file) {
  const std::string path = file.string();
  using Weight = Finding::Weight;
  switch (defect) {
    case FileDefect::none: return {Weight::good, name};
    case FileDefect::missing:
      return {Weight::wrong, name, "文件不存在:" + path, "no such file: " + path,
              "quaywatt ca init --dir " + file.parent_path().string()};
    case FileDefect::no_certificate:
      return {Weight::wrong, name, "不是 PEM 证书:" + path, "no PEM certificate: " + path, "改用正确的证书 / use the right file"};
    case FileDefect::no_key:
      return {Weight::wrong, name, "不是可用的 PEM 私钥:" + path, "no usable PEM private key: " + path,
              "改用正确的私钥 / use the right file"};
    case FileDefect::key_of_another:
      return {Weight::wrong, name, "证书与私钥不匹配:" + path, "certificate and key do not belong together: " + path,
              "改用配套的文件 / use files that belong together"};
    case FileDefect::open_to_others:
      return {Weight::wrong, name, "私钥可被其他用户读取:" + path, "a private key that others may read: " + path,
              "chmod 600 " + path};
  }
  return {Weight::wrong, name};
}

void check_end(const std::string& name, const fs::path& file, domain::Instant now, Findings& findings) {
  const auto end = certificate_end(file);
  if (!end) return;
  const std::string until = domain::format_instant(*end).substr(0, 10);
  const std::string remedy = "换发证书后重启 / replace the certificate and restart";
  if (*end <= now) {
    findings.push_back({Finding::Weight::wrong, name + "_expiry", "证书已于 " + until + " 过期:" + file.string(),
                        "expired on " + until + ": " + file.string(), remedy});
  } else if (*end <= now + kExpiryWarning) {
    findings.push_back({Finding::Weight::warning, name + "_expiry", "证书将于 " + until + " 过期:" + file.string(),
                        "expires on " + until + ": " + file.string(), remedy});
  }
}

void check_identity(const std::string& name, const fs::path& certificate, const fs::path& key, domain::Instant now,
                    Findings& findings) {
  Finding finding = finding_of(check_certificate(certificate), name + "_certificate", certificate);
  if (finding.weight == Finding::Weight::good) {
    finding = finding_of(check_private_key(key), name + "_key", key);
  }
  if (finding.weight == Finding::Weight::good) {
    finding = finding_of(check_pair(certificate, key), name + "_certificate", certificate);
  }
  findings.push_back(std::move(finding));
  check_end(name + "_certificate", certificate, now, findings);
}

}  // namespace

void check_files(const ServerConfig& config, domain::Instant now, Findings& findings) {
  check_identity("site", config.site.certificate_file, config.site.key_file, now, findings);
  check_identity("agent_link", config.agent_link.certificate_file, config.agent_link.key_file, now, findings);
  findings.push_back(finding_of(check_certificate(config.client_ca_file), "client_ca", config.client_ca_file));
  check_end("client_ca", config.client_ca_file, now, findings);
  findings.push_back(finding_of(check_receipt_key(config.receipt_key_file), "receipt_key", config.receipt_key_file));
  if (config.enrolment) {
    check_identity("enrolment_ca", config.enrolment->ca_certificate_file, config.enrolment->ca_key_file, now, findings);
  }
}

}  // namespace quaywatt::server
