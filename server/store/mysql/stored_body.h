#pragma once
// The body of a held batch, as it came, back into a batch.

#include <string>
#include <string_view>

#include "schema/wire/batch.h"

namespace quaywatt::server::mysql {

/// Throws StoreFault when the bytes are not what was accepted: somebody edited the row (fault D12).
wire::Batch batch_from_stored(const std::string& agent, std::string_view body_gzip);

}  // namespace quaywatt::server::mysql
