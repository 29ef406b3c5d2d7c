// Screen T8.

#include "berth-agent/local/perform.h"
#include "berth-agent/local/view_json.h"

namespace quaywatt::agent {

namespace {

constexpr std::size_t kRecentFaults = 50;

Answer open_fault(LocalParts& parts, const Call& call) {
  return perform<OpenFault>(parts, call, &BerthDesk::open_fault);
}

Answer close_fault(LocalParts& parts, const Call& call) {
  return perform_on<CloseFault>(parts, call, &CloseFault::fault, &BerthDesk::close_fault);
}

Answer faults(LocalParts& parts, const Call&) {
  return ok(parts.desk.look([](const DeskLook& desk) {
    Json json;
    json["open"] = Json::array();
    json["recent"] = Json::array();
    const auto& all = desk.state.journal.faults;
    for (auto it = all.rbegin(); it != all.rend(); ++it) {
      if (!it->second.to) json["open"].push_back(fault_json(it->second));
      if (it->second.to && json["recent"].size() < kRecentFaults) json["recent"].push_back(fault_json(it->second));
    }
    return json;
  }));
}

}  // namespace

std::vector<Route> fault_routes() {
  return {{"GET", "/local/v1/faults", faults},
          {"POST", "/local/v1/faults", open_fault, Route::Body::json},
          reading_meter({"POST", "/local/v1/faults/{ref}/close", close_fault, Route::Body::json})};
}

}  // namespace quaywatt::agent
