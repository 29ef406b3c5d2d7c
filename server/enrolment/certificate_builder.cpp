#include "server/enrolment/certificate_builder.h"

#include <openssl/rand.h>

#include <ctime>

namespace quaywatt::server::tls {

namespace {

constexpr int kSerialBits = 126;

std::time_t seconds_of(domain::Instant instant) {
  return static_cast<std::time_t>(std::chrono::floor<std::chrono::seconds>(instant).time_since_epoch().count());
}

void set_serial(X509* certificate) {
  const BigNumber number(BN_new());
  must(BN_rand(number.get(), kSerialBits, BN_RAND_TOP_ONE, BN_RAND_BOTTOM_ANY) == 1, "no random serial");
  must(BN_to_ASN1_INTEGER(number.get(), X509_get_serialNumber(certificate)) != nullptr, "serial");
}

void add_name(X509_NAME* name, const char* field, const std::string& text) {
  if (text.empty()) return;
  must(X509_NAME_add_entry_by_txt(name, field, MBSTRING_UTF8, reinterpret_cast<const unsigned char*>(text.data()),
                                  static_cast<int>(text.size()), -1, 0) == 1,
       "name");
}

void add_extension(X509* certificate, X509V3_CTX* context, int nid, const std::string& value) {
  if (value.empty()) return;
  const Extension extension(X509V3_EXT_conf_nid(nullptr, context, nid, value.c_str()));
  if (!extension || X509_add_ext(certificate, extension.get(), -1) != 1) fail("extension " + value);
}

}  // namespace

Certificate build_certificate(const CertificatePlan& plan, EVP_PKEY* public_key, X509* issuer, EVP_PKEY* issuer_key) {
  Certificate certificate(X509_new());
  must(certificate != nullptr && X509_set_version(certificate.get(), X509_VERSION_3) == 1, "certificate");
  set_serial(certificate.get());
  X509_NAME* subject = X509_get_subject_name(certificate.get());
  add_name(subject, "O", plan.organization);
  add_name(subject, "CN", plan.common_name);
  X509* signer = issuer != nullptr ? issuer : certificate.get();
  must(X509_set_issuer_name(certificate.get(), X509_get_subject_name(signer)) == 1, "issuer");
  must(ASN1_TIME_set(X509_getm_notBefore(certificate.get()), seconds_of(plan.not_before)) != nullptr &&
           ASN1_TIME_set(X509_getm_notAfter(certificate.get()), seconds_of(plan.not_after)) != nullptr,
       "validity");
  must(X509_set_pubkey(certificate.get(), public_key) == 1, "public key");
  X509V3_CTX context;
  X509V3_set_ctx(&context, signer, certificate.get(), nullptr, nullptr, 0);
  add_extension(certificate.get(), &context, NID_basic_constraints, plan.basic_constraints);
  add_extension(certificate.get(), &context, NID_key_usage, plan.key_usage);
  add_extension(certificate.get(), &context, NID_ext_key_usage, plan.extended_key_usage);
  add_extension(certificate.get(), &context, NID_subject_alt_name, plan.subject_alternatives);
  add_extension(certificate.get(), &context, NID_subject_key_identifier, "hash");
  add_extension(certificate.get(), &context, NID_authority_key_identifier, issuer != nullptr ? "keyid:always" : "");
  must(X509_sign(certificate.get(), issuer_key, EVP_sha256()) > 0, "cannot sign the certificate");
  return certificate;
}

std::string serial_hex(X509* certificate) {
  const BigNumber number(ASN1_INTEGER_to_BN(X509_get0_serialNumber(certificate), nullptr));
  char* text = BN_bn2hex(number.get());
  std::string serial(text);
  OPENSSL_free(text);
  return serial;
}

domain::Instant not_after(X509* certificate) {
  std::tm broken{};
  must(ASN1_TIME_to_tm(X509_get0_notAfter(certificate), &broken) == 1, "end of validity");
  return domain::Instant(std::chrono::seconds(timegm(&broken)));
}

}  // namespace quaywatt::server::tls
