// What is believed of an answer: only receipts that a pinned key signed over our own name.

#include <gtest/gtest.h>

#include "berth-agent/uplink/answer_check.h"

namespace quaywatt::test {
namespace {

using namespace agent;

struct AnswerCheck : testing::Test {
  wire::BatchAnswer answer(const std::string& verdict = "accepted", const std::string& agent_name = "jy-shili-01") {
    wire::BatchAnswer out;
    out.verdict = verdict;
    out.receipt = {agent_name, {1, 7}, domain::Head(64, 'a'), {}, "r1", {}};
    out.receipt.signature = server_key.sign(wire::signed_text(out.receipt));
    return out;
  }

  std::variant<TrustedAnswer, LinkFailure> check(const std::string& body, int http_code = 200) {
    return check_answer({http_code, body, std::nullopt}, "jy-shili-01", keys);
  }

  LinkFailure::Kind kind_of(const std::variant<TrustedAnswer, LinkFailure>& checked) {
    EXPECT_TRUE(std::holds_alternative<LinkFailure>(checked));
    return std::get<LinkFailure>(checked).kind;
  }

  wire::SigningKey server_key = wire::SigningKey::generate();
  std::vector<PinnedKey> keys{{"r0", wire::SigningKey::generate().public_key()}, {"r1", server_key.public_key()}};
};

TEST_F(AnswerCheck, BelievesAReceiptOfAPinnedKey) {
  const auto checked = check(wire::encode_answer(answer()));
  ASSERT_TRUE(std::holds_alternative<TrustedAnswer>(checked));
  const auto& trusted = std::get<TrustedAnswer>(checked);
  EXPECT_EQ(trusted.batch_verdict, domain::BatchVerdict::accepted);
  EXPECT_EQ(trusted.holds, (ServerHolds{{1, 7}, domain::Head(64, 'a')}));
}

TEST_F(AnswerCheck, RefusalsCarryReceiptsToo) {
  const auto checked = check(wire::encode_answer(answer("gap_before")), 409);
  EXPECT_TRUE(std::get<TrustedAnswer>(checked).holds.has_value());
}

TEST_F(AnswerCheck, N6_AnyOtherKeyIsAHijack) {
  auto forged = answer();
  forged.receipt.signature = wire::SigningKey::generate().sign(wire::signed_text(forged.receipt));
  EXPECT_EQ(kind_of(check(wire::encode_answer(forged))), LinkFailure::Kind::hijacked);
  auto unknown = answer();
  unknown.receipt.key_id = "r9";
  EXPECT_EQ(kind_of(check(wire::encode_answer(unknown))), LinkFailure::Kind::hijacked);
  auto swapped = answer();
  swapped.receipt.key_id = "r0";
  EXPECT_EQ(kind_of(check(wire::encode_answer(swapped))), LinkFailure::Kind::hijacked);
}

TEST_F(AnswerCheck, N6_ReceiptOfAnotherAgentIsNotOurs) {
  EXPECT_EQ(kind_of(check(wire::encode_answer(answer("accepted", "jy-other-02")))), LinkFailure::Kind::hijacked);
}

TEST_F(AnswerCheck, N6_ReceiptAlteredOnTheWayIsNotBelieved) {
  auto altered = answer();
  altered.receipt.held.seq = 900;
  EXPECT_EQ(kind_of(check(wire::encode_answer(altered))), LinkFailure::Kind::hijacked);
}

TEST_F(AnswerCheck, N6_PagesErrorsAndBusyServersAreToldApart) {
  EXPECT_EQ(kind_of(check("<html>login</html>")), LinkFailure::Kind::hijacked);
  EXPECT_EQ(kind_of(check("")), LinkFailure::Kind::hijacked);
  EXPECT_EQ(kind_of(check("{\"verdict\":\"accepted\"}")), LinkFailure::Kind::hijacked);
  EXPECT_EQ(kind_of(check("Internal Server Error", 500)), LinkFailure::Kind::refused);
  EXPECT_EQ(kind_of(check("", 503)), LinkFailure::Kind::busy);
  EXPECT_EQ(kind_of(check("", 429)), LinkFailure::Kind::busy);
}

TEST_F(AnswerCheck, ServerThatDoesNotKnowUsNeedsNoReceipt) {
  for (const char* verdict : {"unknown_agent", "awaiting_approval", "suspended"}) {
    auto unsigned_answer = answer(verdict);
    unsigned_answer.receipt.key_id = "r9";
    const auto checked = check(wire::encode_answer(unsigned_answer), 403);
    ASSERT_TRUE(std::holds_alternative<TrustedAnswer>(checked)) << verdict;
    EXPECT_FALSE(std::get<TrustedAnswer>(checked).holds.has_value()) << "nothing is learnt from it";
  }
}

}  // namespace
}  // namespace quaywatt::test
