#include "berth-agent/meter/dlt645_item.h"

#include <algorithm>

#include "berth-agent/meter/dlt645_frame.h"

namespace quaywatt::agent::dlt645 {
namespace {

constexpr std::uint8_t kSignBit = 0x80;
constexpr std::uint8_t kEmpty = 0xFF;

bool is_bcd(std::uint8_t byte) { return (byte & 0x0FU) <= 9 && (byte >> 4U) <= 9; }

std::optional<NoDecimalDigits> first_no_bcd(std::span<const std::uint8_t> bytes) {
  const auto found = std::find_if_not(bytes.begin(), bytes.end(), is_bcd);
  if (found == bytes.end()) return std::nullopt;
  return NoDecimalDigits{static_cast<std::size_t>(found - bytes.begin()), *found};
}

std::string digits_high_first(std::span<const std::uint8_t> bytes) {
  std::string digits;
  for (auto byte = bytes.rbegin(); byte != bytes.rend(); ++byte) digits += hex_byte(*byte);
  return digits;
}

std::variant<Item, NoDecimalDigits> decode_number(const ItemFormat& format, std::span<const std::uint8_t> bytes) {
  std::vector<std::uint8_t> figure(bytes.begin(), bytes.end());
  const bool negative = format.kind == ItemKind::signed_number && (figure.back() & kSignBit) != 0;
  if (negative) figure.back() = static_cast<std::uint8_t>(figure.back() & ~kSignBit);
  if (auto fault = first_no_bcd(figure)) return NoDecimalDigits{fault->offset, bytes[fault->offset]};
  domain::Decimal number{0, -format.decimals};
  for (const char digit : digits_high_first(figure)) number.coefficient = number.coefficient * 10 + (digit - '0');
  if (negative) number.coefficient = -number.coefficient;
  return Item{number, domain::format_decimal(number), {}, false};
}

Item decode_letters(std::span<const std::uint8_t> bytes) {
  Item item;
  for (auto byte = bytes.rbegin(); byte != bytes.rend(); ++byte) {
    if (*byte == 0) continue;  // padding
    const bool printable = *byte >= 0x20 && *byte < 0x7F;
    item.text += printable ? static_cast<char>(*byte) : '?';
  }
  const auto first = item.text.find_first_not_of(' ');
  const auto last = item.text.find_last_not_of(' ');
  item.text = first == std::string::npos ? std::string() : item.text.substr(first, last - first + 1);
  return item;
}

std::variant<Item, NoDecimalDigits> decode_value(const ItemFormat& format, std::span<const std::uint8_t> bytes) {
  if (format.kind == ItemKind::letters) return decode_letters(bytes);
  if (format.kind != ItemKind::digits) return decode_number(format, bytes);
  if (const auto fault = first_no_bcd(bytes)) return *fault;
  return Item{std::nullopt, digits_high_first(bytes), {}, false};
}

// mmhhDDMMYY on the wire; a demand that never happened has zeros.
std::string time_text(const std::string& digits) {
  const auto pair = [&](std::size_t index) { return digits.substr(2 * index, 2); };
  return "20" + pair(0) + "-" + pair(1) + "-" + pair(2) + " " + pair(3) + ":" + pair(4);
}

}  // namespace

std::size_t size_of(const ItemFormat& format) { return std::size_t{format.bytes} + format.time_bytes; }

std::variant<Item, NoDecimalDigits> decode_item(const ItemFormat& format, std::span<const std::uint8_t> bytes) {
  const bool empty = std::all_of(bytes.begin(), bytes.end(), [](std::uint8_t byte) { return byte == kEmpty; });
  if (empty) return Item{std::nullopt, "—", {}, true};
  auto decoded = decode_value(format, bytes.first(format.bytes));
  if (auto* item = std::get_if<Item>(&decoded); item != nullptr && format.time_bytes > 0) {
    const auto stamp = bytes.subspan(format.bytes);
    if (const auto fault = first_no_bcd(stamp)) return NoDecimalDigits{format.bytes + fault->offset, fault->byte};
    item->time = time_text(digits_high_first(stamp));
  }
  return decoded;
}

}  // namespace quaywatt::agent::dlt645
