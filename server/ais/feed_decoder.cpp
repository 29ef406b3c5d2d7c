#include "server/ais/feed_decoder.h"

#include "gis/ais_position.h"

namespace quaywatt::server {

namespace {

FeedCause cause_of(gis::AisDefect defect) {
  switch (defect) {
    case gis::AisDefect::not_ais: return FeedCause::not_ais;
    case gis::AisDefect::garbled: return FeedCause::garbled;
    case gis::AisDefect::bad_checksum: return FeedCause::bad_checksum;
    case gis::AisDefect::bad_part: return FeedCause::bad_part;
    case gis::AisDefect::missing_part: return FeedCause::missing_part;
  }
  return FeedCause::garbled;
}

}  // namespace

std::optional<Heard> FeedDecoder::take(std::string_view line) {
  const std::int64_t now_ms = clock_().time_since_epoch().count();
  counts_.heard_at(now_ms);
  const auto taken = assembler_.take(line);
  if (const auto* defect = std::get_if<gis::AisDefect>(&taken)) {
    counts_.add(cause_of(*defect));
    return std::nullopt;
  }
  if (const auto* payload = std::get_if<gis::AisPayload>(&taken)) return read(*payload, now_ms);
  counts_.add(FeedCause::awaiting_part);
  return std::nullopt;
}

std::optional<Heard> FeedDecoder::read(const gis::AisPayload& payload, std::int64_t now_ms) {
  const std::int64_t at_ms = payload.at_ms.value_or(now_ms);
  const auto decoded = gis::decode_position(payload);
  if (const auto* found = std::get_if<gis::AisPosition>(&decoded)) {
    return position(found->mmsi, gis::fix_of(*found, at_ms), now_ms);
  }
  const auto said = gis::decode_identity(payload);
  if (const auto* identity = std::get_if<gis::AisIdentity>(&said)) {
    counts_.add(FeedCause::identity);
    return Heard{settings_.feed, std::nullopt, HeardIdentity{*identity, at_ms}};
  }
  const bool other = std::get<gis::AisNoPosition>(decoded) == gis::AisNoPosition::other_type;
  counts_.add(other ? FeedCause::other_message : FeedCause::no_position);
  return std::nullopt;
}

Heard FeedDecoder::position(std::uint32_t mmsi, gis::Fix fix, std::int64_t now_ms) {
  const bool future = fix.at_ms > now_ms + settings_.future_max.count();
  counts_.add(future ? FeedCause::future_time : FeedCause::position);
  return {settings_.feed, std::nullopt, HeardPosition{mmsi, fix, now_ms, future}};
}

}  // namespace quaywatt::server
