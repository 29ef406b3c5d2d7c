#pragma once
// What the live positions amount to, as rows.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "domain/time/instant.h"
#include "gis/activity_interval.h"
#include "gis/ais_identity.h"
#include "gis/detected_stay.h"

namespace quaywatt::server {

/// Names a stay that positions prove: the same positions again give the same name.
struct AisStayName {
  std::uint32_t mmsi = 0;
  std::string berth;
  domain::Instant arrived_at{};
  auto operator<=>(const AisStayName&) const = default;
};

struct AisStayEntry {
  AisStayName name;
  std::string terminal;
  std::string waters;
  std::uint32_t call_no = 1;
  domain::Instant last_alongside_at{};
  std::optional<domain::Instant> departed_at;       ///< empty: still there
  std::optional<domain::Instant> arrived_earliest;
  std::optional<domain::Instant> departed_latest;
  gis::StayEvidence evidence = gis::StayEvidence::continuous;
  bool identity_doubtful = false;
  bool tracking_lost = false;                       ///< nobody saw the end: the tracker lost its memory
  bool operator==(const AisStayEntry&) const = default;
};

struct AisTrack {
  AisStayName stay;
  std::vector<gis::Fix> fixes;
};

/// Holds from first_at until the next of the same MMSI; was last heard at last_at.
struct AisIdentityEntry {
  gis::AisIdentity said;
  domain::Instant first_at{};
  domain::Instant last_at{};
};

struct AisActivityEntry {
  gis::ActivityInterval interval;
  std::string waterway;
  std::string port_area;
  std::string berth;
};

enum class SetAside { future, late };

struct AisSetAside {
  SetAside reason = SetAside::late;
  std::uint32_t mmsi = 0;
  gis::Fix fix;
  domain::Instant received_at{};
  std::string feed;
};

/// A vessel alongside now, as far as is known: positions may still come that change it.
struct AlongsideEntry {
  AisStayName stay;
  domain::Instant last_alongside_at{};
  std::optional<domain::Instant> arrived_earliest;
  gis::StayEvidence evidence = gis::StayEvidence::continuous;
  bool identity_doubtful = false;
  gis::Position position;                           ///< the newest
  bool operator==(const AlongsideEntry&) const = default;
};

struct AisFeedCount {
  std::string feed;
  std::string cause;
  std::uint64_t total = 0;                          ///< since the tracker started
};

struct AisTrackingState {
  domain::Instant as_of{};                          ///< by the tracker's clock
  domain::Instant started_at{};
  std::uint64_t vessels = 0;
  std::uint64_t alongside = 0;
  std::uint64_t waiting = 0;                        ///< messages between the feeds and the tracker
  std::uint64_t dropped = 0;                        ///< of them, for want of room (fault V11)
  std::optional<domain::Instant> snapshot_at;
};

}  // namespace quaywatt::server
