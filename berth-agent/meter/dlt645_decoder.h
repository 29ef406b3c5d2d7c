#pragma once
// What a DL/T 645-2007 frame says: request, values, refusal; as figures and as a sentence for people.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "berth-agent/meter/dlt645_frame.h"
#include "berth-agent/meter/dlt645_item.h"
#include "domain/meter/decimal.h"

namespace quaywatt::agent::dlt645 {

struct Meaning {
  std::optional<std::uint32_t> identifier;  ///< absent in frames that carry none: address, refusal, broadcast
  bool block = false;                       ///< `items` is a list; else it has one item or none
  std::vector<Item> items;                  ///< empty in requests, refusals and for identifiers we do not know
  std::string unit;                         ///< "kWh", "1"; empty when there is no quantity
  std::string zh;
  std::string en;
};

/// A payload that does not fit its control code or identifier.
struct PayloadProblem {
  enum class Fault { wrong_length, no_decimal_digits };
  Fault fault = Fault::wrong_length;
  std::size_t offset = 0;  ///< in the payload; its length when bytes are missing at the end
  std::string zh;
  std::string en;
};

/// An identifier or function we do not know is no problem: the sentence then carries the raw bytes.
std::variant<Meaning, PayloadProblem> meaning_of(const Frame& frame);

/// The reasons named by the bits of an error byte (clause 7.x, "错误信息字 ERR").
std::string refusal_zh(std::uint8_t error_bits);
std::string refusal_en(std::uint8_t error_bits);

}  // namespace quaywatt::agent::dlt645
