// Screen T11: a meter goes, another comes, and no watt-hour is lost or invented over the hand-over.

#include "tests/support/berth_world.h"

namespace quaywatt::test {
namespace {

using agent::RefusalCode;

agent::ExchangeMeter exchange_to(std::string new_meter, domain::Actor second = kLi) {
  agent::ExchangeMeter command;
  command.supply_point = "a1";
  command.new_meter = std::move(new_meter);
  command.second_actor = std::move(second);
  command.seal = "S-4711";
  return command;
}

domain::MeterExchanged written(BerthWorld& world, const agent::Outcome& outcome) {
  return std::get<domain::MeterExchanged>(world.line_at(BerthWorld::ref_of(outcome)).body);
}

TEST(MeterExchange, RunningSessionGoesOnOverTheHandOver) {
  BerthWorld world;
  world.meters["m-1"].energy_milliwatt_hours = 999'000'000;
  world.meters["m-3"].energy_milliwatt_hours = 20'000;
  const auto session = world.connects(world.arrives("苏货1098"), "a1");
  world.meters["m-1"].power_w = 12'000;
  world.pass(30min);
  world.meters["m-1"].power_w = 0;

  const auto line = written(world, world.desk().exchange_meter(world.by(kWang), exchange_to("m-3")));
  EXPECT_EQ(line.old_meter, "m-1");
  EXPECT_EQ(line.old_final->energy_forward.text, "1005.00");
  EXPECT_EQ(line.new_first.energy_forward.text, "0.02");
  world.meters["m-3"].power_w = 6'000;
  world.pass(30min);
  world.stops(session);

  const auto energy = world.state().finished.at(session);
  EXPECT_EQ(energy.energy.value, 6'000 + 3'000);
  EXPECT_EQ(energy.uncertainty.value, 40);
  EXPECT_TRUE(energy.notes.contains(domain::EnergyNote::meter_exchanged));
  EXPECT_EQ(world.state().meters.at("a1"), "m-3");
}

TEST(MeterExchange, ReadingsOfTheOldMeterAreNoLongerTheSupplyPoints) {
  BerthWorld world;
  world.meters["m-1"].energy_milliwatt_hours = 999'000'000;
  BerthWorld::ref_of(world.desk().exchange_meter(world.by(kWang), exchange_to("m-3")));
  const auto before = world.lines_of<domain::Reading>().size();
  world.meters["m-1"].power_w = 5'000;
  world.pass(2h);
  const auto readings = world.lines_of<domain::Reading>();
  ASSERT_GT(readings.size(), before);
  for (auto i = before; i < readings.size(); ++i) EXPECT_NE(readings[i].meter, "m-1");
}

TEST(MeterExchange, MeterOnTheSameLineCarriesItsNewNumber) {
  BerthWorld world;
  world.meters["m-1"].energy_milliwatt_hours = 999'000'000;
  world.connects(world.arrives("苏货1098"), "a1");
  world.meters["m-1"].energy_milliwatt_hours = 0;  // the new meter hangs on the old one's line now
  auto command = exchange_to("m-77");
  command.old_final = agent::TypedRegister{"999.50"};

  const auto line = written(world, world.desk().exchange_meter(world.by(kWang), command));
  EXPECT_EQ(line.old_final->energy_forward.value.value, 999'500);
  EXPECT_EQ(line.old_final->energy_forward.text, "999.50");  // fault M16
  EXPECT_EQ(line.new_first.energy_forward.value.value, 0);
  world.meters["m-1"].power_w = 4'000;
  world.pass(10min);
  EXPECT_EQ(world.lines_of<domain::Reading>().back().meter, "m-77");
  EXPECT_EQ(world.state().last_registers.at("a1").meter, "m-77");
}

TEST(MeterExchange, OldRegisterNobodyCanReadIsAbsent) {
  BerthWorld world;
  world.meters["m-1"].silent = true;
  const auto line = written(world, world.desk().exchange_meter(world.by(kWang), exchange_to("m-3")));
  EXPECT_FALSE(line.old_final.has_value());
}

TEST(MeterExchange, NewRegisterMustBeKnown) {
  BerthWorld world;
  world.meters["m-3"].silent = true;
  auto command = exchange_to("m-3");
  EXPECT_EQ(refused(world.desk().exchange_meter(world.by(kWang), command)), RefusalCode::reading_needed);
  command.new_first = agent::TypedRegister{"-1"};
  EXPECT_EQ(refused(world.desk().exchange_meter(world.by(kWang), command)), RefusalCode::reading_needed);
  command.new_first = agent::TypedRegister{"0.00"};
  const auto line = written(world, world.desk().exchange_meter(world.by(kWang), command));
  EXPECT_EQ(line.new_first.energy_forward.text, "0.00");
}

TEST(MeterExchange, TakesTwoPersons) {
  BerthWorld world;
  EXPECT_EQ(refused(world.desk().exchange_meter(world.by(kWang), exchange_to("m-3", kWang))),
            RefusalCode::one_person_exchange);
  const domain::Actor wang_as_foreman{domain::ActorRole::foreman, kWang.id};
  EXPECT_EQ(refused(world.desk().exchange_meter(world.by(kWang), exchange_to("m-3", wang_as_foreman))),
            RefusalCode::one_person_exchange);
}

TEST(MeterExchange, RefusesWhatCannotBe) {
  BerthWorld world;
  EXPECT_EQ(refused(world.desk().exchange_meter(world.by(kWang), exchange_to("m-1"))), RefusalCode::same_meter);
  EXPECT_EQ(refused(world.desk().exchange_meter(world.by(kWang), exchange_to("m-2"))), RefusalCode::meter_in_use);
  auto other_ratio = exchange_to("m-3");
  other_ratio.ct_ratio = 60;  // fault M9: the settings read that line with ratio 1
  EXPECT_EQ(refused(world.desk().exchange_meter(world.by(kWang), other_ratio)), RefusalCode::ratio_differs);
  EXPECT_EQ(world.state().meters.at("a1"), "m-1");
}

TEST(MeterExchange, SurvivesARestart) {
  BerthWorld world;
  BerthWorld::ref_of(world.desk().exchange_meter(world.by(kWang), exchange_to("m-3")));
  world.restart();
  EXPECT_EQ(world.state().meters.at("a1"), "m-3");
  const auto stay = world.arrives("苏货1098");
  const auto started = world.connects(stay, "a1");
  EXPECT_EQ(std::get<domain::SupplyStarted>(world.line_at(started).body).meter, "m-3");
}

}  // namespace
}  // namespace quaywatt::test
