// Repeated requests, a disk that refuses, and an epoch that must be opened.

#include <thread>

#include "tests/support/berth_world.h"

namespace quaywatt::test {
namespace {

using agent::RefusalCode;

TEST(RepeatedRequest, DoublePressStartsOneSession_O1) {
  BerthWorld world;
  const auto stay = world.arrives("苏货1098");
  world.passes_checklist(stay, "a1");
  const agent::Asker asker{kWang, "press-1"};
  const auto first = world.desk().start_supply(asker, {stay, "a1"});
  world.pass(1min);
  const auto second = world.desk().start_supply(asker, {stay, "a1"});
  EXPECT_EQ(std::get<domain::LedgerLine>(first), std::get<domain::LedgerLine>(second));
  EXPECT_EQ(world.state().journal.sessions.size(), 1u);
}

TEST(RepeatedRequest, SameAnswerAfterTheSessionEndedAndAfterARestart_O1) {
  BerthWorld world;
  const auto stay = world.arrives("苏货1098");
  world.passes_checklist(stay, "a1");
  const agent::Asker asker{kWang, "press-1"};
  const auto first = world.desk().start_supply(asker, {stay, "a1"});
  world.stops(BerthWorld::ref_of(first));
  world.restart();
  EXPECT_EQ(std::get<domain::LedgerLine>(world.desk().start_supply(asker, {stay, "a1"})),
            std::get<domain::LedgerLine>(first));
}

TEST(RepeatedRequest, PressedFromManyFingersAtOnceIsOneSession_O1) {
  BerthWorld world;
  const auto stay = world.arrives("苏货1098");
  world.passes_checklist(stay, "a1");
  std::vector<std::thread> fingers;
  std::vector<domain::LineRef> answers(8);
  for (auto& answer : answers) {
    fingers.emplace_back([&] {
      answer = BerthWorld::ref_of(world.desk().start_supply({kWang, "press-1"}, {stay, "a1"}));
    });
  }
  for (auto& finger : fingers) finger.join();
  for (const auto& answer : answers) EXPECT_EQ(answer, answers.front());
  EXPECT_EQ(world.lines_of<domain::SupplyStarted>().size(), 1u);
}

TEST(RepeatedRequest, IdUsedForSomethingElseIsRefused) {
  BerthWorld world;
  const auto stay = world.arrives("苏货1098");
  const agent::Asker asker{kWang, "press-1"};
  BerthWorld::ref_of(world.desk().complete_checklist(asker, world.checklist(stay, "a1")));
  EXPECT_EQ(refused(world.desk().start_supply(asker, {stay, "a1"})), RefusalCode::request_reused);
  EXPECT_EQ(refused(world.desk().complete_checklist(asker, world.checklist(stay, "a2"))), RefusalCode::request_reused);
  EXPECT_EQ(refused(world.desk().complete_checklist({kLi, "press-1"}, world.checklist(stay, "a1"))),
            RefusalCode::request_reused);
}

TEST(RepeatedRequest, RefusedOneMayBeTriedAgain) {
  BerthWorld world;
  const auto stay = world.arrives("苏货1098");
  const agent::Asker asker{kWang, "press-1"};
  EXPECT_EQ(refused(world.desk().start_supply(asker, {stay, "a1"})), RefusalCode::checklist_missing);
  world.passes_checklist(stay, "a1");
  BerthWorld::ref_of(world.desk().start_supply(asker, {stay, "a1"}));
}

TEST(FailingDisk, ActIsNotRecordedAndMayBeTriedAgain_A4) {
  BerthWorld world;
  world.store.fail_next(1);
  const agent::Asker asker{kWang, "press-1"};
  EXPECT_THROW(world.desk().register_stay(asker, {vessel_named("苏货1098")}), agent::StorageFailure);
  EXPECT_TRUE(world.state().journal.stays.empty());
  BerthWorld::ref_of(world.desk().register_stay(asker, {vessel_named("苏货1098")}));
  EXPECT_EQ(world.state().journal.stays.size(), 1u);
}

TEST(FailingDisk, ReadingIsTriedAgainWithTheNextAndTheTroubleIsSeen_A4) {
  BerthWorld world;
  const auto trouble = [&] {
    return world.desk().look([](const agent::DeskLook& desk) { return desk.storage_trouble; });
  };
  world.sample();
  const auto lines = world.store.size();
  world.meters["m-1"].power_w = 9'000;  // a marked change
  world.store.fail_next(3);
  world.pass(1min);
  EXPECT_EQ(world.store.size(), lines);
  EXPECT_FALSE(trouble().empty());
  world.pass(3min);
  EXPECT_GT(world.store.size(), lines);
  EXPECT_TRUE(trouble().empty());
}

TEST(EpochBehindServer, NextEpochIsOpenedAndTheStayGoesOn) {
  BerthWorld world;
  const auto stay = world.arrives("苏货1098");
  world.desk().open_epoch_behind_server({{1, 4'000}, std::string(64, 'a')});
  const auto session = world.connects(stay, "a1");
  EXPECT_EQ(session.epoch, 2u);
  const auto opened = world.lines_of<domain::EpochOpened>();
  ASSERT_EQ(opened.size(), 2u);
  EXPECT_EQ(opened[1].reason, domain::EpochOpened::Reason::behind_server);
  EXPECT_EQ(opened[1].previous->last, (domain::LedgerPosition{1, 4'000}));
  world.restart();
  EXPECT_NE(world.state().journal.running_session_at("a1"), nullptr);
}

TEST(UrgentLine, WakesTheUplinkWithoutHoldingTheDesk) {
  BerthWorld world;
  int woken = 0;
  world.desk().when_urgent([&] {
    world.desk().look([](const agent::DeskLook&) { return 0; });  // would deadlock under the lock
    ++woken;
  });
  const auto stay = world.arrives("苏货1098");
  const int before = woken;
  world.connects(stay, "a1");
  EXPECT_GT(woken, before);
}

}  // namespace
}  // namespace quaywatt::test
