// From suspicion to decision: who may say what, and when.

#include <gtest/gtest.h>

#include "domain/cases/case_file.h"

namespace quaywatt::domain {
namespace {

using namespace std::chrono_literals;
using enum Conclusion;

constexpr Date kTerm = 2025y / 3 / 20;

Instant at(std::string_view text) { return parse_instant(text).value(); }

CaseFile opened() { return {"JY-HT-01/3.17", at("2025-03-01T00:00:00Z")}; }

template <typename What>
std::optional<ActRefusal> act(CaseFile& file, std::string officer, What what,
                              std::string_view when = "2025-03-10T02:00:00Z") {
  return file.take({at(when), std::move(officer), std::move(what)}, file.version());
}

/// Noticed, heard and reviewed by officer Li, who proposes to confirm.
CaseFile reviewed() {
  auto file = opened();
  EXPECT_EQ(act(file, "wang", NoticeServed{"锡海事告〔2025〕17号", kTerm}), std::nullopt);
  EXPECT_EQ(act(file, "wang", StatementReceived{"岸电桩无人值守"}), std::nullopt);
  EXPECT_EQ(act(file, "li", Reviewed{confirmed, "值守记录显示有人"}), std::nullopt);
  return file;
}

TEST(CaseFile, IsConfirmedAfterNoticeHearingAndReviewByAnother) {
  auto file = reviewed();
  EXPECT_EQ(file.conclusion(), std::nullopt) << "nothing is confirmed by itself";
  EXPECT_EQ(act(file, "wang", Concluded{confirmed, "事实清楚"}), std::nullopt);
  EXPECT_EQ(file.conclusion(), confirmed);
  EXPECT_EQ(file.version(), 4u);
  EXPECT_EQ(file.stay(), "JY-HT-01/3.17");
  EXPECT_EQ(file.opened_at(), at("2025-03-01T00:00:00Z"));
}

TEST(CaseFile, TheReviewerDoesNotConclude) {
  auto file = reviewed();
  EXPECT_EQ(act(file, "li", Concluded{confirmed, "事实清楚"}), ActRefusal::own_review);
}

TEST(CaseFile, WhatTheReviewDidNotProposeIsNotFound) {
  auto file = reviewed();
  EXPECT_EQ(act(file, "wang", Concluded{first_breach_not_fined, "首次"}), ActRefusal::review_missing);
  EXPECT_EQ(act(file, "li", Reviewed{first_breach_not_fined, "首次且及时改正"}), std::nullopt);
  EXPECT_EQ(act(file, "wang", Concluded{first_breach_not_fined, "首次"}), std::nullopt);
}

TEST(CaseFile, NoBreachWithoutNotice) {
  auto file = opened();
  EXPECT_EQ(act(file, "wang", Concluded{confirmed, "事实清楚"}), ActRefusal::notice_first);
  EXPECT_EQ(act(file, "wang", StatementReceived{"…"}), ActRefusal::notice_first);
}

TEST(CaseFile, TheSilentPartyIsWaitedForUntilItsTermIsOver) {
  auto file = opened();
  ASSERT_EQ(act(file, "wang", NoticeServed{"17号", kTerm}), std::nullopt);
  ASSERT_EQ(act(file, "li", Reviewed{confirmed, "无异议"}), std::nullopt);
  EXPECT_EQ(act(file, "wang", Concluded{confirmed, "…"}, "2025-03-20T15:59:59Z"), ActRefusal::party_not_heard);
  EXPECT_EQ(act(file, "wang", Concluded{confirmed, "…"}, "2025-03-20T16:00:00Z"), std::nullopt);
}

TEST(CaseFile, NoBreachWithoutReview) {
  auto file = opened();
  ASSERT_EQ(act(file, "wang", NoticeServed{"17号", kTerm}), std::nullopt);
  ASSERT_EQ(act(file, "wang", StatementReceived{"…"}), std::nullopt);
  EXPECT_EQ(act(file, "wang", Concluded{confirmed, "…"}), ActRefusal::review_missing);
}

TEST(CaseFile, LettingGoNeedsOnlyAReason) {
  auto excusing = opened();
  EXPECT_EQ(act(excusing, "wang", Concluded{excused, ""}), ActRefusal::reason_missing);
  EXPECT_EQ(act(excusing, "wang", Concluded{excused, "码头故障有记录"}), std::nullopt);
  auto withdrawing = opened();
  EXPECT_EQ(act(withdrawing, "wang", Concluded{withdrawn, "AIS误报"}), std::nullopt);
}

TEST(CaseFile, EveryActHasANameAndAReason) {
  auto file = opened();
  EXPECT_EQ(act(file, "", NoticeServed{"17号", kTerm}), ActRefusal::officer_missing);
  EXPECT_EQ(act(file, "wang", NoticeServed{"", kTerm}), ActRefusal::reason_missing);
  EXPECT_EQ(act(file, "wang", Reviewed{confirmed, ""}), ActRefusal::reason_missing);
  EXPECT_EQ(file.last_act(), nullptr);
}

TEST(CaseFile, D6_TheSecondOfficerSeesWhoDidWhatInsteadOfOverwritingIt) {
  auto file = reviewed();
  const auto seen = file.version();
  ASSERT_EQ(file.take({at("2025-03-11T00:00:00Z"), "wang", Concluded{confirmed, "…"}}, seen), std::nullopt);
  EXPECT_EQ(file.take({at("2025-03-11T00:00:01Z"), "zhao", Concluded{withdrawn, "…"}}, seen),
            ActRefusal::changed_meanwhile);
  EXPECT_EQ(file.last_act()->officer, "wang");
  EXPECT_EQ(file.conclusion(), confirmed);
}

TEST(CaseFile, AfterItsConclusionOnlyReopeningIsLeftAndTheSafeguardsBeginAnew) {
  auto file = reviewed();
  EXPECT_EQ(act(file, "zhao", Reopened{"新证据"}), ActRefusal::not_concluded);
  ASSERT_EQ(act(file, "wang", Concluded{confirmed, "…"}), std::nullopt);
  EXPECT_EQ(act(file, "wang", Reviewed{withdrawn, "…"}), ActRefusal::already_concluded);
  EXPECT_EQ(act(file, "zhao", Reopened{"新证据"}), std::nullopt);
  EXPECT_EQ(file.conclusion(), std::nullopt);
  EXPECT_EQ(file.statement_until(), std::nullopt);
  EXPECT_EQ(act(file, "wang", Concluded{confirmed, "…"}), ActRefusal::notice_first);
  EXPECT_EQ(file.acts().size(), 5u) << "the old conclusion stays in the file";
}

}  // namespace
}  // namespace quaywatt::domain
