#pragma once
// One value in the data field of a DL/T 645 answer.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <variant>

#include "berth-agent/meter/dlt645_identifiers.h"
#include "domain/meter/decimal.h"

namespace quaywatt::agent::dlt645 {

struct Item {
  std::optional<domain::Decimal> number;  ///< absent for digits and letters, and for an item the meter left empty
  std::string text;                       ///< "0.26", "000000000161", "DTSY1352"; "—" when left empty
  std::string time;                       ///< "2024-09-10 08:15" of a demand; empty when there is none
  bool left_empty = false;                ///< all bytes FFH
};

/// A byte that is no pair of decimal digits, counted from the first byte of the item.
struct NoDecimalDigits {
  std::size_t offset = 0;
  std::uint8_t byte = 0;
};

/// Bytes an item takes, time stamp included.
std::size_t size_of(const ItemFormat& format);

/// `bytes` has exactly size_of(format), 33H taken off. An item all FFH is left empty by the meter (a phase it lacks).
std::variant<Item, NoDecimalDigits> decode_item(const ItemFormat& format, std::span<const std::uint8_t> bytes);

}  // namespace quaywatt::agent::dlt645
