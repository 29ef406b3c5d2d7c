// The operator's flows over HTTP, from login to the slip, with the server gone.

#include "schema/wire/chain.h"
#include "tests/support/local_world.h"

namespace quaywatt::test {
namespace {

const json kVesselSide{{"voltage_v", 380}, {"frequency_hz", 50}, {"phases", 3}, {"current_a", 63}};

class LocalActs : public ::testing::Test {
 protected:
  Reply post(const std::string& path, json body) {
    if (!body.contains("request")) body["request"] = "r-" + std::to_string(++requests);
    return world.post(path, body, token);
  }
  std::string ref_of(const Reply& reply) {
    EXPECT_EQ(reply.http_code, 201) << reply.text;
    return reply.body().value("ref", "");
  }
  std::string arrives(const std::string& name) { return ref_of(post("/stays", {{"vessel", {{"name", name}}}})); }
  json checklist(const std::string& stay, json vessel = kVesselSide) {
    return {{"stay", stay},
            {"supply_point", "a1"},
            {"vessel", vessel},
            {"items",
             {{{"name", "interface"}, {"passed", true}},
              {{"name", "plug_dry_and_whole"}, {"passed", true}},
              {{"name", "breaker_off"}, {"passed", true}}}}};
  }
  std::string connects(const std::string& stay) {
    ref_of(post("/checklists", checklist(stay)));
    return ref_of(post("/sessions", {{"stay", stay}, {"supply_point", "a1"}}));
  }

  LocalWorld world;
  std::string token = world.token_of("wang", "111111");
  int requests = 0;
};

TEST_F(LocalActs, WholeStayFromArrivalToSlip) {
  const auto stay = arrives("苏货1098");
  const auto session = connects(stay);
  world.meters["m-1"].power_w = 12'000;
  world.pass(30min);
  world.meters["m-1"].power_w = 0;

  const auto stop = post("/sessions/" + session + "/stop", {{"reason", "departure"}});
  EXPECT_EQ(stop.body()["line"]["kind"], "supply_stopped");
  EXPECT_EQ(stop.body()["line"]["actor"]["id"], "wang");
  ref_of(post("/stays/" + stay + "/end", json::object()));

  const auto slip = world.get("/sessions/" + session, token).body();
  EXPECT_EQ(slip["energy_wh"], 6'000);
  EXPECT_EQ(slip["uncertainty_wh"], 20);
  EXPECT_EQ(slip["connected_ms"], 30 * 60'000);
  EXPECT_EQ(slip["vessel"]["name"], "苏货1098");
  EXPECT_EQ(slip["start_registers"]["energy_forward"]["text"], "0.00");
  EXPECT_EQ(slip["stop_registers"]["energy_forward"]["text"], "6.00");
  EXPECT_EQ(slip["receipted"], false);

  world.link.shown.receipted = domain::LedgerPosition{1, 1000};
  EXPECT_EQ(world.get("/sessions/" + session, token).body()["receipted"], true);
}

TEST_F(LocalActs, OverviewShowsTileStayLinkAndUnsent) {
  const auto stay = arrives("苏货1098");
  const auto session = connects(stay);
  world.meters["m-1"].power_w = 12'000;
  world.pass(10min);
  world.link.shown.phase = agent::LinkState::Phase::offline;
  world.link.shown.receipted = domain::LedgerPosition{1, 3};

  const auto shown = world.get("/overview", token).body();
  EXPECT_EQ(shown["berth"], "shili-01");
  EXPECT_EQ(shown["clock"]["sync"], "synced");
  EXPECT_EQ(shown["operator"]["name"], "王强");
  EXPECT_EQ(shown["link"]["phase"], "offline");
  EXPECT_EQ(shown["unsent"]["lines"].get<std::size_t>(), world.store.size() - 3);
  const auto& tile = shown["supply_points"][0];
  EXPECT_EQ(tile["state"], "supplying");
  EXPECT_EQ(tile["power_w"], 12'000);
  EXPECT_EQ(tile["energy_wh"], 2'000);
  EXPECT_EQ(tile["alongside_min"], 10);
  EXPECT_EQ(tile["to_threshold_min"], 110);
  EXPECT_EQ(tile["session"], session);
  EXPECT_EQ(shown["stays"][0]["ref"], stay);
}

TEST_F(LocalActs, MismatchIsRecordedBlocksTheStartAndProposesTheReason) {
  const auto stay = arrives("苏货1098");
  const auto list = post("/checklists", checklist(stay, {{"voltage_v", 440}, {"frequency_hz", 60}, {"phases", 3},
                                                         {"current_a", 63}}));
  ASSERT_EQ(list.http_code, 201);
  EXPECT_EQ(list.body()["passed"], false);
  EXPECT_EQ(list.body()["proposed_reason"], "03");

  const auto start = post("/sessions", {{"stay", stay}, {"supply_point", "a1"}});
  EXPECT_EQ(start.http_code, 409);
  EXPECT_EQ(start.code(), "checklist_not_passed");
  EXPECT_EQ(start.body()["proposed_reason"], "03");
  EXPECT_EQ(start.headers.at("Content-Type"), "application/problem+json");
  EXPECT_FALSE(start.body()["zh"].get<std::string>().empty());
  EXPECT_EQ(world.get("/checklists", token).body()["checklists"].size(), 1u);
}

TEST_F(LocalActs, DeclarationIsConfirmedByTheOtherOperatorAlone) {
  const auto stay = arrives("苏货1098");
  const auto declaration = ref_of(post("/declarations", {{"stay", stay}, {"reason_code", "07"}, {"consent", "agreed"},
                                                         {"from", "2024-09-10T07:30:00+08:00"}}));
  const auto path = "/declarations/" + declaration + "/confirm";
  EXPECT_EQ(post(path, {{"accepted", true}}).code(), "confirmed_by_declarer");
  const auto li = world.token_of("li", "222222");
  EXPECT_EQ(world.post(path, {{"request", "li-1"}, {"accepted", true}}, li).http_code, 201);
  ref_of(post("/declarations/" + declaration + "/end", json::object()));

  const auto shown = world.get("/declarations", token).body()["declarations"][0];
  EXPECT_EQ(shown["from"], "2024-09-09T23:30:00.000Z");
  EXPECT_EQ(shown["cause"], "severe_weather");
  EXPECT_EQ(shown["confirmations"][0]["by"]["id"], "li");
  EXPECT_TRUE(shown.contains("to"));
}

TEST_F(LocalActs, FaultNeedsItsTestReading_O12) {
  const auto fault = ref_of(post("/faults", {{"supply_point", "a1"}, {"part", "socket"}, {"symptom", "无电压"}}));
  EXPECT_EQ(world.get("/overview", token).body()["supply_points"][0]["state"], "faulty");
  world.meters["m-1"].silent = true;
  const auto silent = post("/faults/" + fault + "/close", {{"repair", "换插座"}});
  EXPECT_EQ(silent.http_code, 503);
  EXPECT_EQ(silent.code(), "meter_silent");
  world.meters["m-1"].silent = false;
  ref_of(post("/faults/" + fault + "/close", {{"repair", "换插座"}}));
  EXPECT_EQ(world.get("/faults", token).body()["recent"][0]["repair"], "换插座");
}

TEST_F(LocalActs, ExchangeIsSignedByTheSecondPersonsPin) {
  json exchange{{"supply_point", "a1"}, {"new_meter", "m-3"}, {"ct_ratio", 1},
                {"pt_ratio", 1},        {"digits", 6},        {"resolution_wh", 10}};
  exchange["second"] = {{"operator", "li"}, {"pin", "000000"}};
  EXPECT_EQ(post("/meter-exchanges", exchange).http_code, 403);
  EXPECT_EQ(world.state().meters.at("a1"), "m-1");
  world.elapsed += 10s;
  exchange["second"] = {{"operator", "wang"}, {"pin", "111111"}};
  EXPECT_EQ(post("/meter-exchanges", exchange).code(), "one_person_exchange");
  exchange["second"] = {{"operator", "li"}, {"pin", "222222"}};
  const auto line = post("/meter-exchanges", exchange).body()["line"];
  EXPECT_EQ(line["second_actor"]["id"], "li");
  EXPECT_EQ(line["old_meter"], "m-1");
  EXPECT_EQ(world.store.size(), 3u);  // epoch_opened, program_started, meter_exchanged: no PIN anywhere
  EXPECT_EQ(world.store.last()->line.find("222222"), std::string::npos);
}

TEST_F(LocalActs, DoublePressIsOneSessionWithOneAnswer_O1) {
  const auto stay = arrives("苏货1098");
  ref_of(post("/checklists", checklist(stay)));
  const json start{{"request", "press-1"}, {"stay", stay}, {"supply_point", "a1"}};
  const auto first = post("/sessions", start);
  const auto second = post("/sessions", start);
  EXPECT_EQ(first.http_code, 201);
  EXPECT_EQ(second.http_code, 201);
  EXPECT_EQ(first.text, second.text);
  EXPECT_EQ(world.lines_of<domain::SupplyStarted>().size(), 1u);
}

TEST_F(LocalActs, LineAndHeadsCheckWithSha256) {
  const auto stay = arrives("苏货1098");
  const auto shown = world.get("/lines/" + stay, token).body();
  EXPECT_EQ(wire::head_after(shown["head_before"], shown["line"].get<std::string>()), shown["head"]);
  EXPECT_EQ(shown["line"], world.store.last()->line);
  EXPECT_EQ(world.get("/lines/9.9", token).http_code, 404);
  EXPECT_EQ(world.get("/lines/x", token).http_code, 404);
}

TEST_F(LocalActs, StaysListOpenRecentAndCandidates) {
  const auto first = arrives("苏货1098");
  ref_of(post("/stays/" + first + "/end", json::object()));
  arrives("浙货0007");
  const auto shown = world.get("/stays", token).body();
  EXPECT_EQ(shown["open"].size(), 1u);
  EXPECT_EQ(shown["recent"][0]["vessel"]["name"], "苏货1098");
  EXPECT_EQ(shown["candidates"][0]["name"], "苏货1098");
}

TEST_F(LocalActs, SupplyPointsAndReasonCodesAreThere) {
  const auto points = world.get("/supply-points", token).body()["supply_points"];
  EXPECT_EQ(points.size(), 2u);
  EXPECT_EQ(points[0]["supply"]["voltage_v"], 380);
  EXPECT_EQ(points[0]["items"].size(), 3u);
  EXPECT_EQ(world.get("/reason-codes", token).body()["reason_codes"].size(), 14u);
  const auto reading = post("/readings", {{"supply_point", "a1"}});
  EXPECT_EQ(reading.body()["line"]["cause"], "by_hand");
}

TEST_F(LocalActs, RetryNowWakesTheUplink) {
  EXPECT_EQ(world.ask("POST", "/local/v1/unsent/send", {}, {{"Authorization", "Bearer " + token}}).http_code, 202);
  EXPECT_EQ(world.link.woken, 1);
  const auto unsent = world.get("/unsent", token).body();
  EXPECT_EQ(unsent["lines"].get<std::size_t>(), world.store.size());
  EXPECT_EQ(unsent["head"], world.store.last()->head.substr(0, 8));
}

TEST_F(LocalActs, DiskThatRefusesIsSaidAndNothingIsShownAsSaved_A4) {
  world.store.fail_next(1);
  const json stay{{"request", "a4"}, {"vessel", {{"name", "苏货1098"}}}};
  const auto refused = post("/stays", stay);
  EXPECT_EQ(refused.http_code, 507);
  EXPECT_EQ(refused.code(), "not_saved");
  EXPECT_EQ(world.get("/stays", token).body()["open"].size(), 0u);
  EXPECT_EQ(post("/stays", stay).http_code, 201);  // the same request, once the disk is mended
  const std::lock_guard lock(world.log_mutex);
  EXPECT_NE(world.log.find("not_saved"), std::string::npos);
}

}  // namespace
}  // namespace quaywatt::test
