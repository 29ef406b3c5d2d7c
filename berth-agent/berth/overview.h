#pragma once
// Screen T1: what each supply point and each vessel alongside is at now. Pure.

#include <optional>
#include <string>
#include <vector>

#include "berth-agent/berth/alarms.h"
#include "berth-agent/berth/berth_desk.h"
#include "domain/energy/session_energy.h"

namespace quaywatt::agent {

/// In the order in which a vessel passes through them; a supply point out of service is in none of the first four.
enum class TileState {
  idle,        ///< 空闲
  alongside,   ///< 靠泊未接电
  connected,   ///< 接电中: the checklist is passed and supply not started, or started and nothing drawn yet
  supplying,   ///< 供电中
  faulty,      ///< 故障停用
  maintenance  ///< 维护
};

/// "idle", "alongside", …
std::string_view tile_state_name(TileState state);

struct SupplyPointTile {
  std::string id;
  std::string meter;
  TileState state = TileState::idle;
  const domain::Stay* stay = nullptr;        ///< the vessel it feeds, is prepared for, or could feed
  const domain::Session* session = nullptr;  ///< running
  const domain::Fault* fault = nullptr;      ///< open
  std::optional<std::int64_t> power_w;
  std::optional<domain::Instant> sampled_at; ///< of the newest good reading
  std::optional<domain::SessionEnergy> energy;  ///< of the running session, up to the newest good reading
  std::vector<Alarm> alarms;
};

/// In the order of the settings. Points into `desk`.
std::vector<SupplyPointTile> supply_point_tiles(const DeskLook& desk);

/// Vessels alongside, in the order of their arrival.
std::vector<const domain::Stay*> open_stays(const BerthState& state);

/// Never negative, whatever the clock did.
domain::Millis alongside_for(const DeskLook& desk, const domain::Stay& stay);

/// Negative once the threshold is passed.
domain::Millis left_to_threshold(const DeskLook& desk, const domain::Stay& stay);

/// Energy of a session: up to its stop, or up to the newest good reading while it runs.
domain::SessionEnergy energy_of(const DeskLook& desk, const domain::Session& session);

}  // namespace quaywatt::agent
