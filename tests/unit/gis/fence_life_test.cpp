// A fence is drawn by one person, reviewed by a second, approved by a third, and what was in force stays answerable.
#include <gtest/gtest.h>

#include "gis/fence_life.h"
#include "tests/unit/gis/timeline.h"

namespace quaywatt::gis {
namespace {

using Code = FenceRefusalCode;
constexpr domain::Instant kStart{domain::Millis{test::kStartMs}};

domain::Instant day(int days) { return kStart + std::chrono::days{days}; }
FenceAct by(const char* person, int on_day = 0) { return {person, day(on_day)}; }

std::uint32_t drawn(FenceBook& book, const Fence& fence) {
  return std::get<std::uint32_t>(book.draw(fence, by("operator")));
}

std::uint32_t reviewed(FenceBook& book, const Fence& fence) {
  const std::uint32_t number = drawn(book, fence);
  EXPECT_FALSE(book.review(number, by("surveyor")));
  return number;
}

std::optional<Code> code_of(const std::optional<FenceRefusal>& refusal) {
  return refusal ? std::optional{refusal->code} : std::nullopt;
}

TEST(FenceLife, IsInForceFromTheDateOfItsApproval) {
  FenceBook book;
  const auto number = reviewed(book, test::two_berths()[0]);
  EXPECT_TRUE(book.in_force(day(5)).empty());
  EXPECT_FALSE(book.approve(number, by("officer"), day(3)));
  EXPECT_TRUE(book.in_force(day(2)).empty());
  ASSERT_EQ(book.in_force(day(3)).size(), 1u);
  EXPECT_EQ(book.in_force(day(3))[0].berth, "A");
}

TEST(FenceLife, WantsThreePersonsAndItsStepsInOrder) {
  FenceBook book;
  const auto number = drawn(book, test::two_berths()[0]);
  EXPECT_EQ(code_of(book.approve(number, by("officer"), day(1))), Code::wrong_step);
  EXPECT_EQ(code_of(book.review(number, by("operator"))), Code::same_person);
  EXPECT_FALSE(book.review(number, by("surveyor")));
  EXPECT_EQ(code_of(book.review(number, by("officer"))), Code::wrong_step);
  EXPECT_EQ(code_of(book.approve(number, by("operator"), day(1))), Code::same_person);
  EXPECT_EQ(code_of(book.approve(number, by("surveyor"), day(1))), Code::same_person);
  EXPECT_EQ(code_of(book.approve(number, by("officer", 2), day(1))), Code::in_the_past);
  EXPECT_FALSE(book.approve(number, by("officer"), day(1)));
  EXPECT_EQ(code_of(book.approve(number, by("officer"), day(1))), Code::wrong_step);
  EXPECT_EQ(code_of(book.review(9, by("surveyor"))), Code::unknown_version);
  EXPECT_EQ(code_of(book.approve(0, by("officer"), day(1))), Code::unknown_version);
}

TEST(FenceLife, ANewVersionEndsTheOldAndBothStayAnswerable) {
  FenceBook book;
  EXPECT_FALSE(book.approve(reviewed(book, test::two_berths()[0]), by("officer"), day(1)));
  Fence wider = test::two_berths()[0];
  wider.terminal = "wider";
  EXPECT_FALSE(book.approve(reviewed(book, wider), by("officer"), day(10)));
  Fence between = test::two_berths()[0];
  between.terminal = "between";
  EXPECT_FALSE(book.approve(reviewed(book, between), by("officer"), day(5)));
  EXPECT_EQ(book.in_force(day(4)).at(0).terminal, "T");
  EXPECT_EQ(book.in_force(day(5)).at(0).terminal, "between");
  EXPECT_EQ(book.in_force(day(10)).at(0).terminal, "wider");
  for (int i = 1; i < 20; ++i) EXPECT_EQ(book.in_force(day(i)).size(), 1u) << i;
}

TEST(FenceLife, RefusesAFenceThatCrossesItselfWithTheSpot) {
  FenceBook book;
  Fence bow_tie = test::two_berths()[0];
  std::swap(bow_tie.polygons[0][0][1], bow_tie.polygons[0][0][2]);
  const auto refused = std::get<FenceRefusal>(book.draw(bow_tie, by("operator")));
  EXPECT_EQ(refused.code, Code::no_polygon);
  EXPECT_EQ(refused.place, "120.200530,31.900225");
  EXPECT_TRUE(book.versions().empty());
}

TEST(FenceLife, RefusesAnOverlapWithAnotherBerthInForceThenWithTheSpot) {
  FenceBook book;
  const auto first = reviewed(book, test::two_berths()[0]);
  EXPECT_FALSE(book.approve(first, by("officer"), day(1)));
  Fence over = test::two_berths()[0];
  over.berth = "C";
  for (auto& at : over.polygons[0][0]) at.lon += 5'300;
  const auto number = reviewed(book, over);
  const auto refused = book.approve(number, by("officer"), day(2));
  EXPECT_EQ(code_of(refused), Code::overlaps);
  EXPECT_EQ(refused->place, "120.200795,31.900225");
  EXPECT_FALSE(book.approve(reviewed(book, test::two_berths()[1]), by("officer"), day(2)));  // beside, not over
  EXPECT_FALSE(book.withdraw(first, by("officer", 2), day(4)));
  EXPECT_EQ(code_of(book.approve(number, by("officer"), day(3))), Code::overlaps);  // still in force on that day
  Fence smaller = over;
  smaller.polygons[0][0][1].lon = smaller.polygons[0][0][2].lon = 1'202'011'000;
  EXPECT_FALSE(book.approve(reviewed(book, smaller), by("officer"), day(4)));
}

TEST(FenceLife, IsSentBackAndWithdrawnWithoutRewritingHistory) {
  FenceBook book;
  const auto number = reviewed(book, test::two_berths()[0]);
  EXPECT_EQ(code_of(book.send_back(number, by("operator"), "x")), Code::same_person);
  EXPECT_EQ(code_of(book.send_back(number, by("officer"), "")), Code::no_reason);
  EXPECT_FALSE(book.send_back(number, by("officer"), "不含外档"));
  EXPECT_EQ(code_of(book.send_back(number, by("officer"), "again")), Code::wrong_step);
  EXPECT_EQ(code_of(book.approve(number, by("officer"), day(1))), Code::wrong_step);
  EXPECT_EQ(code_of(book.withdraw(number, by("officer"), day(1))), Code::wrong_step);
  EXPECT_EQ(code_of(book.send_back(7, by("officer"), "x")), Code::unknown_version);
  EXPECT_EQ(code_of(book.withdraw(7, by("officer"), day(1))), Code::unknown_version);

  const auto next = reviewed(book, test::two_berths()[0]);
  EXPECT_FALSE(book.approve(next, by("officer"), day(1)));
  EXPECT_EQ(code_of(book.withdraw(next, by("officer", 5), day(4))), Code::in_the_past);
  EXPECT_FALSE(book.withdraw(next, by("officer", 5), day(6)));
  EXPECT_EQ(book.in_force(day(5)).size(), 1u);
  EXPECT_TRUE(book.in_force(day(6)).empty());
  EXPECT_EQ(code_of(book.withdraw(next, by("officer", 5), day(7))), Code::wrong_step);
}

}  // namespace
}  // namespace quaywatt::gis
