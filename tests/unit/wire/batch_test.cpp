#include "schema/wire/batch.h"

#include <gtest/gtest.h>

#include "schema/wire/chain.h"
#include "schema/wire/line_codec.h"
#include "tests/unit/wire/golden.h"

namespace quaywatt::wire {
namespace {

std::vector<std::string> golden_texts(std::size_t from, std::size_t to) {
  std::vector<std::string> texts;
  const auto lines = golden_lines();
  for (std::size_t i = from; i <= to; ++i) texts.push_back(encode_line(lines.at(i - 1)));
  return texts;
}

Batch batch_of(std::vector<std::string> lines, std::uint64_t first_seq = 1) {
  return make_batch(kGoldenAgent, 1, first_seq, epoch_start_head(kGoldenAgent, 1), std::move(lines),
                    golden_agent_key());
}

std::string refusal_of(const std::string& body) {
  const auto decoded = decode_batch(body, kGoldenAgent);
  const auto* defect = std::get_if<FramingDefect>(&decoded);
  return defect == nullptr ? "good" : defect->reason + " " + std::to_string(defect->line);
}

std::string with(std::string text, const std::string& what, const std::string& instead) {
  const auto place = text.find(what);
  EXPECT_NE(place, std::string::npos) << what;
  return text.replace(place, what.size(), instead);
}

TEST(Batch, ComesBackAsItWasSent) {
  const Batch batch = batch_of(golden_texts(1, 12));
  const auto decoded = std::get<Batch>(decode_batch(encode_batch(batch), kGoldenAgent));
  EXPECT_EQ(decoded.agent, kGoldenAgent);
  EXPECT_EQ(decoded.epoch, 1U);
  EXPECT_EQ(decoded.first_seq, 1U);
  EXPECT_EQ(decoded.last_seq, 12U);
  EXPECT_EQ(decoded.lines, batch.lines);
  const auto arrived = examine_batch(decoded, golden_agent_key().public_key());
  EXPECT_TRUE(arrived.signature_valid);
  EXPECT_TRUE(arrived.chain_matches);
  EXPECT_EQ(arrived.heads.size(), 12U);
  EXPECT_EQ(arrived.heads.back(), batch.head_after);
  ASSERT_TRUE(arrived.opening);
  EXPECT_EQ(arrived.opening->reason, domain::EpochOpened::Reason::first);
}

TEST(Batch, SignedTextIsOneFieldALine) {
  Batch batch;
  batch.agent = "a";
  batch.epoch = 2;
  batch.first_seq = 3;
  batch.last_seq = 4;
  batch.head_before = "before";
  batch.head_after = "after";
  EXPECT_EQ(signed_text(batch), "quaywatt batch 1\na\n2\n3\n4\nbefore\nafter\n");
}

TEST(Batch, N10_PartialBodyIsRefusedAtEveryByte) {
  const std::string body = encode_batch(batch_of(golden_texts(1, 3)));
  ASSERT_EQ(refusal_of(body), "good");
  for (std::size_t size = 0; size < body.size(); ++size) {
    EXPECT_NE(refusal_of(body.substr(0, size)), "good") << size << " of " << body.size();
  }
}

TEST(Batch, N10_CountMustBeWhatTheHeaderSays) {
  const std::string body = encode_batch(batch_of(golden_texts(1, 3)));
  EXPECT_EQ(refusal_of(body + "{}\n"), "bad_count 5");
  EXPECT_EQ(refusal_of(body + "\n"), "bad_count 5");
  EXPECT_EQ(refusal_of(body + "x"), "bad_count 5");
  EXPECT_EQ(refusal_of(with(body, "\"last_seq\":3", "\"last_seq\":4")), "bad_count 5");
  EXPECT_EQ(refusal_of(with(body, "\"last_seq\":3", "\"last_seq\":2")), "bad_count 4");
  EXPECT_EQ(refusal_of(with(body, "\"last_seq\":3", "\"last_seq\":1001")), "bad_count 1");
  EXPECT_EQ(refusal_of(with(body, "\"first_seq\":1", "\"first_seq\":4")), "bad_count 1");
  EXPECT_EQ(refusal_of(with(body, "\"last_seq\":3", "\"last_seq\":9007199254740991")), "bad_count 1");
}

TEST(Batch, N10_SizesAreBounded) {
  const std::string body = encode_batch(batch_of(golden_texts(1, 3)));
  EXPECT_EQ(refusal_of(std::string(kBatchMaxBytes + 1, '\n')), "too_large 0");
  EXPECT_EQ(refusal_of(encode_batch(batch_of({std::string(kLineMaxBytes, 'x')}))), "good");
  EXPECT_EQ(refusal_of(encode_batch(batch_of({"{}", std::string(kLineMaxBytes + 1, 'x')}))), "line_too_long 3");
  EXPECT_EQ(refusal_of(encode_batch(batch_of(std::vector<std::string>(kBatchMaxLines, "{}")))), "good");
  EXPECT_EQ(refusal_of(std::string(2000, ' ') + body), "bad_header 1");
}

TEST(Batch, S6_HostileHeaderIsRefused) {
  const std::string body = encode_batch(batch_of(golden_texts(1, 3)));
  EXPECT_EQ(refusal_of("\n" + body), "bad_header 1");
  EXPECT_EQ(refusal_of("[]\n"), "bad_header 1");
  EXPECT_EQ(refusal_of(std::string(900, '[') + "\n"), "bad_header 1");
  EXPECT_EQ(refusal_of(with(body, "\"v\":1", "\"v\":2")), "bad_header 1");
  EXPECT_EQ(refusal_of(with(body, "\"epoch\":1", "\"epoch\":0")), "bad_header 1");
  EXPECT_EQ(refusal_of(with(body, "\"epoch\":1", "\"epoch\":1e0")), "bad_header 1");
  EXPECT_EQ(refusal_of(with(body, "\"first_seq\":1", "\"first_seq\":-0")), "bad_header 1");
  EXPECT_EQ(refusal_of(with(body, "\"epoch\":1", "\"epoch\":1,\"epoch\":2")), "bad_header 1");
  EXPECT_EQ(refusal_of(with(body, "\"head_before\":\"", "\"head_before\":\"X")), "bad_header 1");
  EXPECT_EQ(refusal_of(with(body, "==\"}", "\"}")), "bad_header 1");
  EXPECT_EQ(refusal_of(with(body, "\"v\":1", "\"\xFF\":1")), "bad_header 1");
  const auto decoded = decode_batch(with(body, "\"epoch\":1", "\"epoch\":0"), kGoldenAgent);
  EXPECT_TRUE(std::get<FramingDefect>(decoded).text.starts_with("/epoch: "));
}

TEST(Batch, A10_PoisonLineIsNoMatterOfFraming) {
  auto texts = golden_texts(1, 3);
  texts[1] = "\xFF\xFE no JSON at all \x01";
  texts[2] = "";
  const auto decoded = std::get<Batch>(decode_batch(encode_batch(batch_of(texts)), kGoldenAgent));
  EXPECT_EQ(decoded.lines, texts);
  EXPECT_TRUE(examine_batch(decoded, golden_agent_key().public_key()).chain_matches);
  EXPECT_EQ(std::get<LineDefect>(decode_line(decoded.lines[1], {1, 2})).reason, "not_json");
  EXPECT_TRUE(std::holds_alternative<domain::LedgerLine>(decode_line(decoded.lines[0], {1, 1})));
}

TEST(Batch, X2_OtherKeyDoesNotSignForTheAgent) {
  const Batch batch = batch_of(golden_texts(1, 3));
  EXPECT_FALSE(examine_batch(batch, golden_new_agent_key().public_key()).signature_valid);
}

TEST(Batch, X3_BodyOfOneAgentIsNotAnotherAgents) {
  const std::string body = encode_batch(batch_of(golden_texts(1, 3)));
  const auto decoded = std::get<Batch>(decode_batch(body, "jy-shili-02"));
  EXPECT_EQ(decoded.agent, "jy-shili-02");
  EXPECT_FALSE(examine_batch(decoded, golden_agent_key().public_key()).signature_valid);
}

TEST(Batch, ChainDoesNotMatchAfterAnyChange) {
  const Batch batch = batch_of(golden_texts(1, 3));
  Batch flipped = batch;
  flipped.lines[1][40] = static_cast<char>(flipped.lines[1][40] ^ 1);
  EXPECT_FALSE(examine_batch(flipped, golden_agent_key().public_key()).chain_matches);
  Batch swapped = batch;
  std::swap(swapped.lines[1], swapped.lines[2]);
  EXPECT_FALSE(examine_batch(swapped, golden_agent_key().public_key()).chain_matches);
  Batch empty = batch;
  empty.lines.clear();
  EXPECT_FALSE(examine_batch(empty, golden_agent_key().public_key()).chain_matches);
}

TEST(Batch, GoingOnAfterANewKeyIsNotSigned) {
  const auto key = golden_agent_key().public_key();
  const auto up_to = golden_texts(1, kGoldenKeyChange);
  EXPECT_TRUE(examine_batch(batch_of(up_to), key).signature_valid);
  EXPECT_FALSE(examine_batch(batch_of(golden_texts(1, kGoldenKeyChange + 1)), key).signature_valid);
}

TEST(Batch, TalkOfANewKeyIsNoNewKey) {
  auto texts = golden_texts(1, 4);
  texts[3] = encode_line([] {
    auto line = golden_lines().at(3);
    std::get<domain::StayRegistered>(line.body).vessel.name = "key_changed";
    return line;
  }());
  texts.push_back("\"kind\":\"key_changed\"");
  texts.push_back("{}");
  EXPECT_TRUE(examine_batch(batch_of(texts), golden_agent_key().public_key()).signature_valid);
}

TEST(Batch, OpeningIsOnlyAFirstLineOfThatEpoch) {
  const auto key = golden_agent_key().public_key();
  EXPECT_FALSE(examine_batch(batch_of(golden_texts(2, 4)), key).opening) << "another kind of line";
  EXPECT_FALSE(examine_batch(batch_of(golden_texts(1, 4), 2), key).opening) << "not at line 1";
  const auto second = make_batch(kGoldenAgent, 2, 1, epoch_start_head(kGoldenAgent, 2), golden_texts(1, 1),
                                 golden_agent_key());
  EXPECT_FALSE(examine_batch(second, key).opening) << "the line opens epoch 1";
}

}  // namespace
}  // namespace quaywatt::wire
