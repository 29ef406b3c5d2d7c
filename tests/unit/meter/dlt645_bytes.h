#pragma once
// Frames written as hex text, and answers put together by hand, for the DL/T 645 tests.

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "berth-agent/cli/hex_bytes.h"
#include "berth-agent/meter/dlt645_decoder.h"
#include "berth-agent/meter/dlt645_frame.h"

namespace quaywatt::agent::dlt645 {

using Bytes = std::vector<std::uint8_t>;

inline Bytes bytes(std::string_view hex) { return std::get<Bytes>(parse_hex_bytes(hex)); }

inline const Address kMeter{{0x00, 0x00, 0x00, 0x00, 0x01, 0x61}};

/// A frame from kMeter; `payload_hex` as before +33H.
inline Frame answer(std::uint8_t control, std::string_view payload_hex) {
  return {kMeter, control, bytes(payload_hex)};
}

inline Meaning understood(const Frame& frame) {
  auto meaning = meaning_of(frame);
  if (const auto* problem = std::get_if<PayloadProblem>(&meaning)) {
    ADD_FAILURE() << problem->en;
    return {};
  }
  return std::get<Meaning>(meaning);
}

inline Bytes joined(std::initializer_list<Bytes> parts) {
  Bytes all;
  for (const Bytes& part : parts) all.insert(all.end(), part.begin(), part.end());
  return all;
}

}  // namespace quaywatt::agent::dlt645
