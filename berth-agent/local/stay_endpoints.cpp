// Screen T2.

#include "berth-agent/local/perform.h"
#include "berth-agent/local/view_json.h"

namespace quaywatt::agent {

namespace {

constexpr std::size_t kRecentStays = 50;
constexpr std::size_t kCandidates = 20;

Answer register_stay(LocalParts& parts, const Call& call) {
  return perform<RegisterStay>(parts, call, &BerthDesk::register_stay);
}

Answer end_stay(LocalParts& parts, const Call& call) {
  return perform_on<EndStay>(parts, call, &EndStay::stay, &BerthDesk::end_stay);
}

/// Vessels that lay here before and do not lie here now, newest first: chosen instead of typed.
Json candidates(const DeskLook& desk) {
  Json json = Json::array();
  std::vector<std::string> named;
  for (const auto* open : open_stays(desk.state)) named.push_back(vessel_label(open->vessel));
  const auto& stays = desk.state.journal.stays;
  for (auto it = stays.rbegin(); it != stays.rend() && json.size() < kCandidates; ++it) {
    const std::string label = vessel_label(it->second.vessel);
    if (std::ranges::find(named, label) != named.end()) continue;
    named.push_back(label);
    json.push_back(vessel_json(it->second.vessel));
  }
  return json;
}

Answer stays(LocalParts& parts, const Call&) {
  return ok(parts.desk.look([](const DeskLook& desk) {
    Json json;
    json["open"] = Json::array();
    for (const auto* stay : open_stays(desk.state)) json["open"].push_back(stay_json(desk, *stay));
    json["recent"] = Json::array();
    const auto& all = desk.state.journal.stays;
    for (auto it = all.rbegin(); it != all.rend() && json["recent"].size() < kRecentStays; ++it) {
      if (it->second.ended) json["recent"].push_back(stay_json(desk, it->second));
    }
    json["candidates"] = candidates(desk);
    return json;
  }));
}

}  // namespace

std::vector<Route> stay_routes() {
  return {{"GET", "/local/v1/stays", stays},
          {"POST", "/local/v1/stays", register_stay, Route::Body::json},
          {"POST", "/local/v1/stays/{ref}/end", end_stay, Route::Body::json}};
}

}  // namespace quaywatt::agent
