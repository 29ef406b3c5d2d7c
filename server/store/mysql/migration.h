#pragma once
// A numbered change of the schema, embedded in the program from schema/sql at build time.

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace quaywatt::server::mysql {

struct Migration {
  int number = 0;
  std::string_view name;  ///< of the file without number and ending: "ledger_batches"
  std::string_view sql;
};

/// All of schema/sql, by number (made by embed_migrations.cmake).
std::span<const Migration> embedded_migrations();

/// The statements of a file: separated by ';' outside quotes and comments, `--` comments dropped, none empty.
std::vector<std::string> statements_of(std::string_view sql);

/// Lower-case hex SHA-256 of the statements, so that a comment may still be mended.
std::string checksum_of(const Migration& migration);

}  // namespace quaywatt::server::mysql
