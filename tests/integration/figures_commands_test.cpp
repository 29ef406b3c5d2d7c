// quaywatt register, figures and rebuild at the shell's end, against a real database.

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "server/cli/figures_command.h"
#include "server/cli/rebuild_command.h"
#include "server/cli/register_command.h"
#include "server/cli/text_table.h"
#include "server/store/store_error.h"
#include "server/wiring/mysql_stores.h"
#include "tests/integration/figures_fixture.h"
#include "tests/support/temp_dir.h"

namespace quaywatt::test {
namespace {

using nlohmann::json;

constexpr const char* kRegisters = R"({
  "ports": [{"id": "jiangyin", "name": "江阴港"}], "waterways": [], "berths": [], "supply_points": [], "meters": [],
  "vessels": [{"identity": "CN9", "name": "新船", "type": "container", "navigation": "inland",
               "receiving_facility": null}]})";

class FiguresCommands : public FiguresTest {
 protected:
  FiguresCommands() {
    write("server.toml", R"(environment = "development"
[database]
socket = ")" + PrivateMariadb::shared().socket() + R"("
schema = ")" + world.value("SELECT DATABASE()") + R"("
user = "root"
[site]
listen = "127.0.0.1:1"
certificate_file = "a"
key_file = "a"
[agent_link]
listen = "127.0.0.1:2"
certificate_file = "a"
key_file = "a"
client_ca_file = "a"
[receipts]
key_file = "a"
)");
  }

  std::string write(const std::string& name, const std::string& text) {
    const auto file = directory.path() / name;
    std::ofstream(file) << text;
    return file.string();
  }

  using Run = int (*)(const server::DatabaseSurroundings&, std::span<const std::string>, std::ostream&, std::ostream&);

  int run(Run command, std::vector<std::string> arguments) {
    arguments.push_back("--config");
    arguments.push_back((directory.path() / "server.toml").string());
    out.str("");
    err.str("");
    const server::DatabaseSurroundings surroundings{
        [](const server::DatabaseConfig& database) {
          return std::make_unique<server::MysqlStores>(database, [] { return BerthLog::kMorning; });
        },
        [] { return BerthLog::kMorning; }};
    return command(surroundings, arguments, out, err);
  }

  std::vector<json> json_lines() {
    std::vector<json> all;
    std::istringstream in(out.str());
    for (std::string line; std::getline(in, line);) all.push_back(json::parse(line));
    return all;
  }

  void a_day() {
    supplied_stay("苏锡货1098", 5h, 10'000, 20'000);
    const LineRef idle = arrive("苏锡货2000");
    log().after(4h);
    depart(idle);
    arrive("苏锡货1098");
    log().after(1h);
    log().add(domain::ShiftChanged{kForeman, ""});
    figure();
  }

  TempDir directory;
  std::ostringstream out;
  std::ostringstream err;
};

TEST_F(FiguresCommands, StaysAreATableWhoseColumnsStandUnderEachOther) {
  a_day();
  ASSERT_EQ(run(server::run_figures, {"stays"}), 0) << err.str();
  std::istringstream in(out.str());
  std::vector<std::string> lines;
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  ASSERT_EQ(lines.size(), 4u);
  const auto column_of = [](const std::string& line, const std::string& word) {
    return server::display_width(line.substr(0, line.find(word)));
  };
  EXPECT_EQ(column_of(lines[0], "靠泊"), column_of(lines[1], "2024-09-10 08:00:00"));
  EXPECT_EQ(column_of(lines[0], "系统研判"), column_of(lines[1], "compliant 已接用"));
  EXPECT_EQ(column_of(lines[0], "系统研判"), column_of(lines[2], "not_connected 疑似应接未接"));
  EXPECT_NE(lines[1].find("20.000 ± 0.020"), std::string::npos);
  EXPECT_NE(lines[3].find("在泊 alongside"), std::string::npos);
  EXPECT_NE(lines[3].find("60.0+"), std::string::npos);
}

TEST_F(FiguresCommands, StaysAsJsonCarryTheirSessionsAndTheirVerdict) {
  a_day();
  ASSERT_EQ(run(server::run_figures, {"stays", "--json"}), 0);
  const auto stays = json_lines();
  ASSERT_EQ(stays.size(), 3u);
  EXPECT_EQ(stays[0]["stay"], "jy-1/1.2");
  EXPECT_EQ(stays[0]["vessel_identity"], "CN20120004711");
  EXPECT_EQ(stays[0]["alongside_ms"], 5 * 3'600'000);
  EXPECT_EQ(stays[0]["sessions"][0]["energy_wh"], 20'000);
  EXPECT_EQ(stays[0]["assessment"]["outcome"], "compliant");
  EXPECT_EQ(stays[1]["assessment"]["responsible"], "vessel");
  EXPECT_EQ(stays[2]["departed_at"], nullptr);
  EXPECT_EQ(stays[2]["assessment"]["provisional"], true);
}

TEST_F(FiguresCommands, StaysAreOfTheDaysTheirDepartureFallsOn) {
  a_day();
  ASSERT_EQ(run(server::run_figures, {"stays", "--json", "--from", "2024-09-10", "--to", "2024-09-10"}), 0);
  EXPECT_EQ(json_lines().size(), 2u);
  ASSERT_EQ(run(server::run_figures, {"stays", "--json", "--to", "2024-09-09"}), 0);
  EXPECT_EQ(json_lines().size(), 0u);
  ASSERT_EQ(run(server::run_figures, {"stays", "--json", "--from", "2024-09-11"}), 0);
  EXPECT_EQ(json_lines().size(), 1u) << "the vessel still there";
}

TEST_F(FiguresCommands, UsageCountsWhatEnded) {
  a_day();
  ASSERT_EQ(run(server::run_figures, {"usage", "--json"}), 0);
  const auto all = json_lines().at(0);
  EXPECT_EQ(all["stays"], 2);
  EXPECT_EQ(all["energy_wh"], 20'000);
  EXPECT_EQ(all["statutory"]["after_excuses"]["visits_used"], 1);
  EXPECT_EQ(all["statutory"]["after_excuses"]["visits"], 2);
  EXPECT_EQ(all["statutory"]["after_excuses"]["visits_permyriad"], 5'000);
  EXPECT_EQ(all["statutory"]["after_excuses"]["connected_ms"], 5 * 3'600'000 - 20 * 60'000);
  EXPECT_EQ(all["statutory"]["rank"], nullptr);
  EXPECT_EQ(all["city_kpi_strict"]["after_excuses"]["visits"], 2);
  EXPECT_NE(err.str().find("not counted: 1"), std::string::npos);
  for (const auto& [by, key] : {std::pair{"port", "jiangyin"}, std::pair{"waterway", "yangtze"},
                                std::pair{"type", "dry_bulk"}, std::pair{"month", "2024-09"}}) {
    ASSERT_EQ(run(server::run_figures, {"usage", "--json", "--by", by}), 0);
    ASSERT_EQ(json_lines().size(), 1u);
    EXPECT_EQ(json_lines()[0]["key"], key);
    EXPECT_EQ(json_lines()[0]["stays"], 2);
  }
  ASSERT_EQ(run(server::run_figures, {"usage", "--by", "type"}), 0);
  EXPECT_NE(out.str().find("dry_bulk 干散货船"), std::string::npos);
  EXPECT_NE(out.str().find("1/2 50.00%"), std::string::npos);
}

TEST_F(FiguresCommands, LedgersAreFollowedToTheirHeads) {
  log().after(1min);
  a_day();
  ASSERT_EQ(run(server::run_figures, {"ledgers", "--json"}), 0);
  const auto ledger = json_lines().at(0);
  EXPECT_EQ(ledger["agent"], "jy-1");
  EXPECT_EQ(ledger["held"], ledger["read"]);
  EXPECT_EQ(ledger["lines"], log().lines().size());
  EXPECT_EQ(ledger["broken_at"], nullptr);
}

TEST_F(FiguresCommands, D12_AHeldBatchChangedBehindOurBackIsFound) {
  a_day();
  arrive("苏锡货2000");
  arrive("苏锡货2000");
  world.send(*quay, 1);
  const std::string last = std::to_string(log().last().position.seq);
  server::mysql::read(world.pool(), [&](server::mysql::Connection& connection) {
    connection.execute("UPDATE ledger_batches b JOIN (SELECT body_gzip FROM ledger_batches WHERE last_seq = ?) other "
                       "SET b.body_gzip = other.body_gzip WHERE b.last_seq = ?",
                       log().last().position.seq - 1, log().last().position.seq);
  });
  EXPECT_EQ(run(server::run_figures, {"ledgers"}), 1);
  EXPECT_NE(out.str().find("broken at 1." + last), std::string::npos) << out.str();
  auto job = world.job();
  EXPECT_THROW(while (job.run_once()) {}, server::StoreFault) << "the job says so and does not run in circles";
}

TEST_F(FiguresCommands, RebuildLeavesTheFiguresAsTheyWere) {
  a_day();
  const std::string before = world.derived_rows() + world.rows_of("assessments");
  ASSERT_EQ(run(server::run_rebuild, {}), 0) << err.str();
  EXPECT_NE(out.str().find("3 stays"), std::string::npos) << out.str();
  EXPECT_EQ(world.derived_rows() + world.rows_of("assessments"), before);
}

TEST_F(FiguresCommands, RegisterLoadIsRepeatableAndNamesThePlaceOfAFault) {
  const std::string good = write("good.json", kRegisters);
  EXPECT_EQ(run(server::run_register, {"load", good}), 0) << err.str();
  EXPECT_NE(out.str().find("1 vessels"), std::string::npos);
  EXPECT_EQ(run(server::run_register, {"load", good}), 0);
  EXPECT_NE(out.str().find("nothing changed"), std::string::npos);
  EXPECT_EQ(world.value("SELECT vessel_type FROM vessels WHERE identity = 'CN9'"), "container");

  std::string text = kRegisters;
  text.replace(text.find("container"), 9, "canoe");
  EXPECT_EQ(run(server::run_register, {"load", write("bad.json", text)}), 1);
  EXPECT_NE(err.str().find("/vessels/0/type"), std::string::npos) << err.str();
  EXPECT_THROW(run(server::run_register, {"load", "/nowhere.json"}), std::runtime_error);
}

TEST_F(FiguresCommands, WrongCallsAreAnsweredWithTheUsage) {
  EXPECT_EQ(run(server::run_figures, {}), 2);
  EXPECT_EQ(run(server::run_figures, {"rates"}), 2);
  EXPECT_EQ(run(server::run_figures, {"usage", "--by", "captain"}), 2);
  EXPECT_EQ(run(server::run_figures, {"stays", "--from", "10.9.2024"}), 2);
  EXPECT_EQ(run(server::run_rebuild, {"now"}), 2);
  EXPECT_EQ(run(server::run_register, {"load"}), 2);
  EXPECT_EQ(run(server::run_figures, {"--help"}), 0);
}

}  // namespace
}  // namespace quaywatt::test
