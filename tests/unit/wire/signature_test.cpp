#include "schema/wire/signature.h"

#include <gtest/gtest.h>

namespace quaywatt::wire {
namespace {

TEST(Signature, VerifiesWhatWasSignedAndNothingElse) {
  const SigningKey key = SigningKey::generate();
  const std::string signature = key.sign("held up to 17");
  EXPECT_TRUE(key.public_key().verify("held up to 17", signature));
  EXPECT_FALSE(key.public_key().verify("held up to 18", signature));
  EXPECT_FALSE(SigningKey::generate().public_key().verify("held up to 17", signature));
}

TEST(Signature, MatchesTheVectorOfRfc8032) {
  // RFC 8032, 7.1, test 2: the one-byte message 0x72.
  const auto key = PublicKey::from_base64("PUAXw+hDiVqStwqnTRt+vJyYLM8uxJaMwM1V8Sr0Zgw=");
  ASSERT_TRUE(key);
  const std::string signature =
      "kqAJqfDUyrhyDoILX2QlQKKye1QWUD+Ps3YiI+vbadoIWsHkPhWZbkWPNhPQ8R2MOHsurrQwKu6wDSkWErsMAA==";
  EXPECT_TRUE(key->verify("r", signature));
  EXPECT_FALSE(key->verify("s", signature));
}

TEST(Signature, BrokenSignaturesAreRefusedNotThrown) {
  const SigningKey key = SigningKey::generate();
  const std::string good = key.sign("text");
  for (const std::string& bad : {std::string(), std::string("AAAA"), std::string(88, 'A'), good + "AAAA",
                                 good.substr(4), "\n" + good, std::string("not base64!")}) {
    EXPECT_FALSE(key.public_key().verify("text", bad)) << bad;
  }
}

TEST(SigningKey, ComesBackFromItsPem) {
  const SigningKey key = SigningKey::generate();
  const SigningKey again = SigningKey::from_pem(key.pem());
  EXPECT_EQ(again.public_key(), key.public_key());
  EXPECT_TRUE(key.public_key().verify("text", again.sign("text")));
}

TEST(SigningKey, WhatIsNoEd25519KeyThrows) {
  EXPECT_THROW(SigningKey::from_pem(""), std::runtime_error);
  EXPECT_THROW(SigningKey::from_pem("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"),
               std::runtime_error);
  EXPECT_THROW(SigningKey::from_pem(SigningKey::generate().public_key().pem()), std::runtime_error);
}

TEST(PublicKey, TravelsAsBase64OfThirtyTwoBytes) {
  const PublicKey key = SigningKey::generate().public_key();
  EXPECT_EQ(PublicKey::from_base64(key.base64()), key);
  EXPECT_FALSE(PublicKey::from_base64(""));
  EXPECT_FALSE(PublicKey::from_base64(base64_encode(std::string(31, 'k'))));
  EXPECT_FALSE(PublicKey::from_base64(base64_encode(std::string(33, 'k'))));
}

TEST(PublicKey, PemIsSubjectPublicKeyInfo) {
  EXPECT_TRUE(SigningKey::generate().public_key().pem().starts_with("-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEA"));
}

TEST(PublicKey, FingerprintIsFourGroupsOfFour) {
  const auto key = PublicKey::from_base64("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=");
  ASSERT_TRUE(key);
  EXPECT_EQ(key->fingerprint(), "6668 7aad f862 bd77");  // SHA-256 of 32 zero bytes
}

TEST(Base64, SpellsAsTheStandardDoes) {
  // RFC 4648, section 10.
  EXPECT_EQ(base64_encode(""), "");
  EXPECT_EQ(base64_encode("f"), "Zg==");
  EXPECT_EQ(base64_encode("fo"), "Zm8=");
  EXPECT_EQ(base64_encode("foo"), "Zm9v");
  EXPECT_EQ(base64_encode("foob"), "Zm9vYg==");
  EXPECT_EQ(base64_encode(std::string("\xFF\xFE\x00", 3)), "//4A");
  EXPECT_EQ(base64_decode("Zm9vYg=="), "foob");
  EXPECT_EQ(base64_decode(""), "");
}

TEST(Base64, OneSequenceOfBytesHasOneSpelling) {
  for (const char* bad : {"Z", "Zg", "Zg=", "Zh==", "Zm9=", "Zg==\n", " Zg==", "Zg= =", "====", "=Zg=", "Zm9vYg==Zg==",
                          "Zm_v", "Zm9v=", "A==="}) {
    EXPECT_FALSE(base64_decode(bad)) << bad;
  }
}

}  // namespace
}  // namespace quaywatt::wire
