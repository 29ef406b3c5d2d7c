#include <gtest/gtest.h>

#include "schema/wire/batch.h"
#include "schema/wire/enrolment.h"
#include "tests/unit/wire/golden.h"

namespace quaywatt::wire {
namespace {

constexpr domain::Instant kTime{domain::Millis{1'740'830'400'250}};

Receipt receipt() {
  Receipt receipt{kGoldenAgent, {1, 17}, domain::Head(64, 'a'), kTime, "r2025", ""};
  receipt.signature = golden_receipt_key().sign(signed_text(receipt));
  return receipt;
}

std::string with(std::string text, const std::string& what, const std::string& instead) {
  const auto place = text.find(what);
  EXPECT_NE(place, std::string::npos) << what;
  return text.replace(place, what.size(), instead);
}

TEST(Receipt, SignedTextIsOneFieldALine) {
  EXPECT_EQ(signed_text(receipt()),
            "quaywatt receipt 1\njy-shili-01\n1\n17\n" + std::string(64, 'a') + "\n1740830400250\nr2025\n");
  Receipt nothing;
  nothing.agent = "a";
  nothing.key_id = "k";
  EXPECT_EQ(signed_text(nothing), "quaywatt receipt 1\na\n0\n0\n\n0\nk\n");
}

TEST(Answer, ComesBackAsItWasGiven) {
  const BatchAnswer answer{"accepted", "第 3 行搁置\nline 3 set aside", std::nullopt, receipt(), {3, 7}};
  const auto decoded = decode_answer(encode_answer(answer));
  ASSERT_TRUE(decoded);
  EXPECT_EQ(decoded->verdict, "accepted");
  EXPECT_EQ(decoded->text, answer.text);
  EXPECT_EQ(decoded->set_aside, answer.set_aside);
  EXPECT_EQ(decoded->receipt.held, answer.receipt.held);
  EXPECT_EQ(decoded->receipt.head, answer.receipt.head);
  EXPECT_EQ(decoded->receipt.server_time, kTime);
  EXPECT_TRUE(golden_receipt_key().public_key().verify(signed_text(decoded->receipt), decoded->receipt.signature));
}

TEST(Answer, MayBeWithoutReceiptWhereNothingIsVouchedFor) {
  const auto decoded = decode_answer(encode_answer({"unknown_agent", "", std::nullopt, {}, {}}));
  ASSERT_TRUE(decoded);
  EXPECT_TRUE(decoded->receipt.signature.empty());
}

TEST(Answer, N6_PageOfACaptivePortalIsNoAnswer) {
  EXPECT_FALSE(decode_answer("<html><body>请登录</body></html>"));
  EXPECT_FALSE(decode_answer(""));
  EXPECT_FALSE(decode_answer("{}"));
  EXPECT_FALSE(decode_answer("{\"verdict\":\"accepted\"}")) << "without its version";
  EXPECT_FALSE(decode_answer("\"accepted\""));
}

TEST(Answer, S6_HostileAnswersAreNoAnswers) {
  const std::string good = encode_answer({"accepted", "", std::nullopt, receipt(), {3}});
  ASSERT_TRUE(decode_answer(good));
  EXPECT_FALSE(decode_answer(with(good, "\"seq\":17", "\"seq\":-17")));
  EXPECT_FALSE(decode_answer(with(good, "\"seq\":17", "\"seq\":1.7e1")));
  EXPECT_FALSE(decode_answer(with(good, "\"seq\":17", "\"seq\":17,\"seq\":18")));
  EXPECT_FALSE(decode_answer(with(good, "\"seq\":17", "\"seq\":\"17\"")));
  const std::string nothing = with(with(good, "\"epoch\":1", "\"epoch\":0"), "\"seq\":17", "\"seq\":0");
  EXPECT_FALSE(decode_answer(nothing)) << "nothing is held, yet it has a head";
  EXPECT_FALSE(decode_answer(with(good, "[3]", "[]")));
  EXPECT_FALSE(decode_answer(with(good, "[3]", "[0]")));
  EXPECT_FALSE(decode_answer(good + std::string(kAnswerMaxBytes, ' ')));
}

TEST(Verdict, NamesAreOneToOneInOrderOfPrecedence) {
  for (int i = 0; i <= static_cast<int>(domain::BatchVerdict::accepted); ++i) {
    const auto verdict = static_cast<domain::BatchVerdict>(i);
    ASSERT_FALSE(verdict_name(verdict).empty()) << i;
    EXPECT_EQ(verdict_from_name(verdict_name(verdict)), verdict);
  }
  EXPECT_FALSE(verdict_from_name("held"));
  EXPECT_FALSE(verdict_from_name(""));
}

TEST(Verdict, HasAnHttpStatus) {
  EXPECT_EQ(http_status_of("held"), 200);
  EXPECT_EQ(http_status_of("accepted"), 200);
  EXPECT_EQ(http_status_of("already_held"), 200);
  EXPECT_EQ(http_status_of("gap_before"), 409);
  EXPECT_EQ(http_status_of("fork"), 409);
  EXPECT_EQ(http_status_of("bad_signature"), 422);
  EXPECT_EQ(http_status_of("suspended"), 403);
  EXPECT_EQ(http_status_of("too_large"), 413);
  EXPECT_EQ(http_status_of("bad_gzip"), 400);
}

TEST(Enrolment, RequestAndGrantComeBack) {
  const EnrolmentRequest request{"7KQM", "-----BEGIN CERTIFICATE REQUEST-----\nAA\n",
                                 golden_agent_key().public_key().base64(), "0.1.0"};
  const auto read = decode_request(encode_request(request));
  ASSERT_TRUE(read);
  EXPECT_EQ(read->code, request.code);
  EXPECT_EQ(read->certificate_request_pem, request.certificate_request_pem);
  EXPECT_EQ(read->ledger_key, request.ledger_key);

  EnrolmentGrant grant{kGoldenAgent, "A3", "cert\n", "ca\n", "82c6 3514", {{"r1", request.ledger_key}}, 1,
                       std::nullopt, 0, kTime};
  const auto first = decode_grant(encode_grant(grant));
  ASSERT_TRUE(first);
  EXPECT_FALSE(first->previous_head);
  grant.next_epoch = 4;
  grant.previous_head = domain::Head(64, 'b');
  grant.previous_seq = 900;
  const auto again = decode_grant(encode_grant(grant));
  ASSERT_TRUE(again);
  EXPECT_EQ(again->next_epoch, 4U);
  EXPECT_EQ(again->previous_head, grant.previous_head);
  EXPECT_EQ(again->previous_seq, 900U);
  EXPECT_EQ(again->receipt_keys.at(0).key_id, "r1");
  EXPECT_EQ(again->server_time, kTime);
}

TEST(Enrolment, S6_HostileRequestsAreRefused) {
  const std::string good = encode_request({"7KQM", "pem\n", golden_agent_key().public_key().base64(), "0.1.0"});
  ASSERT_TRUE(decode_request(good));
  EXPECT_FALSE(decode_request(good + std::string(kEnrolmentMaxBytes, ' ')));
  EXPECT_FALSE(decode_request(with(good, "7KQM", "")));
  EXPECT_FALSE(decode_request(with(good, "7KQM", "7K\\u0000QM")));
  EXPECT_FALSE(decode_request(with(good, "\"ledger_key\":\"", "\"ledger_key\":\"A")));
  EXPECT_FALSE(decode_request(with(good, "\"code\":\"7KQM\"", "\"code\":[[[[[[[[[1]]]]]]]]]")));
  EXPECT_FALSE(decode_request("{"));
}

}  // namespace
}  // namespace quaywatt::wire
