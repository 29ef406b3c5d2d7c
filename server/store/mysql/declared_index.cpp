#include "server/store/mysql/declared_index.h"

#include <regex>

namespace quaywatt::server::mysql {

namespace {

std::vector<std::string> column_list(const std::string& text) {
  static const std::regex kName("[A-Za-z0-9_]+");
  return {std::sregex_token_iterator(text.begin(), text.end(), kName), std::sregex_token_iterator()};
}

std::string joined(const std::vector<std::string>& columns) {
  std::string text;
  for (const std::string& column : columns) text += (text.empty() ? "" : ", ") + column;
  return text;
}

void read_create_table(const std::string& statement, IndexSet& into) {
  static const std::regex kTable(R"(^CREATE TABLE IF NOT EXISTS\s+(\w+)\s*\()");
  static const std::regex kKey(R"((PRIMARY KEY|UNIQUE KEY\s+(\w+)|\n\s*KEY\s+(\w+))\s*\(([^)]*)\))");
  std::smatch table;
  if (!std::regex_search(statement, table, kTable)) return;
  auto& indexes = into[table[1]];
  for (std::sregex_iterator key(statement.begin(), statement.end(), kKey), end; key != end; ++key) {
    const bool primary = (*key)[1].str().starts_with("PRIMARY");
    const std::string name = primary ? "PRIMARY" : (*key)[2].matched ? (*key)[2].str() : (*key)[3].str();
    indexes[name] = {primary || (*key)[2].matched, column_list((*key)[4])};
  }
}

void read_create_index(const std::string& statement, IndexSet& into) {
  static const std::regex kIndex(R"(^CREATE (UNIQUE )?INDEX(?: IF NOT EXISTS)?\s+(\w+)\s+ON\s+(\w+)\s*\(([^)]*)\))");
  std::smatch index;
  if (!std::regex_search(statement, index, kIndex)) return;
  into[index[3]][index[2]] = {index[1].matched, column_list(index[4])};
}

std::string remedy(const std::string& table, const std::string& name, const IndexShape& shape, bool there) {
  const bool primary = name == "PRIMARY";
  std::string sql = "ALTER TABLE " + table;
  if (there) sql += primary ? " DROP PRIMARY KEY," : " DROP INDEX " + name + ",";
  const std::string add = primary ? "PRIMARY KEY" : (shape.unique ? "UNIQUE INDEX " : "INDEX ") + name;
  return sql + " ADD " + add + " (" + joined(shape.columns) + ");";
}

}  // namespace

IndexSet declared_indexes(std::span<const Migration> migrations) {
  IndexSet declared;
  for (const Migration& migration : migrations) {
    for (const std::string& statement : statements_of(migration.sql)) {
      read_create_table(statement, declared);
      read_create_index(statement, declared);
    }
  }
  return declared;
}

IndexSet existing_indexes(Connection& connection) {
  IndexSet existing;
  auto tables = connection.query("SELECT table_name FROM information_schema.tables WHERE table_schema = DATABASE()");
  while (tables.next()) existing[tables.text(1)];
  auto rows = connection.query(
      "SELECT table_name, index_name, non_unique, column_name FROM information_schema.statistics "
      "WHERE table_schema = DATABASE() ORDER BY table_name, index_name, seq_in_index");
  while (rows.next()) {
    IndexShape& shape = existing[rows.text(1)][rows.text(2)];
    shape.unique = rows.integer(3) == 0;
    shape.columns.push_back(rows.text(4));
  }
  return existing;
}

std::vector<SchemaDrift> drift_from(const IndexSet& declared, const IndexSet& existing) {
  std::vector<SchemaDrift> drift;
  for (const auto& [table, indexes] : declared) {
    const auto there = existing.find(table);
    if (there == existing.end()) {
      drift.push_back({table, "", ""});
      continue;
    }
    for (const auto& [name, shape] : indexes) {
      const auto index = there->second.find(name);
      const bool exists = index != there->second.end();
      if (!exists || index->second != shape) drift.push_back({table, name, remedy(table, name, shape, exists)});
    }
  }
  return drift;
}

}  // namespace quaywatt::server::mysql
