#pragma once
// One request to a DL/T 645 meter and its answer, over any byte link.

#include <chrono>
#include <cstdint>
#include <string>
#include <variant>

#include "berth-agent/meter/byte_link.h"
#include "berth-agent/meter/dlt645_decoder.h"
#include "berth-agent/meter/dlt645_frame.h"

namespace quaywatt::agent::dlt645 {

/// An answer that fits the request, and who gave it.
struct Answer {
  Meaning meaning;
  Address from;
};

/// Asks once for `identifier`. `first_try`: nobody was asked for it before, so two answers mean two meters with one
/// address (fault M10), not an answer that came late.
/// Bytes that arrived before the request are dropped. Frames of others, echoes of the request and answers to
/// something else are passed over until the time is up; the failure then names what was heard.
std::variant<Answer, MeterFailure> ask(ByteLink& link, const Address& address, std::uint32_t identifier,
                                       std::chrono::milliseconds timeout, bool first_try);

}  // namespace quaywatt::agent::dlt645
