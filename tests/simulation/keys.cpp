#include "tests/simulation/keys.h"

#include "schema/wire/signature.h"

namespace quaywatt::simulation {

std::string key_pem(Random random) {
  // PKCS #8 of an Ed25519 private key (RFC 8410, section 7): a fixed head and 32 bytes.
  std::string der("\x30\x2e\x02\x01\x00\x30\x05\x06\x03\x2b\x65\x70\x04\x22\x04\x20", 16);
  for (int i = 0; i < 32; ++i) der += static_cast<char>(random.next());
  return "-----BEGIN PRIVATE KEY-----\n" + wire::base64_encode(der) + "\n-----END PRIVATE KEY-----\n";
}

}  // namespace quaywatt::simulation
