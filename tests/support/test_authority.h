#pragma once
// A certificate authority for one test: makes certificates for servers and cabinets, valid or not. P-256 throughout.

#include <openssl/ec.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include <memory>
#include <stdexcept>
#include <string>

namespace quaywatt::test {

/// PEM texts of a certificate and its private key.
struct IssuedCertificate {
  std::string certificate;
  std::string key;
};

class TestAuthority {
 public:
  /// `name`: common name, so that two authorities can be told apart.
  explicit TestAuthority(std::string name) : name_(std::move(name)), key_(EVP_EC_gen("P-256")) {
    certificate_ = make(key_.get(), name_, -kDay, kYear, "critical,CA:TRUE", "");
  }

  std::string ca_pem() const { return pem_of(certificate_.get()); }

  /// A server's certificate for 127.0.0.1 and localhost; times in seconds from now.
  IssuedCertificate server(long valid_from_s = -kDay, long valid_until_s = kYear,
                           const std::string& names = "IP:127.0.0.1,DNS:localhost") const {
    const Key key(EVP_EC_gen("P-256"));
    return {pem_of(make(key.get(), "server", valid_from_s, valid_until_s, "CA:FALSE", names).get()), pem_of(key.get())};
  }

  /// Signs a PKCS#10 request as a cabinet's certificate.
  std::string sign(const std::string& request_pem, const std::string& common_name) const {
    const Memory in(BIO_new_mem_buf(request_pem.data(), static_cast<int>(request_pem.size())));
    const std::unique_ptr<X509_REQ, Free> request(PEM_read_bio_X509_REQ(in.get(), nullptr, nullptr, nullptr));
    if (!request || X509_REQ_verify(request.get(), X509_REQ_get0_pubkey(request.get())) != 1) {
      throw std::runtime_error("bad certificate request");
    }
    return pem_of(make(X509_REQ_get0_pubkey(request.get()), common_name, -kDay, kYear, "CA:FALSE", "").get());
  }

  static constexpr long kDay = 86'400;
  static constexpr long kYear = 365 * kDay;

 private:
  struct Free {
    void operator()(EVP_PKEY* it) const { EVP_PKEY_free(it); }
    void operator()(X509* it) const { X509_free(it); }
    void operator()(X509_REQ* it) const { X509_REQ_free(it); }
    void operator()(X509_EXTENSION* it) const { X509_EXTENSION_free(it); }
    void operator()(BIO* it) const { BIO_free_all(it); }
  };
  using Key = std::unique_ptr<EVP_PKEY, Free>;
  using Certificate = std::unique_ptr<X509, Free>;
  using Memory = std::unique_ptr<BIO, Free>;

  static void add(X509* certificate, X509* issuer, int nid, const std::string& value) {
    X509V3_CTX context;
    X509V3_set_ctx_nodb(&context);
    X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
    const std::unique_ptr<X509_EXTENSION, Free> extension(X509V3_EXT_conf_nid(nullptr, &context, nid, value.c_str()));
    if (!extension) throw std::runtime_error("bad extension " + value);
    X509_add_ext(certificate, extension.get(), -1);
  }

  Certificate make(EVP_PKEY* subject_key, const std::string& common_name, long from_s, long until_s,
                   const std::string& constraints, const std::string& names) const {
    Certificate certificate(X509_new());
    X509_set_version(certificate.get(), X509_VERSION_3);
    ASN1_INTEGER_set(X509_get_serialNumber(certificate.get()), ++serial_);
    X509_gmtime_adj(X509_getm_notBefore(certificate.get()), from_s);
    X509_gmtime_adj(X509_getm_notAfter(certificate.get()), until_s);
    X509_set_pubkey(certificate.get(), subject_key);
    set_name(X509_get_subject_name(certificate.get()), common_name);
    set_name(X509_get_issuer_name(certificate.get()), name_);
    add(certificate.get(), certificate_ ? certificate_.get() : certificate.get(), NID_basic_constraints, constraints);
    if (!names.empty()) add(certificate.get(), certificate_.get(), NID_subject_alt_name, names);
    X509_sign(certificate.get(), key_.get(), EVP_sha256());
    return certificate;
  }

  static void set_name(X509_NAME* name, const std::string& common_name) {
    const auto* text = reinterpret_cast<const unsigned char*>(common_name.c_str());
    X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_UTF8, text, -1, -1, 0);
  }

  static std::string text_of(BIO* memory) {
    char* bytes = nullptr;
    const long length = BIO_get_mem_data(memory, &bytes);
    return {bytes, static_cast<std::size_t>(length)};
  }
  static std::string pem_of(X509* certificate) {
    const Memory out(BIO_new(BIO_s_mem()));
    PEM_write_bio_X509(out.get(), certificate);
    return text_of(out.get());
  }
  static std::string pem_of(EVP_PKEY* key) {
    const Memory out(BIO_new(BIO_s_mem()));
    PEM_write_bio_PKCS8PrivateKey(out.get(), key, nullptr, nullptr, 0, nullptr, nullptr);
    return text_of(out.get());
  }

  std::string name_;
  Key key_;
  Certificate certificate_;
  mutable long serial_ = 0;
};

}  // namespace quaywatt::test
