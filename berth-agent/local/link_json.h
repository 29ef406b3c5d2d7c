#pragma once
// Screen T9: what is not yet at the server, and how the connection is.

#include <optional>

#include "berth-agent/berth/berth_desk.h"
#include "berth-agent/local/answer.h"
#include "berth-agent/uplink/link_state.h"

namespace quaywatt::agent {

/// Lines beyond the newest receipt, counted now rather than at the uplink's last turn.
std::uint64_t unsent_lines(const LinkState& link, const domain::LedgerPosition& last);

/// Does the newest receipt cover this line? A slip printed before says 待上传.
bool is_receipted(const LinkState& link, const domain::LineRef& ref);

Json link_json(const LinkState& link);
Json unsent_json(const LinkState& link, const DeskLook& desk);

}  // namespace quaywatt::agent
