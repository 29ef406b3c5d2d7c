#include "server/ais/position_book.h"

#include <utility>

namespace quaywatt::server {

namespace {

domain::Instant instant(std::int64_t ms) { return domain::Instant{domain::Millis{ms}}; }

std::optional<domain::Instant> instant(const std::optional<std::int64_t>& ms) {
  return ms ? std::optional(instant(*ms)) : std::nullopt;
}

template <typename Rows>
void put_before(Rows& rows, Rows& earlier) {
  earlier.insert(earlier.end(), std::make_move_iterator(rows.begin()), std::make_move_iterator(rows.end()));
  rows = std::move(earlier);
}

}  // namespace

PositionBook::PositionBook(gis::LiveTracker tracker, std::vector<std::string> feeds)
    : tracker_(std::move(tracker)), feeds_(std::move(feeds)) {}

AisStayEntry PositionBook::entry_of(const gis::DetectedStay& stay) const {
  const gis::Fence& fence = tracker_.fences()[static_cast<std::size_t>(stay.fence)];
  AisStayEntry entry;
  entry.name = {stay.mmsi, fence.berth, instant(stay.arrived_ms)};
  entry.terminal = fence.terminal;
  entry.waters = fence.waters;
  entry.call_no = stay.call_no;
  entry.last_alongside_at = instant(stay.departed_ms);
  if (!stay.open) entry.departed_at = entry.last_alongside_at;
  entry.arrived_earliest = instant(stay.arrived_earliest_ms);
  entry.departed_latest = instant(stay.departed_latest_ms);
  entry.evidence = stay.evidence;
  entry.identity_doubtful = stay.identity_doubtful;
  return entry;
}

AisActivityEntry PositionBook::entry_of(const gis::ActivityInterval& interval) const {
  AisActivityEntry entry{interval, {}, {}, {}};
  const gis::Waterways* waters = tracker_.waters();
  if (waters != nullptr && interval.waterway != gis::kNoArea) entry.waterway = waters->area(interval.waterway).name;
  if (waters != nullptr && interval.port_area != gis::kNoArea) entry.port_area = waters->area(interval.port_area).name;
  if (interval.berth != gis::kNoFence) {
    entry.berth = tracker_.fences()[static_cast<std::size_t>(interval.berth)].berth;
  }
  return entry;
}

void PositionBook::add(gis::LiveChanges changes) {
  for (auto& change : changes.stays) {
    writes_.stays.push_back(entry_of(change.stay));
    if (!change.track.empty()) writes_.tracks.push_back({writes_.stays.back().name, std::move(change.track)});
  }
  for (const auto& interval : changes.activity) writes_.activity.push_back(entry_of(interval));
}

void PositionBook::set_aside(SetAside reason, const HeardPosition& position, std::uint16_t feed) {
  if (writes_.set_aside.size() >= kSetAsidePending) return;  // counted by the feed; a flood is not worth its rows
  writes_.set_aside.push_back(
      {reason, position.mmsi, position.fix, instant(position.received_ms), feeds_[feed]});
}

void PositionBook::take_position(const HeardPosition& position, std::uint16_t feed) {
  if (position.from_the_future) return set_aside(SetAside::future, position, feed);
  gis::LiveChanges changes;
  const gis::Taken taken = tracker_.take(position.mmsi, position.fix, changes);
  if (taken == gis::Taken::too_late) set_aside(SetAside::late, position, feed);
  add(std::move(changes));
}

void PositionBook::take(const Heard& heard) {
  if (const auto* position = std::get_if<HeardPosition>(&heard.what)) {
    take_position(*position, heard.feed);
  } else {
    const auto& said = std::get<HeardIdentity>(heard.what);
    identities_.take(said.identity, instant(said.at_ms), writes_.identities);
  }
  if (heard.read_up_to) cursors_[feeds_[heard.feed]] = *heard.read_up_to;
}

void PositionBook::advance(domain::Instant now) {
  gis::LiveChanges changes;
  tracker_.advance(now.time_since_epoch().count(), changes);
  add(std::move(changes));
}

AisWrites PositionBook::take_writes() { return std::exchange(writes_, {}); }

void PositionBook::return_writes(AisWrites earlier) {
  put_before(writes_.stays, earlier.stays);
  put_before(writes_.tracks, earlier.tracks);
  put_before(writes_.identities, earlier.identities);
  put_before(writes_.activity, earlier.activity);
  put_before(writes_.set_aside, earlier.set_aside);
}

std::size_t PositionBook::pending() const {
  return writes_.stays.size() + writes_.tracks.size() + writes_.identities.size() + writes_.activity.size() +
         writes_.set_aside.size();
}

std::vector<AlongsideEntry> PositionBook::picture() const {
  std::vector<AlongsideEntry> alongside;
  for (const auto& stay : tracker_.open_stays()) {
    const AisStayEntry entry = entry_of(stay);
    const auto seen = tracker_.last_seen(stay.mmsi);
    alongside.push_back({entry.name, entry.last_alongside_at, entry.arrived_earliest, entry.evidence,
                         entry.identity_doubtful, seen ? seen->fix.at : gis::Position{}});
  }
  return alongside;
}

}  // namespace quaywatt::server
