// Screens T4 to T6.

#include "berth-agent/local/link_json.h"
#include "berth-agent/local/perform.h"
#include "berth-agent/local/view_json.h"

namespace quaywatt::agent {

namespace {

Answer start(LocalParts& parts, const Call& call) {
  return perform<StartSupply>(parts, call, &BerthDesk::start_supply);
}

Answer stop(LocalParts& parts, const Call& call) {
  return perform_on<StopSupply>(parts, call, &StopSupply::session, &BerthDesk::stop_supply);
}

Answer session(LocalParts& parts, const Call& call) {
  const auto ref = wire::parse_ref(call.ref);
  if (!ref) return no_such_ref(call.ref);
  const LinkState link = parts.link.state();
  return parts.desk.look([&](const DeskLook& desk) {
    const auto found = desk.state.journal.sessions.find(*ref);
    if (found == desk.state.journal.sessions.end()) return no_such_ref(call.ref);
    Json json = session_json(desk, found->second);
    const auto& last = found->second.stopped ? found->second.stopped->position : found->second.id;
    json["receipted"] = is_receipted(link, last);  // a slip printed before says 待上传
    return ok(std::move(json));
  });
}

}  // namespace

std::vector<Route> session_routes() {
  return {reading_meter({"POST", "/local/v1/sessions", start, Route::Body::json}),
          reading_meter({"POST", "/local/v1/sessions/{ref}/stop", stop, Route::Body::json}),
          {"GET", "/local/v1/sessions/{ref}", session}};
}

}  // namespace quaywatt::agent
