#pragma once
// Many rows of one table in few statements; a row that is there already is brought up to date. Cells are put in the
// order of the columns.

#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "domain/berth/journal.h"
#include "server/store/mysql/connection.h"

namespace quaywatt::server::mysql {

class RowWriter {
 public:
  /// `kept`: columns that a row keeps when it is there already (its key, and what others write).
  RowWriter(std::string table, std::vector<std::string> columns, std::vector<std::string> kept);

  /// Texts are copied, so that temporaries may be put.
  template <typename Value>
  RowWriter& put(const Value& value) {
    cells_.push_back(own(parameter(value)));
    return *this;
  }
  RowWriter& put(bool value) { return put(value ? 1 : 0); }
  RowWriter& put(domain::Millis value) { return put(value.count()); }
  RowWriter& put(domain::WattHours value) { return put(value.value); }
  RowWriter& put(const domain::LineRef& ref) { return put(ref.epoch).put(ref.seq); }
  RowWriter& put(const std::optional<domain::LineRef>& ref);
  RowWriter& put(const std::optional<domain::Date>& date);
  RowWriter& put(const std::optional<bool>& flag);
  RowWriter& put(const domain::Actor& actor);
  /// at, boot, mono_ms, sync, by_role, by_id; the position is not among them.
  RowWriter& put(const domain::Written& written);
  /// With the position in front; all NULL when empty.
  RowWriter& put(const std::optional<domain::Written>& written);

  /// Sends what was put. Whole rows only.
  void write(Connection& connection);

 private:
  Parameter own(Parameter cell);

  std::string table_;
  std::vector<std::string> columns_;
  std::string head_;
  std::string tail_;
  std::vector<Parameter> cells_;
  std::deque<std::string> texts_;
};

/// "3.17 3.20"
std::string refs_text(const std::vector<domain::LineRef>& refs);
std::vector<domain::LineRef> refs_from_text(std::string_view text);

}  // namespace quaywatt::server::mysql
