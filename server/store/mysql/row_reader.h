#pragma once
// Reads the columns of a row one after the other into the domain's types; what no program of ours wrote is a fault.

#include <optional>
#include <string>

#include "domain/berth/journal.h"
#include "domain/rules/names.h"
#include "schema/wire/words.h"
#include "server/store/mysql/connection.h"
#include "server/store/store_error.h"

namespace quaywatt::server::mysql {

/// One row; the order of the calls is the order of the SELECT. Borrows `rows`.
class RowReader {
 public:
  explicit RowReader(const Rows& rows) : rows_(rows) {}

  std::string text() { return rows_.text(++column_); }
  std::optional<std::string> optional_text() { return rows_.optional_text(++column_); }
  std::int64_t integer() { return rows_.integer(++column_); }
  std::optional<std::int64_t> optional_integer() { return rows_.optional_integer(++column_); }
  std::int32_t int32() { return static_cast<std::int32_t>(integer()); }
  bool flag() { return integer() != 0; }
  std::optional<bool> optional_flag();
  domain::Instant instant() { return rows_.instant(++column_); }
  std::optional<domain::Instant> optional_instant() { return rows_.optional_instant(++column_); }
  domain::Millis millis() { return domain::Millis{integer()}; }
  domain::WattHours watt_hours() { return domain::WattHours{integer()}; }
  std::optional<domain::Date> optional_date();
  domain::LineRef ref();
  std::optional<domain::LineRef> optional_ref();
  domain::Actor actor();
  /// at, boot, mono_ms, sync, by_role, by_id
  domain::Written written(const domain::LineRef& position);
  /// With the position in front.
  std::optional<domain::Written> optional_written();

  /// A word of schema/wire/words.h.
  template <typename Enum>
  Enum word() {
    const std::string given = text();
    const auto value = wire::from_word<Enum>(given);
    if (!value) throw StoreFault("unknown word in a row: " + given);
    return *value;
  }
  template <typename Enum>
  std::optional<Enum> optional_word() {
    if (!rows_.is_null(column_ + 1)) return word<Enum>();
    ++column_;
    return std::nullopt;
  }
  /// A name of domain/rules/names.h.
  template <typename Enum>
  Enum name() {
    const std::string given = text();
    const auto value = domain::parse_name<Enum>(given);
    if (!value) throw StoreFault("unknown name in a row: " + given);
    return *value;
  }
  template <typename Enum>
  std::optional<Enum> optional_name() {
    if (!rows_.is_null(column_ + 1)) return name<Enum>();
    ++column_;
    return std::nullopt;
  }

 private:
  const Rows& rows_;
  unsigned column_ = 0;
};

}  // namespace quaywatt::server::mysql
