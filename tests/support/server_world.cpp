#include "tests/support/server_world.h"

#include <chrono>
#include <fstream>
#include <stdexcept>

#include "berth-agent/enrol/key_material.h"
#include "server/enrolment/authority_files.h"
#include "server/enrolment/enrol_agent.h"
#include "server/enrolment/enrolment_code.h"

namespace quaywatt::test {

using server::AuthorityFiles;

namespace {

server::DatabaseConfig database_config() {
  const auto settings = PrivateMariadb::shared().migrated_schema();
  server::DatabaseConfig database;
  database.socket = settings.socket;
  database.user = settings.user;
  database.schema = settings.schema;
  database.statement_timeout_s = 60;  // a loaded test machine is no reason to fail
  return database;
}

constexpr domain::Millis kPatience{60'000};

}  // namespace

void write_text(const std::filesystem::path& file, const std::string& text) {
  std::ofstream(file, std::ios::binary) << text;
}

const agent::ServerReply& reply_of(const agent::LinkAnswer& answer) {
  if (const auto* failure = std::get_if<agent::LinkFailure>(&answer)) throw std::runtime_error(failure->en);
  return std::get<agent::ServerReply>(answer);
}

ServerWorld::ServerWorld(const std::function<void(server::ServerConfig&)>& change) {
  const auto clock = [this] { return now(); };
  server::create_authority(directory_.path() / "pki", {"localhost", "127.0.0.1"}, now());
  config_.database = database_config();
  config_.site.listen = config_.agent_link.listen = {"127.0.0.1", 0};
  config_.site.certificate_file = config_.agent_link.certificate_file = pki(AuthorityFiles::kServerCertificate);
  config_.site.key_file = config_.agent_link.key_file = pki(AuthorityFiles::kServerKey);
  config_.client_ca_file = pki(AuthorityFiles::kCaCertificate);
  config_.enrolment = server::EnrolmentConfig{pki(AuthorityFiles::kCaCertificate), pki(AuthorityFiles::kCaKey)};
  config_.receipt_key_file = pki(AuthorityFiles::kReceiptKey);
  if (change) change(config_);
  log_ = std::make_unique<server::Log>(log_text_, clock);
  stores_ = std::make_unique<server::MysqlStores>(config_.database, clock);
  app_ = std::make_unique<server::ServerApp>(
      config_, server::StartOptions{}, *log_, clock,
      [](server::MysqlStores&, const server::ServerConfig&) { return std::vector<std::unique_ptr<server::Job>>(); });
}

domain::Instant ServerWorld::now() const {
  return std::chrono::floor<domain::Millis>(std::chrono::system_clock::now()) + domain::Millis(passed_ms_.load());
}

std::string ServerWorld::code(const std::string& agent, const std::string& berth) {
  const std::string text = server::new_enrolment_code();
  server::EnrolmentCode code;
  code.code_hash = server::enrolment_code_hash(text);
  code.agent = agent;
  code.berth = berth;
  code.created_at = now();
  code.expires_at = now() + server::kCodeLife;
  if (stores_->enrolments().create_code(code) != server::CodeCreation::created) throw std::runtime_error("no code");
  return text;
}

std::vector<std::string> ServerWorld::rows(const std::string& sql) {
  server::mysql::Connection connection(server::connection_settings(config_.database));
  auto found = connection.query(sql);
  std::vector<std::string> rows;
  while (found.next()) {
    std::string row = found.text(1);
    for (unsigned column = 2; column <= found.columns(); ++column) row += "|" + found.text(column);
    rows.push_back(row);
  }
  return rows;
}

agent::LinkAnswer ServerWorld::get_site(const std::string& path) {
  const auto context = agent::tls_context({pki(AuthorityFiles::kCaCertificate), {}, {}});
  return agent::https_exchange({"127.0.0.1", app_->site_port()}, context, {"GET", path, {}, {}, {}, kPatience});
}

agent::LinkAnswer ServerWorld::post_site(const std::string& path, const std::string& body, const std::string& type) {
  const auto context = agent::tls_context({pki(AuthorityFiles::kCaCertificate), {}, {}});
  return agent::https_exchange({"127.0.0.1", app_->site_port()}, context, {"POST", path, type, {}, body, kPatience});
}

TestAgent::TestAgent(ServerWorld& world, std::string name, std::string berth)
    : ledger(name),
      world_(world),
      name_(std::move(name)),
      berth_(std::move(berth)),
      tls_key_pem_(agent::new_tls_key_pem()) {}

wire::EnrolmentRequest TestAgent::request(const std::string& code) const {
  return {code, agent::certificate_request_pem(tls_key_pem_), ledger.key().public_key().base64(), "test"};
}

agent::LinkAnswer TestAgent::spend(const std::string& code) {
  return world_.post_site("/enrol/v1", wire::encode_request(request(code)));
}

void TestAgent::adopt(const wire::EnrolmentGrant& given) {
  grant = given;
  write_text(tls_files().certificate, grant.certificate_pem);
  write_text(tls_files().key, tls_key_pem_);
}

void TestAgent::enrol() {
  const auto answer = spend(world_.code(name_, berth_));
  const auto given = wire::decode_grant(reply_of(answer).body);
  if (!given) throw std::runtime_error("no grant: " + reply_of(answer).body);
  adopt(*given);
  approve();
}

void TestAgent::approve() {
  const std::string fingerprint = ledger.key().public_key().fingerprint();
  if (world_.stores().agents().approve(name_, fingerprint, world_.now()) != server::Approval::approved) {
    throw std::runtime_error("not approved");
  }
}

agent::TlsFiles TestAgent::tls_files() const {
  return {world_.pki(AuthorityFiles::kCaCertificate), world_.directory() / (name_ + ".crt"),
          world_.directory() / (name_ + ".key")};
}

agent::LinkAnswer TestAgent::post(const std::string& body_gzip, const std::string& path) {
  return agent::https_exchange({"127.0.0.1", world_.app().agent_port()}, agent::tls_context(tls_files()),
                               {"POST", path, "application/x-ndjson", "gzip", body_gzip, kPatience});
}

agent::LinkAnswer TestAgent::get(const std::string& path) {
  return agent::https_exchange({"127.0.0.1", world_.app().agent_port()}, agent::tls_context(tls_files()),
                               {"GET", path, {}, {}, {}, kPatience});
}

wire::BatchAnswer TestAgent::trusted(const agent::LinkAnswer& link_answer) {
  const auto& reply = reply_of(link_answer);
  const auto answer = wire::decode_answer(reply.body);
  if (!answer) throw std::runtime_error("no answer of ours: " + reply.body);
  if (answer->receipt.signature.empty()) return *answer;
  for (const wire::ReceiptKey& key : grant.receipt_keys) {
    const bool signed_by = key.key_id == answer->receipt.key_id &&
                           wire::PublicKey::from_base64(key.public_key)
                               ->verify(wire::signed_text(answer->receipt), answer->receipt.signature);
    if (signed_by && answer->receipt.agent == name_) return *answer;
  }
  throw std::runtime_error("the receipt is not the server's");
}

wire::BatchAnswer TestAgent::send(const wire::Batch& batch) { return trusted(post(body_of(batch))); }

wire::BatchAnswer TestAgent::head() { return trusted(get("/agent/v1/head")); }

}  // namespace quaywatt::test
