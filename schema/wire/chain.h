#pragma once
// The hash chain over ledger lines: head_n = SHA-256(head_{n-1} LF line LF), checked by anyone with
// printf '%s\n%s\n' "$head" "$line" | sha256sum

#include <cstdint>
#include <string>
#include <string_view>

#include "domain/ledger/ledger_position.h"

namespace quaywatt::wire {

/// Lower-case hex SHA-256.
std::string sha256_hex(std::string_view bytes);

/// head_0 of an epoch: SHA-256("quaywatt ledger 1" LF agent LF epoch LF).
domain::Head epoch_start_head(std::string_view agent, std::uint32_t epoch);

/// The head after `line` (without its line feed).
domain::Head head_after(const domain::Head& before, std::string_view line);

}  // namespace quaywatt::wire
