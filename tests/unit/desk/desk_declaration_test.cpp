// Screen T7: reason codes mean what the rules say, and nobody confirms himself.

#include "berth-agent/berth/reason_codes.h"
#include "tests/support/berth_world.h"

namespace quaywatt::test {
namespace {

using agent::RefusalCode;
using domain::Declared;

TEST(ReasonCodes, MeanWhatTheRulesSay) {
  struct Expected {
    std::string_view code;
    Declared::Category category;
    std::string_view cause;
  };
  using enum Declared::Category;
  const std::vector<Expected> expected{
      {"01", none, ""},       {"02", none, ""},
      {"03", none, ""},       {"04", none, ""},
      {"05", impediment, "terminal_fault"}, {"06", impediment, "vessel_fault"},
      {"07", impediment, "severe_weather"}, {"08", impediment, "emergency"},
      {"09", alternative, ""}, {"10", none, ""},
      {"11", impediment, "crew_refusal"},   {"12", impediment, "unattended"},
      {"13", impediment, "queue"},          {"14", impediment, "other"}};
  ASSERT_EQ(agent::reason_codes().size(), expected.size());
  for (const auto& want : expected) {
    const auto* code = agent::reason_code(want.code);
    ASSERT_NE(code, nullptr) << want.code;
    EXPECT_EQ(code->category(), want.category) << want.code;
    EXPECT_EQ(code->cause(), want.cause) << want.code;
  }
  for (const char* wrong : {"00", "15", "1", "", "0 1"}) EXPECT_EQ(agent::reason_code(wrong), nullptr) << wrong;
}

class Declaring : public ::testing::Test {
 protected:
  agent::Declare declare(std::string code, std::string measure = {}) const {
    return {stay, std::move(code), std::move(measure), {}, {}, "", Declared::Consent::agreed};
  }
  domain::LineRef declared(const agent::Declare& command, domain::Actor actor = kWang) {
    return BerthWorld::ref_of(world.desk().declare(world.by(std::move(actor)), command));
  }

  BerthWorld world;
  domain::LineRef stay = world.arrives("苏货1098");
};

TEST_F(Declaring, AlternativeNamesItsMeasure) {
  const auto line = std::get<Declared>(world.line_at(declared(declare("09", "onboard_battery"))).body);
  EXPECT_EQ(line.category, Declared::Category::alternative);
  EXPECT_EQ(line.cause, "onboard_battery");
  EXPECT_EQ(line.from, world.clock.now().wall);

  EXPECT_EQ(refused(world.desk().declare(world.by(kWang), declare("09"))), RefusalCode::unknown_reason);
  EXPECT_EQ(refused(world.desk().declare(world.by(kWang), declare("09", "windmill"))), RefusalCode::unknown_reason);
  EXPECT_EQ(refused(world.desk().declare(world.by(kWang), declare("07", "clean_energy"))),
            RefusalCode::unknown_reason);
  EXPECT_EQ(refused(world.desk().declare(world.by(kWang), declare("15"))), RefusalCode::unknown_reason);
}

TEST_F(Declaring, NobodyConfirmsHisOwnWord) {
  const auto declaration = declared(declare("05"));
  EXPECT_EQ(refused(world.desk().confirm(world.by(kWang), {declaration, true, ""})),
            RefusalCode::confirmed_by_declarer);
  const domain::Actor wang_as_foreman{domain::ActorRole::foreman, kWang.id};
  EXPECT_EQ(refused(world.desk().confirm(world.by(wang_as_foreman), {declaration, true, ""})),
            RefusalCode::confirmed_by_declarer);
  BerthWorld::ref_of(world.desk().confirm(world.by(kLi), {declaration, false, "未见大风"}));
  BerthWorld::ref_of(world.desk().confirm(world.by(kOfficerZhao), {declaration, true, ""}));  // the last one counts
  EXPECT_TRUE(world.state().journal.declarations.at(declaration).confirmations.back().accepted);
}

TEST_F(Declaring, EndsOnce) {
  const auto declaration = declared(declare("07"));
  world.pass(20min);
  const auto from = world.state().journal.declarations.at(declaration).from;
  EXPECT_EQ(refused(world.desk().end_declaration(world.by(kWang), {declaration, from - 1ms})),
            RefusalCode::times_out_of_order);
  BerthWorld::ref_of(world.desk().end_declaration(world.by(kWang), {declaration, {}}));
  EXPECT_EQ(world.state().journal.declarations.at(declaration).to, world.clock.now().wall);
  EXPECT_EQ(refused(world.desk().end_declaration(world.by(kWang), {declaration, {}})), RefusalCode::declaration_over);
}

TEST_F(Declaring, LateEntryIsTakenAndKeepsItsOwnTime_O5) {
  world.pass(60min);
  world.leaves(stay);
  world.pass(60min);
  auto late = declare("07");
  late.from = world.clock.now().wall - 90min;
  late.to = world.clock.now().wall - 80min;
  const auto line = world.line_at(declared(late));
  EXPECT_EQ(line.at, world.clock.now().wall);
  late.to = *late.from - 1ms;
  EXPECT_EQ(refused(world.desk().declare(world.by(kWang), late)), RefusalCode::times_out_of_order);
  late.to = world.clock.now().wall + 10min;
  EXPECT_EQ(refused(world.desk().declare(world.by(kWang), late)), RefusalCode::time_in_future);
}

}  // namespace
}  // namespace quaywatt::test
