#include "tests/support/figures_world.h"

#include <stdexcept>

namespace quaywatt::test {

namespace {

using namespace std::chrono_literals;
using domain::Instant;
using server::mysql::Connection;

/// Of the ledgers and of the registers nothing is derived; the verdict history is primary.
const std::vector<std::string> kDerivedTables = {
    "derivation_cursors", "meter_readings", "stays",      "sessions",        "session_days",      "declarations",
    "confirmations",      "faults",         "checklists", "meter_exchanges", "journal_set_aside", "stays_to_judge",
    "energy_hours",       "energy_curves",  "energy_curve_points", "lines_ahead_of_time"};

/// One schema for all tests of a program, emptied for each: migrating costs a second.
server::mysql::ConnectionSettings empty_tables() {
  static const auto settings = PrivateMariadb::shared().migrated_schema();
  Connection connection(settings);
  auto tables = connection.query("SELECT table_name FROM information_schema.tables WHERE table_schema = DATABASE()");
  while (tables.next()) {
    if (tables.text(1) != "schema_migrations") connection.run("DELETE FROM " + tables.text(1));
  }
  return settings;
}

}  // namespace

FiguresWorld::FiguresWorld()
    : pool_(empty_tables(), {}),
      ledgers_(pool_),
      derived_(pool_),
      registers_(pool_),
      signer_(wire::SigningKey::generate()),
      accept_(ledgers_, signer_, {}) {}

Cabinet& FiguresWorld::cabinet(const std::string& agent, const std::string& berth) {
  auto& cabinet = *cabinets_.emplace_back(std::make_unique<Cabinet>());
  cabinet.agent = agent;
  cabinet.berth = berth;
  cabinet.head = wire::epoch_start_head(agent, 1);
  server::mysql::read(pool_, [&](Connection& connection) {
    connection.execute(
        "INSERT INTO agents (name, berth, standing, ledger_key_fingerprint, program_version, enrolled_at) "
        "VALUES (?,?,'enrolled','','test',0)",
        agent, berth);
    connection.execute("INSERT INTO agent_keys VALUES (?,0,0,?,'enrolled',0)", agent,
                       cabinet.key.public_key().base64());
  });
  cabinet.log.add(domain::EpochOpened{.program_version = "test"}, domain::Actor{domain::ActorRole::device, agent});
  return cabinet;
}

void FiguresWorld::send(Cabinet& cabinet, std::size_t lines, std::optional<Instant> received_at) {
  const auto& log = cabinet.log.lines();
  while (cabinet.sent < log.size()) {
    const auto& first = log[cabinet.sent].position;
    std::vector<std::string> texts;
    while (cabinet.sent < log.size() && texts.size() < lines && log[cabinet.sent].position.epoch == first.epoch) {
      const auto poison = cabinet.poison.find(cabinet.sent);
      texts.push_back(poison == cabinet.poison.end() ? wire::encode_line(log[cabinet.sent]) : poison->second);
      ++cabinet.sent;
    }
    if (first.seq == 1) cabinet.head = wire::epoch_start_head(cabinet.agent, first.epoch);
    const auto batch = wire::make_batch(cabinet.agent, first.epoch, first.seq, cabinet.head, texts, cabinet.key);
    cabinet.head = batch.head_after;
    const std::string body = wire::gzip(wire::encode_batch(batch));
    const auto outcome =
        accept_.accept({cabinet.agent, body, received_at.value_or(log[cabinet.sent - 1].at + 1s)});
    if (outcome.answer.verdict != "accepted") throw std::runtime_error("batch: " + outcome.answer.verdict);
  }
}

void FiguresWorld::contact(const Cabinet& cabinet, Instant at) { accept_.held(cabinet.agent, at); }

server::DeriveJob FiguresWorld::job() {
  return {ledgers_, derived_, domain::cn_wuxi_rules(), settings, [] { return BerthLog::kMorning + 24h; }};
}

void FiguresWorld::derive() {
  auto job = this->job();
  while (job.run_once()) {
  }
}

std::string FiguresWorld::rows_of(const std::string& table) {
  std::string text;
  server::mysql::read(pool_, [&](Connection& connection) {
    text = table + "\n";
    auto columns = connection.query(
        "SELECT column_name FROM information_schema.columns WHERE table_schema = DATABASE() AND table_name = ? "
        "ORDER BY ordinal_position",
        table);
    std::string cells;
    while (columns.next()) cells += (cells.empty() ? "" : ", ") + ("QUOTE(`" + columns.text(1) + "`)");
    auto keys = connection.query(
        "SELECT column_name FROM information_schema.statistics WHERE table_schema = DATABASE() AND table_name = ? "
        "AND index_name = 'PRIMARY' ORDER BY seq_in_index",
        table);
    std::string order;
    while (keys.next()) order += (order.empty() ? "" : ", ") + ("`" + keys.text(1) + "`");
    auto rows = connection.query("SELECT CONCAT_WS(' ', " + cells + ") FROM " + table + " ORDER BY " + order);
    while (rows.next()) text += rows.text(1) + "\n";
  });
  return text;
}

std::string FiguresWorld::derived_rows() {
  std::string text;
  for (const auto& table : kDerivedTables) text += rows_of(table);
  return text;
}

std::string FiguresWorld::value(const std::string& sql) {
  std::string text = "-";
  server::mysql::read(pool_, [&](Connection& connection) {
    auto rows = connection.query(sql);
    if (rows.next()) text = rows.is_null(1) ? "NULL" : rows.text(1);
  });
  return text;
}

namespace {

server::RegisteredVessel vessel(std::string identity, std::string name, std::uint32_t mmsi) {
  using namespace std::chrono;
  server::RegisteredVessel vessel;
  vessel.identity = std::move(identity);
  vessel.name = std::move(name);
  vessel.mmsi = mmsi;
  vessel.facts.type = domain::VesselType::dry_bulk;
  vessel.facts.gross_tonnage = domain::GrossTonnage{1'500};
  vessel.facts.keel_laid_on = domain::Date{2012y / 5 / 1};
  vessel.facts.flag = "CN";
  vessel.facts.fuel = domain::Fuel::diesel;
  vessel.facts.has_generator = true;
  vessel.facts.receiving_facility = domain::ReceivingFacility{{380, 50, 3, 63}, domain::Date{2022y / 6 / 1}};
  return vessel;
}

}  // namespace

server::Registers two_berths() {
  using namespace std::chrono;
  server::Registers registers;
  registers.ports = {{"jiangyin", "江阴港"}, {"wuxi-inland", "无锡内河港"}};
  registers.waterways = {{"yangtze", "长江", domain::Waters::yangtze_jiangsu},
                         {"grand-canal", "京杭运河", domain::Waters::inland_canal}};
  server::RegisteredBerth quay{.id = "JY-1",
                               .name = "石利港务1号泊位",
                               .port = "jiangyin",
                               .port_area = "石利港区",
                               .waterway = "yangtze",
                               .waters = domain::Waters::yangtze_jiangsu,
                               .kind = domain::BerthKind::port,
                               .cargo = domain::CargoClass::general,
                               .district = "江阴市"};
  server::RegisteredBerth area = quay;
  area.id = "WX-9";
  area.name = "锡山服务区";
  area.port = "wuxi-inland";
  area.waterway = "grand-canal";
  area.waters = domain::Waters::inland_canal;
  area.kind = domain::BerthKind::service_area;
  area.district = "锡山区";
  registers.berths = {quay, area};
  registers.supply_points = {{"JY-1", "P1", {{380, 50, 3, 125}, domain::Date{2020y / 3 / 1}}, domain::Watts{15'000}}};
  registers.meters = {{"JY-1", "M1", "P1", 6, domain::WattHours{10}, 1}};
  registers.vessels = {vessel("CN20120004711", "苏锡货1098", 413'770'001),
                       vessel("CN20120004712", "苏锡货2000", 413'770'002)};
  return registers;
}

}  // namespace quaywatt::test
