#include "server/store/mysql/row_reader.h"

namespace quaywatt::server::mysql {

std::optional<bool> RowReader::optional_flag() {
  const auto value = optional_integer();
  return value ? std::optional(*value != 0) : std::nullopt;
}

std::optional<domain::Date> RowReader::optional_date() {
  const auto given = optional_text();
  return given ? domain::parse_date(*given) : std::nullopt;
}

domain::LineRef RowReader::ref() {
  const auto epoch = static_cast<std::uint32_t>(integer());
  return {epoch, rows_.unsigned_integer(++column_)};
}

std::optional<domain::LineRef> RowReader::optional_ref() {
  if (!rows_.is_null(column_ + 1)) return ref();
  column_ += 2;
  return std::nullopt;
}

domain::Actor RowReader::actor() {
  const auto role = word<domain::ActorRole>();
  return {role, text()};
}

domain::Written RowReader::written(const domain::LineRef& position) {
  domain::Written written;
  written.position = position;
  written.at = instant();
  written.boot = text();
  written.mono = millis();
  written.sync = word<domain::ClockSync>();
  written.actor = actor();
  return written;
}

std::optional<domain::Written> RowReader::optional_written() {
  if (const auto position = optional_ref()) return written(*position);
  column_ += 6;
  return std::nullopt;
}

}  // namespace quaywatt::server::mysql
