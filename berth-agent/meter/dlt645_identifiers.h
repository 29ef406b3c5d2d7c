#pragma once
// What the data identifiers of DL/T 645-2007 (annex A) stand for, as a table: a new identifier is a new row.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace quaywatt::agent::dlt645 {

enum class ItemKind {
  number,         ///< BCD, all digits
  signed_number,  ///< BCD, top bit of the highest byte is the sign (table A.1 combined energies, table A.3)
  digits,         ///< BCD figures that are no quantity: address, meter number, date
  letters,        ///< ASCII, last letter first on the wire
};

/// One value of the data field. On the wire low byte first.
struct ItemFormat {
  ItemKind kind = ItemKind::number;
  std::uint8_t bytes = 0;
  std::uint8_t decimals = 0;
  std::uint8_t time_bytes = 0;  ///< a time stamp YYMMDDhhmm behind the value (demand)
};

/// What the second byte (DI1) of an identifier tells.
enum class Axis {
  none,
  tariff,           ///< 00 total, 01–3F tariff, FF all of them
  phase,            ///< 01 A, 02 B, 03 C, FF all of them
  total_and_phase,  ///< 00 total, 01–03 phase, FF all of them
};

/// An identifier, looked up.
struct IdentifierMeaning {
  ItemFormat format;
  Axis axis = Axis::none;  ///< what the items of a block are told apart by; none: settlement days
  bool block = false;      ///< several items of `format`
  std::string_view unit;   ///< "kWh", "1"; empty when the value is no quantity
  std::string zh;          ///< "正向有功总电能"
  std::string en;          ///< "forward active energy total"
};

/// nullopt: we do not know it.
std::optional<IdentifierMeaning> meaning_of(std::uint32_t identifier);

/// The most items a block along this axis can have.
std::size_t max_items(Axis axis);

/// Name of an item of a block: "总", "费率1", "A相", "上1结算日". `index` below max_items().
std::string item_name_zh(Axis axis, std::size_t index);
std::string item_name_en(Axis axis, std::size_t index);

}  // namespace quaywatt::agent::dlt645
