// Screens T1 and T12: what the terminal shows all the time, and what can be chosen on it.

#include "berth-agent/berth/checklist_items.h"
#include "berth-agent/berth/reason_codes.h"
#include "berth-agent/local/link_json.h"
#include "berth-agent/local/perform.h"
#include "berth-agent/local/view_json.h"

namespace quaywatt::agent {

namespace {

Json clock_json(const DeskLook& desk) {
  return {{"now", domain::format_instant(desk.now.wall)}, {"sync", wire::word_of(desk.now.sync)}, {"boot", desk.boot}};
}

Answer overview(LocalParts& parts, const Call& call) {
  const LinkState link = parts.link.state();
  return ok(parts.desk.look([&](const DeskLook& desk) {
    Json json;
    json["berth"] = desk.state.setup.berth;
    json["agent"] = parts.agent;
    json["clock"] = clock_json(desk);
    json["operator"] = {{"id", call.login.actor.id}, {"name", call.login.name}};
    json["link"] = link_json(link);
    json["unsent"] = unsent_json(link, desk);
    json["alarms"] = alarms_json(berth_alarms(desk));
    json["supply_points"] = Json::array();
    for (const auto& tile : supply_point_tiles(desk)) json["supply_points"].push_back(tile_json(desk, tile));
    json["stays"] = Json::array();
    for (const auto* stay : open_stays(desk.state)) json["stays"].push_back(stay_json(desk, *stay));
    return json;
  }));
}

Json items_json(domain::ChecklistCompleted::List list) {
  Json json = Json::array();
  for (const auto& item : items_of(list)) json.push_back({{"name", item.name}, {"zh", item.zh}, {"en", item.en}});
  return json;
}

Json supply_point_json(const DeskLook& desk, const SupplyPointConfig& point) {
  Json json;
  json["id"] = point.id;
  json["meter"] = desk.state.meters.at(point.id);
  json["supply"] = parameters_json(point.supply);
  json["rated_power_w"] = point.rated_power_w;
  json["checklist"] = wire::word_of(point.checklist);
  json["items"] = items_json(point.checklist);
  const auto last = desk.state.last_registers.find(point.id);
  if (last != desk.state.last_registers.end()) {
    json["last_registers"] = registers_json(last->second.registers);
    json["last_registers_at"] = domain::format_instant(last->second.at);
  }
  const auto live = desk.live.find(point.id);
  if (live != desk.live.end() && live->second.newest_good) {
    json["live_registers"] = registers_json(*live->second.newest_good->values());
    json["live_at"] = domain::format_instant(live->second.newest_good->at.wall);
  }
  return json;
}

Answer supply_points(LocalParts& parts, const Call&) {
  return ok(parts.desk.look([](const DeskLook& desk) {
    Json json;
    json["supply_points"] = Json::array();
    for (const auto& point : desk.state.setup.supply_points) {
      json["supply_points"].push_back(supply_point_json(desk, point));
    }
    return json;
  }));
}

Answer reasons(LocalParts&, const Call&) {
  Json json;
  json["reason_codes"] = Json::array();
  for (const auto& reason : reason_codes()) {
    json["reason_codes"].push_back({{"code", reason.code},
                                    {"category", wire::word_of(reason.category())},
                                    {"zh", reason.zh},
                                    {"en", reason.en}});
  }
  return ok(std::move(json));
}

}  // namespace

std::vector<Route> overview_routes() {
  Route polled{"GET", "/local/v1/overview", overview};
  polled.polled = Route::Polled::yes;
  return {polled, {"GET", "/local/v1/supply-points", supply_points}, {"GET", "/local/v1/reason-codes", reasons}};
}

}  // namespace quaywatt::agent
