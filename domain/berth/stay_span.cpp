#include "domain/berth/stay_span.h"

#include <algorithm>

namespace quaywatt::domain {

namespace {

bool same_boot(const Written& a, const Written& b) { return a.boot == b.boot && b.mono >= a.mono; }

bool trusted(const Written& written) { return written.sync != ClockSync::unsynced; }

/// By how much the wall clock ran ahead of the time that passed; zero within the margin.
Millis moved_ahead(const Written& registered, const Written& ended) {
  const Millis moved = (ended.at - registered.at) - (ended.mono - registered.mono);
  return std::chrono::abs(moved) > kClockMargin ? moved : Millis{0};
}

}  // namespace

StaySpan stay_span(const Stay& stay, bool clock_ahead) {
  StaySpan span{stay.arrived_at, stay.departed_at, std::nullopt};
  if (!stay.departed_at || !stay.ended) return span;
  const Instant named = *stay.departed_at;
  if (!clock_ahead && same_boot(stay.registered, *stay.ended)) {
    const Millis moved = moved_ahead(stay.registered, *stay.ended);
    if (moved == Millis{0}) return span;
    span.departed_at = std::max(stay.arrived_at, std::min(named, named - moved));
    span.departed_latest = std::max(named, named - moved);
    return span;
  }
  if (!clock_ahead && trusted(stay.registered) && trusted(*stay.ended)) return span;
  span.departed_at = stay.arrived_at;
  span.departed_latest = named;
  return span;
}

}  // namespace quaywatt::domain
