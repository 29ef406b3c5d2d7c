// The interface of `quaywatt assess`: what it refuses, where it says so, and that the other cases still run.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <random>

#include "tests/unit/server/assess_run.h"

namespace quaywatt::server {
namespace {

using nlohmann::json;
using testing::HasSubstr;
using testing::StartsWith;

json base_facts() {
  std::ifstream file(QUAYWATT_SOURCE_DIR "/tests/golden/assess/base.json");
  return json::parse(file)["facts"];
}

json case_of(const std::string& id, const json& patch = json::object()) {
  return {{"id", id}, {"facts", patched(base_facts(), patch)}};
}

/// The error of the one case whose facts are the base with `patch`.
json refusal(const json& patch) {
  const Answer answer = assessed(json::array({case_of("only", patch)}));
  EXPECT_EQ(answer.exit_status, 1);
  EXPECT_EQ(answer.lines.size(), 1U);
  EXPECT_EQ(answer.lines.at(0)["id"], "only");
  return answer.lines.at(0).value("error", json{{"path", "none"}, {"message", ""}});
}

/// The error of the one case `{"id":"only","facts":<facts>}`, as text that a JSON library would not write.
json refusal_of_text(const std::string& facts) {
  const Answer answer = assessed(R"([{"id":"only","facts":)" + facts + "}]");
  EXPECT_EQ(answer.exit_status, 1);
  EXPECT_EQ(answer.lines.at(0)["id"], "only");
  return answer.lines.at(0).value("error", json{{"path", "none"}, {"message", ""}});
}

TEST(AssessCommand, WritesTheMembersOfTheInterface) {
  const Answer answer = assessed(json::array({case_of("a")}));
  EXPECT_EQ(answer.exit_status, 0);
  for (const char* key : {"id", "duty", "outcome", "responsible", "statutory", "city_kpi_literal", "city_kpi_strict",
                          "energy_counted_wh", "findings", "basis", "explanation_zh", "explanation_en", "rule_set"}) {
    EXPECT_TRUE(answer.lines.at(0).contains(key)) << key;
  }
}

TEST(AssessCommand, AMalformedCaseDoesNotStopTheOthers) {
  json broken = case_of("broken");
  broken["facts"]["vessel"]["type"] = "submarine";
  const Answer answer = assessed(json::array({case_of("first"), broken, case_of("last")}));
  EXPECT_EQ(answer.exit_status, 1);
  ASSERT_EQ(answer.lines.size(), 3U);
  EXPECT_EQ(answer.lines[0]["outcome"], "not_connected");
  EXPECT_EQ(answer.lines[1]["error"]["path"], "/1/facts/vessel/type");
  EXPECT_EQ(answer.lines[2]["outcome"], "not_connected");
}

TEST(AssessCommand, AnUnknownWordOfAnEnumerationIsAnError) {
  const json connected = {{"from", "2024-06-12T10:00:00Z"}, {"to", "2024-06-12T11:00:00Z"}};
  json claim = {{"kind", "impediment"}, {"cause", "laziness"}, {"recorded_at_the_time", true},
                {"terminal_confirmed", true}, {"from", "2024-06-12T02:00:00Z"}, {"to", "2024-06-12T03:00:00Z"}};
  EXPECT_EQ(refusal({{"vessel", {{"navigation", "space"}}}})["path"], "/0/facts/vessel/navigation");
  EXPECT_EQ(refusal({{"vessel", {{"fuel", "coal"}}}})["path"], "/0/facts/vessel/fuel");
  EXPECT_EQ(refusal({{"berth", {{"waters", "taihu"}}}})["path"], "/0/facts/berth/waters");
  EXPECT_EQ(refusal({{"berth", {{"kind", "Port"}}}})["path"], "/0/facts/berth/kind");
  EXPECT_EQ(refusal({{"berth", {{"cargo", "gold"}}}})["path"], "/0/facts/berth/cargo");
  EXPECT_EQ(refusal({{"declarations", {claim}}})["path"], "/0/facts/declarations/0/cause");
  claim["kind"] = "alternative";
  EXPECT_EQ(refusal({{"declarations", {claim}}})["path"], "/0/facts/declarations/0/measure");
  claim["kind"] = "excuse";
  EXPECT_EQ(refusal({{"declarations", {claim}}})["path"], "/0/facts/declarations/0/kind");
}

TEST(AssessCommand, SaysWhichWordsItKnows) {
  EXPECT_THAT(refusal({{"berth", {{"kind", "quay"}}}})["message"], HasSubstr("port, service_area, anchorage"));
}

TEST(AssessCommand, C5_ATimeWithoutZoneIsRefused) {
  EXPECT_EQ(refusal({{"stay", {{"arrived_at", "2024-06-12T09:00:00"}}}})["path"], "/0/facts/stay/arrived_at");
  EXPECT_EQ(refusal({{"stay", {{"departed_at", "2024-06-12 19:00:00+08:00"}}}})["path"], "/0/facts/stay/departed_at");
  EXPECT_EQ(refusal({{"stay", {{"departed_at", 1718190000}}}})["path"], "/0/facts/stay/departed_at");
  EXPECT_EQ(refusal({{"as_of", "yesterday"}})["path"], "/0/facts/as_of");
}

TEST(AssessCommand, C5_AnyOffsetMeansTheSameInstant) {
  const json far = {{"stay", {{"departed_at", "2024-06-12T02:30:00.000-00:30"}}}};
  EXPECT_EQ(assessed(json::array({case_of("a", far)})).lines.at(0)["outcome"], "below_threshold");
}

TEST(AssessCommand, TimesMustNotRunBackwards) {
  EXPECT_EQ(refusal({{"stay", {{"departed_at", "2024-06-12T08:59:59.999+08:00"}}}})["path"],
            "/0/facts/stay/departed_at");
  EXPECT_EQ(refusal({{"stay", {{"arrived_earliest", "2024-06-12T09:00:00.001+08:00"}}}})["path"],
            "/0/facts/stay/arrived_earliest");
  EXPECT_EQ(refusal({{"stay", {{"departed_latest", "2024-06-12T18:59:59.999+08:00"}}}})["path"],
            "/0/facts/stay/departed_latest");
  EXPECT_EQ(refusal({{"stay", {{"departed_at", nullptr}}}, {"as_of", "2024-06-12T08:59:59.999+08:00"}})["path"],
            "/0/facts/as_of");
  const json backwards = {{"from", "2024-06-12T11:00:00Z"}, {"to", "2024-06-12T10:00:00Z"}, {"energy_wh", 1}};
  EXPECT_EQ(refusal({{"connections", {backwards}}})["path"], "/0/facts/connections/0/to");
}

TEST(AssessCommand, TimesMayFallTogether) {
  const char* arrival = "2024-06-12T09:00:00.000+08:00";
  const json moment = {{"from", arrival}, {"to", arrival}, {"energy_wh", 0}};
  const json stay = {{"departed_at", arrival}, {"arrived_earliest", arrival}, {"departed_latest", arrival}};
  const Answer answer = assessed(json::array(
      {case_of("stay", {{"stay", stay}, {"connections", {moment}}}),
       case_of("open", {{"stay", {{"departed_at", nullptr}}}, {"as_of", arrival}})}));
  EXPECT_EQ(answer.exit_status, 0);
  EXPECT_EQ(answer.lines.at(0)["outcome"], "below_threshold");
  EXPECT_EQ(answer.lines.at(1)["outcome"], "below_threshold");
}

TEST(AssessCommand, TakesTheTimeToJudgeUpToBesideOrInsideTheStay) {
  const char* two_hours = "2024-06-12T11:00:00.000+08:00";
  const json open = {{"stay", {{"departed_at", nullptr}, {"as_of", two_hours}}}};
  EXPECT_EQ(assessed(json::array({case_of("a", open)})).lines.at(0)["outcome"], "below_threshold");
  EXPECT_EQ(refusal(patched(open, {{"as_of", "2024-06-12T12:00:00.000+08:00"}}))["path"], "/0/facts/as_of");
}

TEST(AssessCommand, S6_NumbersMustBeWholeAndWithinReason) {
  const auto energy = [](const json& value) {
    const json one = {{"from", "2024-06-12T02:00:00Z"}, {"to", "2024-06-12T03:00:00Z"}, {"energy_wh", value}};
    return json{{"connections", {one}}};
  };
  const char* path = "/0/facts/connections/0/energy_wh";
  for (const json& value : {json(-1), json(0.5), json("18000"), json(nullptr), json(true), json(1'000'000'000'001),
                            json(1e300), json(UINT64_MAX)}) {
    EXPECT_EQ(refusal(energy(value))["path"], path) << value;
  }
  for (const json& value : {json(0), json(-0.0), json(18e3), json(1'000'000'000'000)}) {
    EXPECT_EQ(assessed(json::array({case_of("a", energy(value))})).exit_status, 0) << value;
  }
  EXPECT_EQ(refusal({{"vessel", {{"gross_tonnage", 0}}}})["path"], "/0/facts/vessel/gross_tonnage");
  EXPECT_EQ(refusal({{"vessel", {{"gross_tonnage", "1480"}}}})["path"], "/0/facts/vessel/gross_tonnage");
}

TEST(AssessCommand, S6_ANumberNobodyCanHoldIsRefusedInItsPlace) {
  EXPECT_EQ(refusal_of_text(R"({"vessel":{"gross_tonnage":1e400}})")["path"], "/0/facts/vessel/gross_tonnage");
  EXPECT_EQ(refusal_of_text(R"({"connections":[{"a":1},{"energy_wh":NaN}]})")["path"],
            "/0/facts/connections/1/energy_wh");
}

TEST(AssessCommand, S6_BadUtf8IsRefusedInItsPlace) {
  const json error = refusal_of_text("{\"vessel\":{\"flag\":\"C\xff\"}}");
  EXPECT_EQ(error["path"], "/0/facts/vessel/flag");
  EXPECT_THAT(error["message"].get<std::string>(), HasSubstr("line 1, column 43"));
}

/// A few bytes of `document` overwritten, removed, or replaced by what breaks readers.
std::string spoilt(std::string document, std::mt19937& random) {
  static const std::vector<std::string> kSpoilers{"1e400", "NaN", "-0", "null", "\"", "\\", "{", "}", "[", "]", ",",
                                                  "\xff", "\xed\xa0\x80", std::string(1, '\0'), "\\ud800", "\\u2028"};
  for (int i = 0; i < 3; ++i) {
    const std::size_t at = random() % document.size();
    const std::size_t length = std::min<std::size_t>(random() % 20, document.size() - at);
    document.replace(at, length, random() % 2 == 0 ? kSpoilers[random() % kSpoilers.size()] : "");
  }
  return document;
}

TEST(AssessCommand, S6_SpoiltBytesAreAnsweredInOrder) {
  const std::string whole = json::array({case_of("a"), case_of("b"), case_of("c")}).dump(1);
  std::mt19937 random(20240612);
  for (int round = 0; round < 500; ++round) {
    const std::string document = spoilt(whole, random);
    const Answer answer = assessed(document);
    bool refused = !answer.messages.empty();
    for (const json& line : answer.lines) {
      ASSERT_TRUE(line.contains("id") && line.contains("error") != line.contains("outcome")) << document;
      refused = refused || line.contains("error");
    }
    ASSERT_TRUE(answer.exit_status == 0 || (answer.exit_status == 1 && refused)) << document;
  }
}

TEST(AssessCommand, S6_DeepNestingIsRefused) {
  const std::string deep = std::string(40, '[') + std::string(40, ']');
  EXPECT_THAT(refusal_of_text("{\"x\":" + deep + "}")["path"].get<std::string>(), StartsWith("/0/facts/x/0"));
  const std::string bottomless(100'000, '[');
  const Answer answer = assessed(bottomless + std::string(100'000, ']'));
  EXPECT_EQ(answer.exit_status, 1);
  EXPECT_THAT(answer.messages, HasSubstr("line 1, column 1002"));
}

TEST(AssessCommand, S6_AHugeCaseIsRefusedAndTheNextOneJudged) {
  json huge = case_of("huge");
  huge["note"] = std::string(1024 * 1024, 'x');
  const Answer answer = assessed(json::array({huge, case_of("next")}));
  EXPECT_EQ(answer.exit_status, 1);
  EXPECT_EQ(answer.lines.at(0)["error"]["path"], "/0");
  EXPECT_EQ(answer.lines.at(1)["outcome"], "not_connected");
}

TEST(AssessCommand, S6_TooManyConnectionsAreRefused) {
  const json connected = {{"from", "2024-06-12T02:00:00Z"}, {"to", "2024-06-12T03:00:00Z"}, {"energy_wh", 1}};
  json many = json::array();
  for (int i = 0; i < 1000; ++i) many.push_back(connected);
  EXPECT_EQ(assessed(json::array({case_of("a", {{"connections", many}})})).lines.at(0)["energy_counted_wh"], 1000);
  many.push_back(connected);
  EXPECT_EQ(refusal({{"connections", many}})["path"], "/0/facts/connections");
}

TEST(AssessCommand, AMemberGivenTwiceIsRefused) {
  EXPECT_EQ(refusal_of_text(R"({"vessel":{"type":"oil_tanker","type":"dry_bulk"}})")["path"], "/0/facts/vessel/type");
}

TEST(AssessCommand, MissingFactsAreRefusedWhereTheyShouldStand) {
  EXPECT_EQ(refusal_of_text("{}")["path"], "/0/facts/vessel");
  for (const char* path : {"/vessel/type", "/vessel/navigation", "/vessel/receiving_facility", "/berth/waters",
                           "/berth/kind", "/berth/supply", "/stay/arrived_at", "/connections", "/declarations"}) {
    json item = case_of("only");
    const json::json_pointer pointer(path);
    item["facts"][pointer.parent_pointer()].erase(pointer.back());
    const Answer answer = assessed(json::array({item}));
    EXPECT_EQ(answer.exit_status, 1);
    EXPECT_EQ(answer.lines.at(0)["error"]["path"], std::string("/0/facts") + path);
  }
}

TEST(AssessCommand, WhatMayBeUnknownMayBeAbsent) {
  for (const char* path : {"/vessel/gross_tonnage", "/vessel/keel_laid_on", "/vessel/flag", "/vessel/public_service",
                           "/vessel/fuel", "/vessel/has_generator", "/berth/cargo", "/berth/supply_reaches_vessel",
                           "/berth/supply_occupied", "/stay/departed_at", "/stay/arrived_earliest",
                           "/stay/departed_latest"}) {
    json absent = case_of("absent");
    json null = case_of("null");
    const json::json_pointer pointer(path);
    absent["facts"][pointer.parent_pointer()].erase(pointer.back());
    null["facts"][pointer] = nullptr;
    const Answer answer = assessed(json::array({absent, null}));
    EXPECT_EQ(answer.exit_status, 0) << path;
    EXPECT_EQ(answer.messages, "") << path;
    EXPECT_EQ(answer.lines.at(0)["outcome"], answer.lines.at(1)["outcome"]) << path;
  }
}

TEST(AssessCommand, AnUnknownMemberIsSaidNotHeeded) {
  const Answer answer = assessed(json::array({case_of("a", {{"vessel", {{"gross_tonage", 3}}}})}));
  EXPECT_EQ(answer.exit_status, 0);
  EXPECT_THAT(answer.messages, HasSubstr("/0/facts/vessel/gross_tonage"));
}

TEST(AssessCommand, PointsAtUnknownMembersByTheirEscapedName) {
  const Answer answer = assessed(json::array({case_of("a", {{"berth", {{"a/b~c", 1}}}})}));
  EXPECT_THAT(answer.messages, HasSubstr("/0/facts/berth/a~1b~0c\""));
}

TEST(AssessCommand, SaysTwentyUnknownMembersThenOnlyHowMany) {
  json facts = base_facts();
  for (int i = 0; i < 21; ++i) facts["x" + std::to_string(i)] = i;
  const Answer answer = assessed(json::array({{{"id", "a"}, {"facts", facts}}}));
  EXPECT_EQ(std::ranges::count(answer.messages, '\n'), 21);
  EXPECT_THAT(answer.messages, HasSubstr("21 unknown members in all"));
}

TEST(AssessCommand, ShowsALongValueCutAtACharacter) {
  std::string name;
  for (int i = 0; i < 50; ++i) name += "船";
  const std::string message = refusal({{"vessel", {{"type", name}}}})["message"];
  EXPECT_THAT(message, HasSubstr("船…"));
  EXPECT_LT(message.size(), 500U);
}

TEST(AssessCommand, OtherKeysOfACaseAreIgnored) {
  json item = case_of("a");
  item["about"] = "anything";
  item["weight"] = 0.5;
  const Answer answer = assessed(json::array({item}));
  EXPECT_EQ(answer.exit_status, 0);
  EXPECT_EQ(answer.messages, "");
}

TEST(AssessCommand, WrongTypesAreRefused) {
  EXPECT_EQ(refusal({{"vessel", nullptr}})["path"], "/0/facts/vessel");
  EXPECT_EQ(refusal({{"vessel", "Haiyang 7"}})["path"], "/0/facts/vessel");
  EXPECT_EQ(refusal({{"berth", json::array()}})["path"], "/0/facts/berth");
  EXPECT_EQ(refusal({{"connections", nullptr}})["path"], "/0/facts/connections");
  EXPECT_EQ(refusal({{"connections", {5}}})["path"], "/0/facts/connections/0");
  EXPECT_EQ(refusal({{"vessel", {{"has_generator", "yes"}}}})["path"], "/0/facts/vessel/has_generator");
  EXPECT_EQ(refusal({{"vessel", {{"flag", "cn"}}}})["path"], "/0/facts/vessel/flag");
  EXPECT_EQ(refusal({{"vessel", {{"flag", "CHN"}}}})["path"], "/0/facts/vessel/flag");
  EXPECT_EQ(assessed(json::array({case_of("a", {{"vessel", {{"flag", "ZA"}}}})})).exit_status, 0);
  EXPECT_EQ(refusal({{"vessel", {{"flag", 86}}}})["path"], "/0/facts/vessel/flag");
  EXPECT_EQ(refusal({{"vessel", {{"keel_laid_on", "2023-02-30"}}}})["path"], "/0/facts/vessel/keel_laid_on");
}

TEST(AssessCommand, EveryCaseNeedsAnIdOfItsOwn) {
  const json facts = base_facts();
  const Answer answer = assessed(json::array({{{"facts", facts}},
                                              {{"id", ""}, {"facts", facts}},
                                              {{"id", {1}}, {"facts", facts}},
                                              {{"id", std::string(257, 'x')}, {"facts", facts}},
                                              {{"id", 7}, {"facts", facts}},
                                              {{"id", "7"}, {"facts", facts}},
                                              {{"id", 7}, {"facts", facts}},
                                              5}));
  EXPECT_EQ(answer.exit_status, 1);
  ASSERT_EQ(answer.lines.size(), 8U);
  for (std::size_t i = 0; i < 4; ++i) {
    EXPECT_EQ(answer.lines[i]["id"], nullptr);
    EXPECT_EQ(answer.lines[i]["error"]["path"], "/" + std::to_string(i) + "/id");
  }
  EXPECT_EQ(answer.lines[4]["outcome"], "not_connected");
  EXPECT_EQ(answer.lines[5]["outcome"], "not_connected");
  EXPECT_EQ(answer.lines[6]["id"], 7);
  EXPECT_EQ(answer.lines[6]["error"]["path"], "/6/id");
  EXPECT_EQ(answer.lines[7]["error"]["path"], "/7");
}

TEST(AssessCommand, OneObjectIsOneLineWhateverTheIdHolds) {
  std::istringstream in("[{\"id\":\"a\\u2028b\\u0085\\n\xE2\x80\xA9\",\"facts\":{}}]");
  std::ostringstream out;
  std::ostringstream err;
  run_assess(std::vector<std::string>{"-"}, in, out, err);
  EXPECT_THAT(out.str(), StartsWith(R"({"id":"a\u2028b\u0085\n\u2029",)"));
}

TEST(AssessCommand, AnUnreadableDocumentIsSaidWithItsPlace) {
  const Answer cut = assessed("[\n " + case_of("a").dump() + ",\n {\"id\":");
  EXPECT_EQ(cut.exit_status, 1);
  EXPECT_EQ(cut.lines.size(), 1U);
  EXPECT_THAT(cut.messages, HasSubstr("line 3, column 8"));
  for (const char* text : {"", "{}", "null", "[", "[1,]", "[1] x", "[}", "[{]}"}) {
    const Answer answer = assessed(std::string(text));
    EXPECT_EQ(answer.exit_status, 1) << text;
    EXPECT_THAT(answer.messages, HasSubstr("line 1, column ")) << text;
  }
}

TEST(AssessCommand, ReadsAFileByItsName) {
  const std::string path = testing::TempDir() + "assess_command_test.json";
  std::ofstream(path) << json::array({case_of("a")});
  std::istringstream in;
  std::ostringstream out;
  std::ostringstream err;
  EXPECT_EQ(run_assess(std::vector<std::string>{path}, in, out, err), 0);
  EXPECT_THAT(out.str(), HasSubstr("not_connected"));
}

TEST(AssessCommand, NoCasesAreNoError) { EXPECT_EQ(assessed(std::string("\xEF\xBB\xBF [ ] \n")).exit_status, 0); }

TEST(AssessCommand, AskedWronglyItSaysHow) {
  std::istringstream in;
  std::ostringstream out;
  std::ostringstream err;
  const std::vector<std::vector<std::string>> wrong{{}, {"a", "b"}, {"--fast"}, {"/no/such/file"}, {"/"}};
  for (const auto& arguments : wrong) {
    EXPECT_EQ(run_assess(arguments, in, out, err), 2);
    EXPECT_NE(err.str(), "");
    err.str("");
  }
  EXPECT_EQ(out.str(), "");
  EXPECT_EQ(run_assess(std::vector<std::string>{"--help"}, in, out, err), 0);
  EXPECT_THAT(out.str(), HasSubstr("quaywatt assess FILE|-"));
}

TEST(AssessCommand, ResultsThatCannotBeWrittenAreAFailure) {
  std::istringstream in(json::array({case_of("a")}).dump());
  std::ofstream out("/dev/full");
  std::ostringstream err;
  EXPECT_EQ(run_assess(std::vector<std::string>{"-"}, in, out, err), 1);
  EXPECT_THAT(err.str(), HasSubstr("cannot be written"));
}

}  // namespace
}  // namespace quaywatt::server
