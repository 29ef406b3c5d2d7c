#pragma once
// Lines of a sound batch whose meaning is refused already when they arrive: held, but counting for nothing (fault A10).

#include <cstdint>
#include <string>
#include <vector>

#include "schema/wire/batch.h"
#include "server/store/ledger_store.h"

namespace quaywatt::server {

/// What decode_line refuses, and stays that name another berth than the agent's own (`foreign_berth`, fault X3).
std::vector<SetAsideLine> refused_lines(const wire::Batch& batch, const std::string& berth);

std::vector<std::uint64_t> seqs_of(const std::vector<SetAsideLine>& lines);

}  // namespace quaywatt::server
