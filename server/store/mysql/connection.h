#pragma once
// One session with MariaDB or MySQL: UTC, strict, utf8mb4, READ COMMITTED. With pool.h the only place that knows
// Connector/C++; everything else in this folder speaks Connection and Rows.

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/time/instant.h"
#include "server/store/mysql/parameter.h"

namespace quaywatt::server::mysql {

struct ConnectionSettings {
  std::string socket;                       ///< path of a Unix socket; empty: TCP
  std::string host = "127.0.0.1";           ///< used without a socket
  std::uint16_t tcp_port = 3306;
  std::string user;
  std::string password;
  std::string schema;                       ///< empty: none chosen (only to create one)
  std::chrono::seconds connect_timeout{3};
  std::chrono::seconds statement_timeout{0};  ///< how long the client waits for one answer; 0 = for ever
  std::chrono::seconds lock_timeout{1};       ///< innodb_lock_wait_timeout
};

/// Rows of one SELECT, all fetched. Columns count from 1, in the order of the SELECT.
class Rows {
 public:
  struct State;
  explicit Rows(std::unique_ptr<State> state);
  Rows(Rows&&) noexcept;
  Rows& operator=(Rows&&) noexcept;
  ~Rows();

  /// To the next row; false after the last.
  bool next();
  unsigned columns() const;
  bool is_null(unsigned column) const;
  std::int64_t integer(unsigned column) const;
  std::uint64_t unsigned_integer(unsigned column) const;
  double real(unsigned column) const;
  std::string text(unsigned column) const;    ///< also for BLOB; NULL reads as empty
  domain::Instant instant(unsigned column) const;
  std::optional<std::int64_t> optional_integer(unsigned column) const;
  std::optional<std::string> optional_text(unsigned column) const;
  std::optional<domain::Instant> optional_instant(unsigned column) const;

 private:
  std::unique_ptr<State> state_;
};

/// Not for two threads at once. Throws the classes of store_error.h and connection_error.h.
class Connection {
 public:
  explicit Connection(const ConnectionSettings& settings);
  ~Connection();
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  /// Runs an INSERT, UPDATE or DELETE; returns the rows it found (matched, not merely changed).
  template <typename... Values>
  std::uint64_t execute(std::string_view sql, const Values&... values) {
    return execute_with(sql, {parameter(values)...});
  }
  std::uint64_t execute_with(std::string_view sql, const std::vector<Parameter>& parameters);

  template <typename... Values>
  Rows query(std::string_view sql, const Values&... values) {
    return query_with(sql, {parameter(values)...});
  }
  Rows query_with(std::string_view sql, const std::vector<Parameter>& parameters);

  /// Runs a statement that cannot be prepared (DDL, SET). Never with text from outside.
  void run(std::string_view sql);

  void start_transaction();
  /// Throws CommitOutcomeUnknown when the answer did not come.
  void commit();
  /// Quiet when the session is gone: the server rolls back by itself.
  void rollback() noexcept;

  /// True once the session was found gone; such a connection is thrown away.
  bool lost() const { return lost_; }

 private:
  struct Session;
  std::unique_ptr<Session> session_;
  bool lost_ = false;

  template <typename Work>
  auto guarded(Work work);
};

/// "(?,?,?),(?,?,?)" for multi-row inserts; bound the rows of one statement by kMaxRowsPerInsert.
std::string value_rows(std::size_t rows, std::size_t columns);
inline constexpr std::size_t kMaxRowsPerInsert = 500;

}  // namespace quaywatt::server::mysql
