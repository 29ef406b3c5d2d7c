#include "berth-agent/local/link_json.h"

#include "schema/wire/line_codec.h"

namespace quaywatt::agent {

namespace {

constexpr std::size_t kHeadShown = 8;  ///< hex digits a person compares

/// A line both refuse stands there twice: the two reasons tell different things.
Json set_aside_json(const LinkState& link, const DeskLook& desk) {
  Json json = Json::array();
  for (const auto& named : link.set_aside_lines) {
    json.push_back({{"ref", wire::format_ref(named.line)}, {"by", "server"}, {"reason", named.reason}});
  }
  for (const auto& named : desk.state.set_aside_lines) {
    json.push_back({{"ref", wire::format_ref(named.line)}, {"by", "agent"}, {"reason", named.reason}});
  }
  return json;
}

}  // namespace

std::uint64_t unsent_lines(const LinkState& link, const domain::LedgerPosition& last) {
  if (link.receipted && link.receipted->epoch == last.epoch) {
    return last.seq > link.receipted->seq ? last.seq - link.receipted->seq : 0;
  }
  // Nothing receipted and one epoch: all of it. Over several epochs only the uplink has counted.
  return !link.receipted && last.epoch == 1 ? last.seq : link.unsent;
}

bool is_receipted(const LinkState& link, const domain::LineRef& ref) {
  return link.receipted && ref <= *link.receipted;
}

Json link_json(const LinkState& link) {
  Json json;
  json["phase"] = phase_name(link.phase);
  if (link.since) json["since"] = domain::format_instant(*link.since);
  if (link.last_receipt_at) json["last_receipt_at"] = domain::format_instant(*link.last_receipt_at);
  if (link.server_offset) json["server_offset_ms"] = link.server_offset->count();
  if (!link.error_zh.empty()) json["error_zh"] = link.error_zh;
  if (!link.error_en.empty()) json["error_en"] = link.error_en;
  return json;
}

Json unsent_json(const LinkState& link, const DeskLook& desk) {
  Json json;
  const auto lines = unsent_lines(link, desk.position);
  json["lines"] = lines;
  if (lines > 0 && link.oldest_unsent) json["oldest_at"] = domain::format_instant(*link.oldest_unsent);
  json["last_ref"] = wire::format_ref(desk.position);
  json["head"] = desk.head.substr(0, kHeadShown);
  if (link.receipted) json["receipted_ref"] = wire::format_ref(*link.receipted);
  json["set_aside_by_server"] = link.set_aside;
  json["set_aside_here"] = desk.state.set_aside;
  if (link.set_aside + desk.state.set_aside > 0) json["set_aside"] = set_aside_json(link, desk);
  return json;
}

}  // namespace quaywatt::agent
