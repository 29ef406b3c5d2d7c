#pragma once
// The shape of every decision of the desk: what is known and what is asked go in, the line to write or the reason
// why not comes out. Decisions are pure; the desk writes, reads meters and keeps the time.

#include <optional>
#include <string>
#include <variant>

#include "berth-agent/berth/berth_state.h"
#include "berth-agent/berth/commands.h"
#include "berth-agent/berth/desk_refusal.h"
#include "domain/ledger/ledger_line.h"

namespace quaywatt::agent {

using Decision = std::variant<domain::LineBody, DeskRefusal>;

/// The moment of the decision and who asks.
struct Asked {
  domain::Actor actor;
  domain::Instant now{};
};

/// Entered instants may run ahead of the agent's clock by this much: hand-held clocks differ.
inline constexpr domain::Millis kFutureTolerance{std::chrono::minutes{1}};

/// "苏货1098 (CN20201234567)": how a refusal names a vessel.
std::string vessel_label(const domain::VesselNamed& vessel);

/// The instant asked for, or now.
domain::Instant instant_or_now(const std::optional<domain::Instant>& asked, const Asked& by);

/// Refusals several decisions share.
DeskRefusal unknown(RefusalCode code, const std::string& zh_what, const std::string& en_what);
std::optional<DeskRefusal> refuse_future(domain::Instant instant, const Asked& by);
std::optional<DeskRefusal> refuse_unknown_supply_point(const BerthState& state, const std::string& supply_point);

/// The stay, when it is there and still going on.
std::variant<const domain::Stay*, DeskRefusal> open_stay(const BerthState& state, const domain::LineRef& stay);

}  // namespace quaywatt::agent
