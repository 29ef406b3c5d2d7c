#include "berth-agent/berth/overview.h"

#include <algorithm>
#include <cstdlib>

#include "berth-agent/berth/fault_decisions.h"

namespace quaywatt::agent {

namespace {

/// A meter that does not tell power, or is silent, does not make a running supply look idle.
bool drawing(const BerthState& state, std::optional<std::int64_t> power_w) {
  return !power_w || std::abs(*power_w) >= state.setup.drawing_power_w;
}

/// The newest passed checklist at the supply point that no session has followed, of a vessel still alongside.
const domain::Stay* prepared_stay(const BerthState& state, const std::string& supply_point) {
  const domain::Checklist* newest = nullptr;
  for (const auto& [ref, list] : state.journal.checklists) {
    if (list.supply_point == supply_point) newest = &list;
  }
  if (newest == nullptr || !newest->passed) return nullptr;
  for (const auto& [ref, session] : state.journal.sessions) {
    if (session.supply_point == supply_point && ref > newest->id) return nullptr;
  }
  const auto stay = state.journal.stays.find(newest->stay);
  return stay == state.journal.stays.end() || stay->second.ended ? nullptr : &stay->second;
}

/// The vessel longest alongside that nothing feeds yet: whom this supply point could serve next.
const domain::Stay* waiting_stay(const BerthState& state) {
  for (const domain::Stay* stay : open_stays(state)) {
    if (running_session_of(state, stay->id) == nullptr) return stay;
  }
  return nullptr;
}

const domain::Stay* stay_of(const BerthState& state, const domain::Session& session) {
  const auto found = state.journal.stays.find(session.stay);
  return found == state.journal.stays.end() ? nullptr : &found->second;
}

TileState tile_state(const BerthState& state, const SupplyPointTile& tile, bool prepared) {
  if (tile.session != nullptr) return drawing(state, tile.power_w) ? TileState::supplying : TileState::connected;
  if (tile.fault != nullptr) {
    return tile.fault->part == kMaintenancePart ? TileState::maintenance : TileState::faulty;
  }
  if (prepared) return TileState::connected;
  return tile.stay != nullptr ? TileState::alongside : TileState::idle;
}

void fill_live(SupplyPointTile& tile, const DeskLook& desk) {
  const auto live = desk.live.find(tile.id);
  if (live == desk.live.end()) return;
  tile.power_w = power_now(live->second);
  if (live->second.newest_good) tile.sampled_at = live->second.newest_good->at.wall;
}

SupplyPointTile tile_of(const DeskLook& desk, const SupplyPointConfig& point) {
  const BerthState& state = desk.state;
  SupplyPointTile tile;
  tile.id = point.id;
  tile.meter = state.meters.at(point.id);
  fill_live(tile, desk);
  tile.session = state.journal.running_session_at(point.id);
  tile.fault = state.journal.open_fault_at(point.id);
  const domain::Stay* prepared = tile.session == nullptr ? prepared_stay(state, point.id) : nullptr;
  if (tile.session != nullptr) {
    tile.stay = stay_of(state, *tile.session);
    tile.energy = energy_of(desk, *tile.session);
  } else {
    tile.stay = prepared != nullptr ? prepared : waiting_stay(state);
  }
  tile.state = tile_state(state, tile, prepared != nullptr);
  tile.alarms = supply_point_alarms(desk, point.id);
  return tile;
}

}  // namespace

std::string_view tile_state_name(TileState state) {
  switch (state) {
    case TileState::idle: return "idle";
    case TileState::alongside: return "alongside";
    case TileState::connected: return "connected";
    case TileState::supplying: return "supplying";
    case TileState::faulty: return "faulty";
    case TileState::maintenance: return "maintenance";
  }
  return "";
}

std::vector<SupplyPointTile> supply_point_tiles(const DeskLook& desk) {
  std::vector<SupplyPointTile> tiles;
  for (const auto& point : desk.state.setup.supply_points) tiles.push_back(tile_of(desk, point));
  return tiles;
}

std::vector<const domain::Stay*> open_stays(const BerthState& state) {
  std::vector<const domain::Stay*> open;
  for (const auto& [ref, stay] : state.journal.stays) {
    if (!stay.ended) open.push_back(&stay);
  }
  std::ranges::stable_sort(open, {}, &domain::Stay::arrived_at);
  return open;
}

domain::Millis alongside_for(const DeskLook& desk, const domain::Stay& stay) {
  const domain::Instant until = stay.departed_at.value_or(desk.now.wall);
  return std::max(domain::Millis::zero(), domain::Millis{until - stay.arrived_at});
}

domain::Millis left_to_threshold(const DeskLook& desk, const domain::Stay& stay) {
  return desk.state.setup.duty_threshold - alongside_for(desk, stay);
}

domain::SessionEnergy energy_of(const DeskLook& desk, const domain::Session& session) {
  const auto finished = desk.state.finished.find(session.id);
  if (finished != desk.state.finished.end()) return finished->second;
  const auto running = desk.state.running.find(session.id);
  if (running == desk.state.running.end()) return {};
  auto points = running->second.points;
  const auto live = desk.live.find(session.supply_point);
  if (live != desk.live.end() && live->second.newest_good) {
    const MeterReading& newest = *live->second.newest_good;
    const bool later = points.back().boot != desk.boot || newest.at.mono > points.back().mono;
    if (later) {
      points.push_back(register_point(newest.meter, newest.at, desk.boot, *newest.values()));
    }
  }
  return domain::session_energy(points, running->second.meters, true);
}

}  // namespace quaywatt::agent
