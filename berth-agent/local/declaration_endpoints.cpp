// Screen T7.

#include "berth-agent/local/perform.h"
#include "berth-agent/local/view_json.h"

namespace quaywatt::agent {

namespace {

constexpr std::size_t kRecentDeclarations = 50;

Answer declare(LocalParts& parts, const Call& call) { return perform<Declare>(parts, call, &BerthDesk::declare); }

Answer end_declaration(LocalParts& parts, const Call& call) {
  return perform_on<EndDeclaration>(parts, call, &EndDeclaration::declaration, &BerthDesk::end_declaration);
}

Answer confirm(LocalParts& parts, const Call& call) {
  return perform_on<Confirm>(parts, call, &Confirm::declaration, &BerthDesk::confirm);
}

Answer declarations(LocalParts& parts, const Call&) {
  return ok(parts.desk.look([](const DeskLook& desk) {
    Json json;
    json["declarations"] = Json::array();
    const auto& all = desk.state.journal.declarations;
    for (auto it = all.rbegin(); it != all.rend() && json["declarations"].size() < kRecentDeclarations; ++it) {
      json["declarations"].push_back(declaration_json(it->second));
    }
    return json;
  }));
}

}  // namespace

std::vector<Route> declaration_routes() {
  return {{"GET", "/local/v1/declarations", declarations},
          {"POST", "/local/v1/declarations", declare, Route::Body::json},
          {"POST", "/local/v1/declarations/{ref}/end", end_declaration, Route::Body::json},
          {"POST", "/local/v1/declarations/{ref}/confirm", confirm, Route::Body::json}};
}

}  // namespace quaywatt::agent
