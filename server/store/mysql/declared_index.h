#pragma once
// The indexes our migrations declare against those the database has, so that a hand that dropped one is noticed
// (fault D13).

#include <map>
#include <span>
#include <string>
#include <vector>

#include "server/store/mysql/connection.h"
#include "server/store/mysql/migration.h"
#include "server/store/schema_store.h"

namespace quaywatt::server::mysql {

struct IndexShape {
  bool unique = false;
  std::vector<std::string> columns;
  bool operator==(const IndexShape&) const = default;
};

/// table -> index name -> shape; the primary key is "PRIMARY".
using IndexSet = std::map<std::string, std::map<std::string, IndexShape>>;

/// Read from the migrations' text as our files are written: CREATE TABLE with one key a line, CREATE [UNIQUE] INDEX.
IndexSet declared_indexes(std::span<const Migration> migrations);

/// Of the connection's schema.
IndexSet existing_indexes(Connection& connection);

/// What is declared and missing or otherwise, with the statement that mends it.
std::vector<SchemaDrift> drift_from(const IndexSet& declared, const IndexSet& existing);

}  // namespace quaywatt::server::mysql
