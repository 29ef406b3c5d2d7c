#include "server/store/mysql/mysql_lease_store.h"

#include "server/store/mysql/transaction.h"
#include "server/store/store_error.h"

namespace quaywatt::server::mysql {

namespace {

struct LeaseRow {
  std::string holder;
  std::int64_t expires_at = 0;
  std::uint64_t fencing_token = 0;
  std::int64_t now = 0;
};

std::optional<LeaseRow> lock_lease(Connection& connection, const std::string& name) {
  auto rows = connection.query("SELECT holder, expires_at, fencing_token, " + std::string(kDatabaseNow) +
                                   " FROM leases WHERE name = ? FOR UPDATE",
                               name);
  if (!rows.next()) return std::nullopt;
  return LeaseRow{rows.text(1), rows.integer(2), rows.unsigned_integer(3), rows.integer(4)};
}

}  // namespace

std::optional<std::uint64_t> MysqlLeaseStore::acquire(const std::string& name, const std::string& holder,
                                                      domain::Millis ttl) {
  std::optional<std::uint64_t> token;
  try {
    in_transaction(pool_, [&](Connection& connection) {
      token.reset();
      const auto row = lock_lease(connection, name);
      if (!row) {
        connection.execute("INSERT INTO leases (name, holder, expires_at, fencing_token) VALUES (?,?," +
                               std::string(kDatabaseNow) + " + ?,1)",
                           name, holder, ttl.count());
        token = 1;
        return;
      }
      const bool mine = row->holder == holder;
      if (!mine && row->expires_at > row->now) return;
      token = row->fencing_token + (mine ? 0 : 1);
      connection.execute("UPDATE leases SET holder = ?, expires_at = ?, fencing_token = ? WHERE name = ?", holder,
                         row->now + ttl.count(), *token, name);
    });
  } catch (const DuplicateKey&) {
    return std::nullopt;  // another instance made the row in the same moment
  }
  return token;
}

void MysqlLeaseStore::release(const std::string& name, const std::string& holder) {
  in_transaction(pool_, [&](Connection& connection) {
    connection.execute("UPDATE leases SET expires_at = 0 WHERE name = ? AND holder = ?", name, holder);
  });
}

std::optional<std::string> MysqlLeaseStore::holder(const std::string& name) {
  std::optional<std::string> holder;
  read(pool_, [&](Connection& connection) {
    holder.reset();
    auto rows = connection.query(
        "SELECT holder FROM leases WHERE name = ? AND expires_at > " + std::string(kDatabaseNow), name);
    if (rows.next()) holder = rows.text(1);
  });
  return holder;
}

}  // namespace quaywatt::server::mysql
