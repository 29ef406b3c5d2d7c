#include "berth-agent/berth/permissions.h"

namespace quaywatt::agent {

bool may(domain::ActorRole role, DeskAct act) {
  using enum DeskAct;
  switch (role) {
    case domain::ActorRole::terminal_operator:
    case domain::ActorRole::foreman:
      return true;
    case domain::ActorRole::skipper:
      return act == register_stay || act == end_stay || act == complete_checklist || act == start_supply ||
             act == stop_supply || act == declare || act == end_declaration || act == open_fault;
    case domain::ActorRole::officer:
      return act == confirm || act == read_meter;
    case domain::ActorRole::device:
      return false;
  }
  return false;
}

}  // namespace quaywatt::agent
