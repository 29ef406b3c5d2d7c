#include "server/store/mysql/migration.h"

#include <algorithm>

#include "schema/wire/chain.h"

namespace quaywatt::server::mysql {

namespace {

std::string trimmed(std::string_view text) {
  constexpr std::string_view kSpace = " \t\r\n";
  const auto begin = text.find_first_not_of(kSpace);
  if (begin == std::string_view::npos) return {};
  return std::string(text.substr(begin, text.find_last_not_of(kSpace) - begin + 1));
}

}  // namespace

std::vector<std::string> statements_of(std::string_view sql) {
  std::vector<std::string> statements;
  std::string statement;
  char quote = '\0';
  const auto finish = [&] {
    if (auto text = trimmed(statement); !text.empty()) statements.push_back(std::move(text));
    statement.clear();
  };
  for (std::size_t at = 0; at < sql.size(); ++at) {
    const char c = sql[at];
    if (quote != '\0') {
      statement += c;
      if (c == quote) quote = '\0';
    } else if (c == '-' && sql.substr(at, 2) == "--") {
      at = std::min(sql.find('\n', at), sql.size()) - 1;
    } else if (c == ';') {
      finish();
    } else {
      if (c == '\'' || c == '"' || c == '`') quote = c;
      statement += c;
    }
  }
  finish();
  return statements;
}

std::string checksum_of(const Migration& migration) {
  std::string text;
  for (const std::string& statement : statements_of(migration.sql)) text += statement + ";\n";
  return wire::sha256_hex(text);
}

}  // namespace quaywatt::server::mysql
