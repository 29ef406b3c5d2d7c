#include "berth-agent/uplink/link_state.h"

#include <variant>

namespace quaywatt::agent {

namespace {

template <typename... Kinds>
bool is_any(const domain::LineBody& body) {
  return (std::holds_alternative<Kinds>(body) || ...);
}

}  // namespace

std::string_view phase_name(LinkState::Phase phase) {
  switch (phase) {
    case LinkState::Phase::starting: return "starting";
    case LinkState::Phase::online: return "online";
    case LinkState::Phase::offline: return "offline";
    case LinkState::Phase::awaiting_approval: return "awaiting_approval";
    case LinkState::Phase::stopped: return "stopped";
  }
  return "stopped";
}

bool is_urgent(const domain::LineBody& body) {
  // Routine lines wait for their batch; whatever an officer may act upon does not.
  return !is_any<domain::Reading, domain::MeterSilent, domain::ProgramStarted, domain::ClockAdjusted,
                 domain::ShiftChanged>(body);
}

}  // namespace quaywatt::agent
