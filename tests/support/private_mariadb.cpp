#include "tests/support/private_mariadb.h"

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/file.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <thread>

#include "schema/wire/chain.h"
#include "server/store/mysql/mysql_schema_store.h"
#include "server/store/store_error.h"

namespace quaywatt::test {

namespace fs = std::filesystem;

namespace {

constexpr auto kStartLimit = std::chrono::seconds(60);
// The default redo log of 96 MB would be copied for every test.
const std::string kSmallLog = "--innodb-log-file-size=4M";

std::string environment_path() {
  const char* path = std::getenv("PATH");
  return std::string(path ? path : "") + ":/usr/sbin:/usr/local/sbin:/usr/bin";
}

/// Runs a program with its output in `log`, killed when this process dies. Returns its pid.
pid_t spawn(std::vector<std::string> words, const fs::path& log) {
  const pid_t pid = fork();
  if (pid < 0) throw std::runtime_error("fork failed");
  if (pid > 0) return pid;
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  setenv("PATH", environment_path().c_str(), 1);
  const int out = open(log.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600);
  dup2(out, STDOUT_FILENO);
  dup2(out, STDERR_FILENO);
  std::vector<char*> arguments;
  for (std::string& word : words) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  execvp(arguments[0], arguments.data());
  _exit(127);
}

std::string file_text(const fs::path& file) {
  std::ifstream in(file);
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
}

constexpr int kReadySchemas = 2;  // most tests need one

std::string ready_schema(int number) { return "ready_" + std::to_string(number); }

pid_t start_server(const fs::path& files, const std::string& socket, const std::vector<std::string>& arguments,
                   const fs::path& log) {
  std::vector<std::string> words = {"mariadbd",
                                    "--no-defaults",
                                    "--datadir=" + files.string(),
                                    "--socket=" + socket,
                                    "--skip-networking",
                                    "--user=root",
                                    "--innodb-flush-log-at-trx-commit=1",
                                    "--innodb-buffer-pool-size=32M",
                                    // Tests kill the server, not the machine: what it wrote is there without a sync.
                                    "--innodb-flush-method=nosync",
                                    "--sync-frm=0",
                                    kSmallLog,
                                    "--default-time-zone=+00:00",
                                    "--character-set-server=utf8mb4"};
  words.insert(words.end(), arguments.begin(), arguments.end());
  return spawn(std::move(words), log);
}

server::mysql::ConnectionSettings settings_of(const std::string& socket) {
  server::mysql::ConnectionSettings settings;
  settings.socket = socket;
  settings.user = "root";
  settings.statement_timeout = std::chrono::seconds(60);
  settings.lock_timeout = std::chrono::seconds(20);
  return settings;
}

/// `process` becomes -1 when the server ended instead.
void wait_until_it_answers(const std::string& socket, pid_t& process, const fs::path& log) {
  const auto deadline = std::chrono::steady_clock::now() + kStartLimit;
  while (true) {
    try {
      const server::mysql::Connection connection(settings_of(socket));
      return;
    } catch (const server::StoreError&) {
      if (waitpid(process, nullptr, WNOHANG) == process) {
        process = -1;
        throw std::runtime_error("mariadbd did not start:\n" + file_text(log));
      }
      if (std::chrono::steady_clock::now() > deadline) {
        throw std::runtime_error("mariadbd is silent:\n" + file_text(log));
      }
      std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
  }
}

void create_schema(const std::string& socket, const std::string& name) {
  server::mysql::Connection(settings_of(socket))
      .run("CREATE DATABASE " + name + " CHARACTER SET utf8mb4 COLLATE utf8mb4_bin");
}

server::mysql::ConnectionSettings migrated(const std::string& socket, const std::string& name) {
  auto settings = settings_of(socket);
  settings.schema = name;
  server::mysql::MysqlSchemaStore(settings, [] { return domain::Instant{}; }).apply_pending({});
  return settings;
}

void install(const fs::path& files, const fs::path& log) {
  const pid_t installer = spawn({"mariadb-install-db", "--no-defaults", "--force",
                                 "--auth-root-authentication-method=normal", "--skip-test-db", "--user=root",
                                 "--datadir=" + files.string(), kSmallLog},
                                log);
  int outcome = 0;
  waitpid(installer, &outcome, 0);
  if (outcome != 0) throw std::runtime_error("mariadb-install-db failed:\n" + file_text(log));
}

void fill_ready_schemas(const fs::path& files, const fs::path& log) {
  const std::string socket = "/tmp/quaywatt-template-" + std::to_string(getpid());
  pid_t server = start_server(files, socket, {}, log);
  wait_until_it_answers(socket, server, log);
  for (int number = 1; number <= kReadySchemas; ++number) {
    create_schema(socket, ready_schema(number));
    migrated(socket, ready_schema(number));
  }
  ::kill(server, SIGTERM);
  waitpid(server, nullptr, 0);
}

std::string migrations_name() {
  std::string checksums;
  for (const auto& migration : server::mysql::embedded_migrations()) checksums += server::mysql::checksum_of(migration);
  return wire::sha256_hex(checksums).substr(0, 12);
}

/// The files of a new server with migrated schemas, made once a build directory and copied from there: making takes
/// seconds, a copy some milliseconds.
fs::path template_directory() {
  const fs::path home = fs::path(QUAYWATT_BINARY_DIR) / "tests";
  const fs::path made = home / ("mariadb-template-" + migrations_name());
  fs::create_directories(home);
  const int lock = open((home / "mariadb-template.lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (lock < 0 || flock(lock, LOCK_EX) != 0) throw std::runtime_error("cannot lock the template of the test database");
  if (!fs::exists(made)) {
    const fs::path begun = home / "mariadb-template.begun";
    const fs::path log = home / "mariadb-template.log";
    fs::remove_all(begun);
    fs::remove(log);
    install(begun, log);
    fill_ready_schemas(begun, log);
    fs::rename(begun, made);
  }
  close(lock);
  return made;
}

}  // namespace

PrivateMariadb::PrivateMariadb(std::vector<std::string> arguments) : arguments_(std::move(arguments)) {
  const fs::path from = template_directory();
  std::string pattern = "/tmp/quaywatt-mariadb-XXXXXX";
  if (mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("mkdtemp failed");
  directory_ = pattern;
  fs::copy(from, directory_ / "files", fs::copy_options::recursive);
  start();
}

PrivateMariadb::~PrivateMariadb() {
  kill();
  std::error_code ignored;
  fs::remove_all(directory_, ignored);
}

PrivateMariadb& PrivateMariadb::shared() {
  static PrivateMariadb server;
  return server;
}

std::string PrivateMariadb::socket() const { return (directory_ / "s").string(); }

server::mysql::ConnectionSettings PrivateMariadb::settings() const { return settings_of(socket()); }

server::mysql::ConnectionSettings PrivateMariadb::empty_schema() {
  auto settings_of_schema = settings();
  settings_of_schema.schema = "test_" + std::to_string(++schemas_);
  create_schema(socket(), settings_of_schema.schema);
  return settings_of_schema;
}

server::mysql::ConnectionSettings PrivateMariadb::migrated_schema() {
  if (ready_used_ == kReadySchemas) return migrated(socket(), empty_schema().schema);
  auto settings_of_schema = settings();
  settings_of_schema.schema = ready_schema(++ready_used_);
  return settings_of_schema;
}

void PrivateMariadb::kill() {
  if (process_ < 0) return;
  ::kill(process_, SIGKILL);
  waitpid(process_, nullptr, 0);
  process_ = -1;
}

void PrivateMariadb::start() {
  process_ = start_server(directory_ / "files", socket(), arguments_, directory_ / "log");
  wait_until_it_answers(socket(), process_, directory_ / "log");
}

}  // namespace quaywatt::test
