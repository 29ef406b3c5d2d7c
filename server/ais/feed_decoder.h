#pragma once
// One sender's lines into what they say. Never fatal: each line is counted by what became of it (fault V11).

#include <string_view>

#include "gis/ais_sentence.h"
#include "server/ais/feed_counts.h"
#include "server/ais/heard.h"
#include "server/store/wall_clock.h"

namespace quaywatt::server {

struct DecoderSettings {
  std::uint16_t feed = 0;
  domain::Millis future_max{60'000};
};

/// Of one connection, sender or file, since parts of messages join only within one.
class FeedDecoder {
 public:
  FeedDecoder(DecoderSettings settings, const WallClock& clock, FeedCounts& counts)
      : settings_(settings), clock_(clock), counts_(counts) {}

  /// What the line said, when it completes a message of a kind we use.
  std::optional<Heard> take(std::string_view line);
  void drop_too_long() { counts_.add(FeedCause::line_too_long); }

 private:
  std::optional<Heard> read(const gis::AisPayload& payload, std::int64_t now_ms);
  Heard position(std::uint32_t mmsi, gis::Fix fix, std::int64_t now_ms);

  DecoderSettings settings_;
  const WallClock& clock_;
  FeedCounts& counts_;
  gis::AisAssembler assembler_;
};

}  // namespace quaywatt::server
