// Screen T9 and the slip: what is not yet sent, and a line as it is signed.

#include "berth-agent/local/link_json.h"
#include "berth-agent/local/perform.h"

namespace quaywatt::agent {

namespace {

Answer unsent(LocalParts& parts, const Call&) {
  const LinkState link = parts.link.state();
  return ok(parts.desk.look([&](const DeskLook& desk) {
    Json json = unsent_json(link, desk);
    json["link"] = link_json(link);
    return json;
  }));
}

Answer send_now(LocalParts& parts, const Call&) {
  parts.link.wake();
  return {202, Json::object(), {}};
}

/// printf '%s\n%s\n' "$head_before" "$line" | sha256sum gives `head`.
Answer line(LocalParts& parts, const Call& call) {
  const auto ref = wire::parse_ref(call.ref);
  const auto stored = ref ? parts.desk.stored_line(*ref) : std::nullopt;
  if (!stored) return no_such_ref(call.ref);
  Json json;
  json["ref"] = wire::format_ref(stored->position);
  json["line"] = stored->line;
  json["head_before"] = parts.desk.head_before(*ref);
  json["head"] = stored->head;
  json["receipted"] = is_receipted(parts.link.state(), *ref);
  return ok(std::move(json));
}

}  // namespace

std::vector<Route> ledger_routes() {
  Route polled{"GET", "/local/v1/unsent", unsent};
  polled.polled = Route::Polled::yes;
  return {polled, {"POST", "/local/v1/unsent/send", send_now}, {"GET", "/local/v1/lines/{ref}", line}};
}

}  // namespace quaywatt::agent
