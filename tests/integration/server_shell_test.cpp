// The commands of an administrator at the shell, on a real database: migrate, doctor, enrol, ca.

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "schema/config/problem.h"
#include "server/cli/ca_command.h"
#include "server/cli/doctor_command.h"
#include "server/cli/enrol_command.h"
#include "server/cli/migrate_command.h"
#include "server/enrolment/authority_files.h"
#include "server/enrolment/enrolment_code.h"
#include "server/wiring/mysql_stores.h"
#include "server/wiring/system_clock.h"
#include "tests/support/private_mariadb.h"
#include "tests/support/server_world.h"

namespace quaywatt::server {
namespace {

using test::PrivateMariadb;
using test::write_text;
using Words = std::vector<std::string>;

struct Ran {
  int code = 0;
  std::string out;
  std::string err;
  bool says(const std::string& text) const { return (out + err).find(text) != std::string::npos; }
};

/// A directory as ops/up lays it out, with settings for a schema of the shared database.
class ShellTest : public testing::Test {
 protected:
  ShellTest() : schema(PrivateMariadb::shared().empty_schema()) {
    create_authority(directory.path() / "pki", {"localhost"}, system_now());
    write_config("");
  }

  void write_config(const std::string& more) {
    write_text(config(), R"(environment = "development"
[database]
socket = ")" + schema.socket + R"("
schema = ")" + schema.schema + R"("
user = "root"
statement_timeout_s = 60
[site]
certificate_file = "pki/server.crt"
key_file = "pki/server.key"
[agent_link]
certificate_file = "pki/server.crt"
key_file = "pki/server.key"
client_ca_file = "pki/ca.crt"
[enrolment]
ca_certificate_file = "pki/ca.crt"
ca_key_file = "pki/ca.key"
[receipts]
key_file = "pki/receipt.key"
)" + more);
  }

  std::filesystem::path config() const { return directory.path() / "server.toml"; }

  template <typename Command>
  Ran run(Command command, Words words) {
    if (with_config) words.insert(words.end(), {"--config", config().string()});
    const DatabaseSurroundings surroundings{
        [this](const DatabaseConfig& database) { return std::make_unique<MysqlStores>(database, clock()); }, clock()};
    std::stringstream out;
    std::stringstream err;
    const int code = command(surroundings, words, out, err);
    return {code, out.str(), err.str()};
  }
  WallClock clock() {
    return [this] { return system_now() + passed; };
  }

  test::TempDir directory;
  mysql::ConnectionSettings schema;
  domain::Millis passed{0};
  bool with_config = true;
};

TEST_F(ShellTest, MigrateShowsFirstAndThenDoesItOnce) {
  const auto shown = run(run_migrate, {"--dry-run"});
  EXPECT_EQ(shown.code, 0);
  EXPECT_TRUE(shown.says("0001 schema_migrations"));
  const auto done = run(run_migrate, {});
  EXPECT_EQ(done.code, 0);
  EXPECT_EQ(done.out, shown.out);
  EXPECT_EQ(run(run_migrate, {}).out, "");
  EXPECT_TRUE(run(run_migrate, {"--dry-run"}).says("pending: 0"));
}

TEST_F(ShellTest, WrongCallsAreExplained) {
  EXPECT_EQ(run(run_migrate, {"--dryrun"}).code, 2);
  EXPECT_EQ(run(run_migrate, {"now"}).code, 2);
  EXPECT_EQ(run(run_enrol, {}).code, 2);
  EXPECT_EQ(run(run_enrol, {"create", "--berth", "A3"}).code, 2);
  EXPECT_EQ(run(run_enrol, {"create", "--berth", "A3", "--agent", "Not A Name"}).code, 2);
  EXPECT_EQ(run(run_enrol, {"destroy"}).code, 2);
  with_config = false;
  EXPECT_EQ(run(run_doctor, {}).code, 2);
  EXPECT_EQ(run(run_doctor, {"--help"}).code, 0);
}

TEST_F(ShellTest, A11_AnUnknownKeyIsRefusedWithItsLine) {
  write_config("[jobs]\nenabeld = true\n");
  EXPECT_THROW(load_server_config(config()), config::ConfigRefused);
  const auto doctor = run(run_doctor, {});
  EXPECT_EQ(doctor.code, 1);
  EXPECT_TRUE(doctor.says("enabeld"));
  EXPECT_TRUE(doctor.says(":20:")) << doctor.out;
}

TEST_F(ShellTest, A11_SettingsThatCannotWorkAreRefused) {
  const auto refused = [&](const std::string& from, const std::string& to) {
    write_config("");
    std::ifstream in(config());
    std::string text{std::istreambuf_iterator<char>(in), {}};
    text.replace(text.find(from), from.size(), to);
    write_text(config(), text);
    try {
      load_server_config(config());
      return std::string();
    } catch (const config::ConfigRefused& refusal) {
      return std::string(refusal.what());
    }
  };
  EXPECT_NE(refused("[agent_link]\n", "[agent_link]\nlisten = \"8444\"\n").find("listen"), std::string::npos);
  EXPECT_NE(refused("[site]\n", "[site]\nmax_threads = 4\nmax_in_work = 4\n").find("max_in_work"), std::string::npos);
  EXPECT_NE(refused("user = \"root\"", "user = \"root\"\npassword = \"x\"").find("password"), std::string::npos);
  EXPECT_NE(refused("user = \"root\"", "user = \"root\"\npassword_file = \"none\"").find("password_file"),
            std::string::npos);
  EXPECT_NE(refused("\"development\"", "\"demo\"").find("environment"), std::string::npos);
}

TEST_F(ShellTest, TheExampleSettingsNameNoKeyThatIsNotRead) {
  std::ifstream in(QUAYWATT_SOURCE_DIR "/ops/config/server.example.toml");
  std::string text{std::istreambuf_iterator<char>(in), {}};
  const std::string secret_line = "password_file = \"/etc/quaywatt/database.password\"";
  ASSERT_NE(text.find(secret_line), std::string::npos);
  text.replace(text.find(secret_line), secret_line.size(), "password_file = \"password\"");
  write_text(directory.path() / "password", "s3cret\n");
  write_text(config(), text);
  EXPECT_EQ(load_server_config(config()).database.password.reveal(), "s3cret");
}

TEST_F(ShellTest, DoctorNamesPendingMigrationsAndThenNothing) {
  const auto before = run(run_doctor, {});
  EXPECT_EQ(before.code, 1);
  EXPECT_TRUE(before.says("quaywatt migrate --config"));
  run(run_migrate, {});
  const auto after = run(run_doctor, {});
  EXPECT_EQ(after.code, 0) << after.out;
}

TEST_F(ShellTest, DoctorNamesWhatIsWrongWithFiles) {
  run(run_migrate, {});
  std::filesystem::permissions(directory.path() / "pki/ca.key", std::filesystem::perms::others_read,
                               std::filesystem::perm_options::add);
  std::filesystem::remove(directory.path() / "pki/receipt.key");
  const auto doctor = run(run_doctor, {});
  EXPECT_EQ(doctor.code, 1);
  EXPECT_TRUE(doctor.says("chmod 600 " + (directory.path() / "pki/ca.key").string()));
  EXPECT_TRUE(doctor.says("receipt_key"));
}

TEST_F(ShellTest, DoctorSeesCertificatesComeToTheirEnd) {
  run(run_migrate, {});
  passed = std::chrono::days(380);
  const auto soon = run(run_doctor, {});
  EXPECT_TRUE(soon.says("warning site_certificate_expiry"));
  passed = std::chrono::days(398);
  const auto over = run(run_doctor, {});
  EXPECT_EQ(over.code, 1);
  EXPECT_TRUE(over.says("wrong   site_certificate_expiry"));
  EXPECT_TRUE(over.says("database_clock"));  // and ours is a year off the database's
}

TEST_F(ShellTest, D13_DoctorNamesALostIndexWithItsStatement) {
  run(run_migrate, {});
  mysql::Connection(schema).run("ALTER TABLE ledger_batches DROP INDEX ledger_batches_by_receipt");
  const auto doctor = run(run_doctor, {});
  EXPECT_EQ(doctor.code, 1);
  EXPECT_TRUE(doctor.says("ALTER TABLE ledger_batches ADD INDEX ledger_batches_by_receipt (received_at);"));
}

TEST_F(ShellTest, DoctorSaysWhereADatabaseShouldBe) {
  schema.socket = "/nowhere/s";
  write_config("");
  const auto doctor = run(run_doctor, {});
  EXPECT_EQ(doctor.code, 1);
  EXPECT_TRUE(doctor.says("/nowhere/s"));
}

TEST_F(ShellTest, EnrolMakesACodeThatIsListedWithoutItself) {
  run(run_migrate, {});
  const auto made = run(run_enrol, {"create", "--berth", "A3", "--agent", "jy-shili-01"});
  EXPECT_EQ(made.code, 0);
  ASSERT_EQ(made.out.size(), 20u);
  auto listed = run(run_enrol, {"list"});
  EXPECT_TRUE(listed.says("\"code_for\":\"jy-shili-01\",\"berth\":\"A3\",\"state\":\"open\""));
  EXPECT_FALSE(listed.says(made.out.substr(0, 19)));
  passed = std::chrono::hours(24);
  EXPECT_TRUE(run(run_enrol, {"list"}).says("\"state\":\"expired\""));
}

TEST_F(ShellTest, ApprovalAndRevocationSayWhatHappened) {
  run(run_migrate, {});
  mysql::Connection(schema).run(
      "INSERT INTO agents (name, berth, standing, ledger_key_fingerprint, program_version, enrolled_at) "
      "VALUES ('jy-shili-01', 'A3', 'awaiting_approval', '82c6 3514 0393 1bf6', '0.1.0', 0)");
  EXPECT_EQ(run(run_enrol, {"approve", "jy-shili-01", "82c6", "3514", "0393", "1bf7"}).code, 1);
  EXPECT_EQ(run(run_enrol, {"approve", "jy-shili-02", "82c6351403931bf6"}).code, 1);
  EXPECT_EQ(run(run_enrol, {"approve", "jy-shili-01"}).code, 2);
  EXPECT_EQ(run(run_enrol, {"approve", "jy-shili-01", "82C6", "3514", "0393", "1BF6"}).code, 0);
  EXPECT_EQ(run(run_enrol, {"approve", "jy-shili-01", "82c6351403931bf6"}).code, 1);  // does not wait any more
  EXPECT_TRUE(run(run_enrol, {"list"}).says("\"standing\":\"enrolled\""));
  EXPECT_EQ(run(run_enrol, {"create", "--berth", "B7", "--agent", "jy-shili-01"}).code, 1);  // another berth's name
  EXPECT_EQ(run(run_enrol, {"revoke", "jy-shili-01"}).code, 0);
  EXPECT_EQ(run(run_enrol, {"revoke", "jy-shili-02"}).code, 1);
  EXPECT_TRUE(run(run_enrol, {"list"}).says("\"standing\":\"revoked\""));
}

TEST(CaCommand, MakesFilesOnceAndOverwritesNothing) {
  const test::TempDir directory;
  const std::string pki = (directory.path() / "pki").string();
  std::stringstream out;
  std::stringstream err;
  EXPECT_EQ(run_ca(system_now, Words{"init", "--dir", pki, "--name", "127.0.0.1"}, out, err), 0);
  const auto key = std::filesystem::last_write_time(pki + "/ca.key");
  EXPECT_EQ(std::filesystem::status(pki + "/ca.key").permissions() & std::filesystem::perms::all,
            std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
  EXPECT_EQ(run_ca(system_now, Words{"init", "--dir", pki}, out, err), 0);
  EXPECT_EQ(std::filesystem::last_write_time(pki + "/ca.key"), key);
  std::filesystem::remove(pki + "/server.key");
  EXPECT_THROW(run_ca(system_now, Words{"init", "--dir", pki}, out, err), std::runtime_error);
  EXPECT_EQ(std::filesystem::last_write_time(pki + "/ca.key"), key);
  EXPECT_THROW(run_ca(system_now, Words{"init", "--dir", pki + "2", "--name", "a,b"}, out, err), std::runtime_error);
  EXPECT_FALSE(std::filesystem::exists(pki + "2"));
}

}  // namespace
}  // namespace quaywatt::server
