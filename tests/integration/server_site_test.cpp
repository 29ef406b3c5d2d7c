// What the public port says to anybody: that it works or not, and nothing of anybody's affairs.

#include <gtest/gtest.h>

#include <sstream>

#include "server/http/landing_page.h"
#include "server/log/log.h"
#include "tests/support/server_world.h"

namespace quaywatt::test {
namespace {

TEST(Site, GreetsInChineseFirstAndShowsNoData) {
  ServerWorld world;
  TestAgent cabinet(world, "jy-shili-01", "A3");
  cabinet.enrol();
  const auto page = reply_of(world.get_site("/"));
  EXPECT_EQ(page.http_code, 200);
  EXPECT_LT(page.body.find("泊电"), page.body.find("Quaywatt"));
  EXPECT_NE(page.body.find("lang=\"zh-CN\""), std::string::npos);
  EXPECT_EQ(page.body.find("jy-shili"), std::string::npos);
  EXPECT_EQ(page.body.find("A3"), std::string::npos);
  EXPECT_EQ(reply_of(world.get_site("/site.css")).http_code, 200);
}

TEST(Site, SaysWhetherItIsAliveAndReady) {
  ServerWorld world;
  EXPECT_EQ(reply_of(world.get_site("/healthz")).body, "{\"status\":\"ok\"}");
  EXPECT_EQ(reply_of(world.get_site("/readyz")).body, "{\"ready\":true,\"reasons\":[]}");
}

TEST(Site, CountsForPrometheus) {
  ServerWorld world;
  TestAgent cabinet(world, "jy-shili-01", "A3");
  cabinet.enrol();
  cabinet.ledger.open_first();
  cabinet.ledger.fill(4);
  cabinet.send(cabinet.ledger.all());
  cabinet.send(cabinet.ledger.all());
  const auto metrics = reply_of(world.get_site("/metrics")).body;
  for (const char* line : {"quaywatt_batches_total{verdict=\"accepted\"} 1",
                           "quaywatt_batches_total{verdict=\"already_held\"} 1",
                           "quaywatt_ledger_lines_total{what=\"new\"} 5",
                           "quaywatt_ledger_lines_total{what=\"replayed\"} 5",
                           "quaywatt_enrolments_total{outcome=\"granted\"} 1",
                           "quaywatt_requests_total{code=\"200\",port=\"agent_link\"} 2",
                           "quaywatt_ready 1"}) {
    EXPECT_NE(metrics.find(line), std::string::npos) << line << "\n" << metrics;
  }
}

TEST(LandingPage, D3_WarnsAsLongAsDurabilityIsAtRisk) {
  server::SiteState state;
  state.version = "0.1.0";
  EXPECT_EQ(server::landing_page(state, {}).find("断电"), std::string::npos);
  state.durability_risk_accepted = true;
  EXPECT_NE(server::landing_page(state, {}).find("断电可能丢失"), std::string::npos);
}

TEST(LandingPage, SaysWhenItCannotWorkAndThatNothingIsLost) {
  const auto page = server::landing_page({}, {"ingest_database"});
  EXPECT_NE(page.find("暂不可用"), std::string::npos);
  EXPECT_EQ(page.find("状态:正常"), std::string::npos);
  EXPECT_EQ(page.find("ingest_database"), std::string::npos);  // inner names are for /readyz
}

TEST(Log, IsOneJsonObjectALineWhateverItIsTold) {
  std::stringstream out;
  server::Log log(out, [] { return *domain::parse_instant("2025-07-01T12:00:00.250Z"); });
  log.warning("odd", {{"text", "a\"b\\c\nd\x01\xff 泊"}, {"count", 3}});
  EXPECT_EQ(out.str(), "{\"at\":\"2025-07-01T12:00:00.250Z\",\"level\":\"warning\",\"event\":\"odd\","
                       "\"text\":\"a\\\"b\\\\c\\nd\\u0001\xEF\xBF\xBD 泊\",\"count\":3}\n");
}

TEST(Log, GoesOnWhenItsStreamFails) {  // fault S12
  std::stringstream out;
  server::Log log(out, [] { return domain::Instant{}; });
  out.setstate(std::ios::badbit);
  log.info("lost", {});
  log.info("kept", {});
  EXPECT_NE(out.str().find("kept"), std::string::npos);
}

}  // namespace
}  // namespace quaywatt::test
