#include "server/store/mysql/row_writer.h"

#include <algorithm>
#include <cassert>

#include "schema/wire/line_codec.h"
#include "schema/wire/words.h"
#include "server/store/store_error.h"

namespace quaywatt::server::mysql {

namespace {

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const auto& word : words) text += (text.empty() ? "" : ", ") + word;
  return text;
}

}  // namespace

RowWriter::RowWriter(std::string table, std::vector<std::string> columns, std::vector<std::string> kept)
    : table_(std::move(table)), columns_(std::move(columns)) {
  head_ = "INSERT INTO " + table_ + " (" + joined(columns_) + ") VALUES ";
  std::vector<std::string> updates;
  for (const auto& column : columns_) {
    if (std::ranges::find(kept, column) == kept.end()) updates.push_back(column + " = VALUES(" + column + ")");
  }
  // A row of nothing but kept columns stays as it is.
  if (updates.empty()) updates.push_back(columns_.front() + " = " + columns_.front());
  tail_ = " ON DUPLICATE KEY UPDATE " + joined(updates);
}

Parameter RowWriter::own(Parameter cell) {
  const auto* text = std::get_if<std::string_view>(&cell);
  if (!text) return cell;
  texts_.emplace_back(*text);
  return std::string_view(texts_.back());
}

RowWriter& RowWriter::put(const std::optional<domain::LineRef>& ref) {
  return ref ? put(*ref) : put(nullptr).put(nullptr);
}

RowWriter& RowWriter::put(const std::optional<domain::Date>& date) {
  return date ? put(domain::format_date(*date)) : put(nullptr);
}

RowWriter& RowWriter::put(const std::optional<bool>& flag) { return flag ? put(*flag) : put(nullptr); }

RowWriter& RowWriter::put(const domain::Actor& actor) { return put(wire::word_of(actor.role)).put(actor.id); }

RowWriter& RowWriter::put(const domain::Written& written) {
  return put(written.at).put(written.boot).put(written.mono).put(wire::word_of(written.sync)).put(written.actor);
}

RowWriter& RowWriter::put(const std::optional<domain::Written>& written) {
  if (written) return put(written->position).put(*written);
  for (int cell = 0; cell < 8; ++cell) put(nullptr);
  return *this;
}

void RowWriter::write(Connection& connection) {
  const std::size_t width = columns_.size();
  assert(cells_.size() % width == 0);
  const std::size_t rows = cells_.size() / width;
  for (std::size_t begin = 0; begin < rows; begin += kMaxRowsPerInsert) {
    const std::size_t count = std::min(kMaxRowsPerInsert, rows - begin);
    const auto first = cells_.begin() + static_cast<std::ptrdiff_t>(begin * width);
    connection.execute_with(head_ + value_rows(count, width) + tail_,
                            {first, first + static_cast<std::ptrdiff_t>(count * width)});
  }
  cells_.clear();
  texts_.clear();
}

std::string refs_text(const std::vector<domain::LineRef>& refs) {
  std::string text;
  for (const auto& ref : refs) text += (text.empty() ? "" : " ") + wire::format_ref(ref);
  return text;
}

std::vector<domain::LineRef> refs_from_text(std::string_view text) {
  std::vector<domain::LineRef> refs;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    const auto ref = wire::parse_ref(text.substr(0, end));
    if (!ref) throw StoreFault("no line reference in a derived row: " + std::string(text));
    refs.push_back(*ref);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return refs;
}

}  // namespace quaywatt::server::mysql
