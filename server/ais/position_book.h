#pragma once
// The tracker's memory without its surroundings: what was heard goes in, what became final comes out as rows. One
// owner, one thread; no clock, no file, no database.

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "gis/live_tracker.h"
#include "server/ais/heard.h"
#include "server/ais/identity_book.h"
#include "server/store/ais_store.h"

namespace quaywatt::server {

/// What a restart goes on from: the tracker's bytes and how far each followed file was read with it.
struct BookSnapshot {
  std::map<std::string, FileCursor> cursors;   ///< by feed
  std::string tracker;
};

inline constexpr std::size_t kSetAsidePending = 5'000;  ///< rows of late and future positions kept between two writes

class PositionBook {
 public:
  PositionBook(gis::LiveTracker tracker, std::vector<std::string> feeds);

  void take(const Heard& heard);
  /// Time passes; about once a minute.
  void advance(domain::Instant now);

  /// What became final since the last call.
  AisWrites take_writes();
  /// Back again: they could not be written.
  void return_writes(AisWrites writes);
  std::size_t pending() const;

  std::vector<AlongsideEntry> picture() const;
  BookSnapshot snapshot() const { return {cursors_, tracker_.snapshot()}; }
  void go_on_from(std::map<std::string, FileCursor> cursors) { cursors_ = std::move(cursors); }
  const std::map<std::string, FileCursor>& cursors() const { return cursors_; }

  gis::LiveTracker& tracker() { return tracker_; }
  const gis::LiveTracker& tracker() const { return tracker_; }
  IdentityBook& identities() { return identities_; }
  /// Adds what a restored tracker closed at once.
  void add(gis::LiveChanges changes);

 private:
  void take_position(const HeardPosition& position, std::uint16_t feed);
  void set_aside(SetAside reason, const HeardPosition& position, std::uint16_t feed);
  AisStayEntry entry_of(const gis::DetectedStay& stay) const;
  AisActivityEntry entry_of(const gis::ActivityInterval& interval) const;

  gis::LiveTracker tracker_;
  std::vector<std::string> feeds_;
  IdentityBook identities_;
  std::map<std::string, FileCursor> cursors_;
  AisWrites writes_;
};

}  // namespace quaywatt::server
