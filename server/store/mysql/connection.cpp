#include "server/store/mysql/connection.h"

#include <cppconn/connection.h>
#include <cppconn/prepared_statement.h>
#include <cppconn/resultset.h>
#include <cppconn/resultset_metadata.h>
#include <cppconn/statement.h>
#include <mysql_driver.h>

#include <utility>

#include "server/store/mysql/binding.h"
#include "server/store/mysql/connection_error.h"
#include "server/store/mysql/sql_error.h"

namespace quaywatt::server::mysql {

namespace {

// Connector/C++ wants threadInit and threadEnd once in each thread that talks to the database.
struct DriverThread {
  sql::mysql::MySQL_Driver* driver = sql::mysql::get_mysql_driver_instance();
  DriverThread() { driver->threadInit(); }
  ~DriverThread() { driver->threadEnd(); }
};

sql::mysql::MySQL_Driver& driver_of_this_thread() {
  static thread_local DriverThread thread;
  return *thread.driver;
}

sql::ConnectOptionsMap options_of(const ConnectionSettings& settings) {
  sql::ConnectOptionsMap options;
  const std::string host = settings.socket.empty()
                               ? "tcp://" + settings.host + ":" + std::to_string(settings.tcp_port)
                               : "unix://" + settings.socket;
  options["hostName"] = sql::SQLString(host);
  options["userName"] = sql::SQLString(settings.user);
  options["password"] = sql::SQLString(settings.password);
  if (!settings.schema.empty()) options["schema"] = sql::SQLString(settings.schema);
  options["OPT_CONNECT_TIMEOUT"] = static_cast<int>(settings.connect_timeout.count());
  if (settings.statement_timeout.count() > 0) {
    options["OPT_READ_TIMEOUT"] = static_cast<int>(settings.statement_timeout.count());
    options["OPT_WRITE_TIMEOUT"] = static_cast<int>(settings.statement_timeout.count());
  }
  options["CLIENT_FOUND_ROWS"] = true;
  return options;
}

}  // namespace

struct Rows::State {
  std::unique_ptr<sql::PreparedStatement> statement;  // owns the buffers the result reads from
  std::unique_ptr<sql::ResultSet> result;
};

struct Connection::Session {
  std::unique_ptr<sql::Connection> link;
};

template <typename Work>
auto Connection::guarded(Work work) {
  driver_of_this_thread();
  try {
    return work();
  } catch (const sql::SQLException& error) {
    lost_ = lost_ || means_lost(error.getErrorCode());
    throw_translated(error);
  }
}

Connection::Connection(const ConnectionSettings& settings) : session_(std::make_unique<Session>()) {
  try {
    auto options = options_of(settings);
    session_->link.reset(driver_of_this_thread().connect(options));
  } catch (const sql::SQLException& error) {
    throw StoreUnavailable("cannot connect to the database: " + described(error));
  }
  // The driver itself asks for results in three-byte utf8, which would turn 𬭎 of a vessel's name into "?" (fault D2).
  run("SET NAMES utf8mb4 COLLATE utf8mb4_bin");
  run("SET SESSION time_zone = '+00:00', sql_mode = "
      "'STRICT_ALL_TABLES,ONLY_FULL_GROUP_BY,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION'");
  run("SET SESSION innodb_lock_wait_timeout = " + std::to_string(settings.lock_timeout.count()));
  // What is read after a row lock is what was committed by the one who held it before, on every engine.
  run("SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED");
}

Connection::~Connection() { driver_of_this_thread(); }

std::uint64_t Connection::execute_with(std::string_view sql, const std::vector<Parameter>& parameters) {
  return guarded([&] {
    const std::unique_ptr<sql::PreparedStatement> statement(
        session_->link->prepareStatement(sql::SQLString(sql.data(), sql.size())));
    const Binding binding(*statement, parameters);
    return static_cast<std::uint64_t>(statement->executeUpdate());
  });
}

Rows Connection::query_with(std::string_view sql, const std::vector<Parameter>& parameters) {
  return guarded([&] {
    auto state = std::make_unique<Rows::State>();
    state->statement.reset(session_->link->prepareStatement(sql::SQLString(sql.data(), sql.size())));
    const Binding binding(*state->statement, parameters);
    state->result.reset(state->statement->executeQuery());
    return Rows(std::move(state));
  });
}

void Connection::run(std::string_view sql) {
  guarded([&] {
    const std::unique_ptr<sql::Statement> statement(session_->link->createStatement());
    statement->execute(sql::SQLString(sql.data(), sql.size()));
  });
}

void Connection::start_transaction() { run("START TRANSACTION"); }

void Connection::commit() {
  try {
    run("COMMIT");
  } catch (const TransactionConflict&) {
    throw;  // said by the engine itself: rolled back
  } catch (const StoreError& error) {
    lost_ = true;
    throw CommitOutcomeUnknown(error.what());
  }
}

void Connection::rollback() noexcept {
  if (lost_) return;
  try {
    run("ROLLBACK");
  } catch (const std::exception&) {
    lost_ = true;
  }
}

Rows::Rows(std::unique_ptr<State> state) : state_(std::move(state)) {}
Rows::Rows(Rows&&) noexcept = default;
Rows& Rows::operator=(Rows&&) noexcept = default;
Rows::~Rows() = default;

unsigned Rows::columns() const { return state_->result->getMetaData()->getColumnCount(); }
bool Rows::next() { return state_->result->next(); }
bool Rows::is_null(unsigned column) const { return state_->result->isNull(column); }
std::int64_t Rows::integer(unsigned column) const { return state_->result->getInt64(column); }
std::uint64_t Rows::unsigned_integer(unsigned column) const { return state_->result->getUInt64(column); }
double Rows::real(unsigned column) const { return static_cast<double>(state_->result->getDouble(column)); }

std::string Rows::text(unsigned column) const {
  const sql::SQLString text = state_->result->getString(column);
  return std::string(text.c_str(), text.length());
}

domain::Instant Rows::instant(unsigned column) const { return domain::Instant(domain::Millis(integer(column))); }

std::optional<std::int64_t> Rows::optional_integer(unsigned column) const {
  return is_null(column) ? std::nullopt : std::optional(integer(column));
}

std::optional<std::string> Rows::optional_text(unsigned column) const {
  return is_null(column) ? std::nullopt : std::optional(text(column));
}

std::optional<domain::Instant> Rows::optional_instant(unsigned column) const {
  return is_null(column) ? std::nullopt : std::optional(instant(column));
}

std::string value_rows(std::size_t rows, std::size_t columns) {
  std::string row = "(";
  for (std::size_t column = 0; column < columns; ++column) row += column == 0 ? "?" : ",?";
  row += ")";
  std::string text;
  text.reserve((row.size() + 1) * rows);
  for (std::size_t index = 0; index < rows; ++index) {
    if (index > 0) text += ",";
    text += row;
  }
  return text;
}

}  // namespace quaywatt::server::mysql
