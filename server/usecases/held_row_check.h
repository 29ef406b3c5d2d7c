#pragma once
// Whether a row of held batches still is what the agent signed. Pure.

#include <optional>
#include <string_view>
#include <vector>

#include "schema/wire/batch.h"
#include "server/store/verification_store.h"

namespace quaywatt::server {

/// In order of precedence.
enum class RowDefect {
  body,       ///< does not unpack or read as a batch
  row,        ///< columns say otherwise than the body
  gap,        ///< lines between the row before and this one are missing
  chain,      ///< lines do not lead from the head before to the head after
  key,        ///< not the agent's key of that time
  signature,  ///< not signed with it
  head        ///< the heads' table states another head, or more lines, than the rows hold
};

/// "chain"
std::string_view defect_name(RowDefect defect);

/// Where the chain has come to.
struct HeldChain {
  domain::LedgerPosition last;
  domain::Head head;
};

struct CheckedRow {
  std::optional<RowDefect> defect;
  wire::Batch batch;            ///< of a sound row
};

/// Moves `chain` to the row's end in any case, so that what follows is judged by itself.
CheckedRow check_row(const std::string& agent, const HeldRow& row, HeldChain& chain);

}  // namespace quaywatt::server
