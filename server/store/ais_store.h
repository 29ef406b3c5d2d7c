#pragma once
// Where the tracker keeps what positions prove. Each write is checked against the lease it is made under, so that a
// tracker that lost the lease without noticing writes nothing more (fault S2).

#include "server/store/ais_entries.h"
#include "server/store/lease_fence.h"

namespace quaywatt::server {

/// Everything that became final since the last write.
struct AisWrites {
  std::vector<AisStayEntry> stays;
  std::vector<AisTrack> tracks;
  std::vector<AisIdentityEntry> identities;
  std::vector<AisActivityEntry> activity;
  std::vector<AisSetAside> set_aside;
  bool empty() const {
    return stays.empty() && tracks.empty() && identities.empty() && activity.empty() && set_aside.empty();
  }
};

class AisStore {
 public:
  virtual ~AisStore() = default;

  /// One transaction; the same again changes nothing. Declared stays at the berth of a new or changed AIS stay, and
  /// those of a vessel whose positions came late, that share its time are to be judged again (fault V13). Throws
  /// LeaseLost.
  virtual void write(const AisWrites& writes, const HeldLease& lease) = 0;

  /// The whole picture instead of the last one. Throws LeaseLost.
  virtual void replace_picture(const std::vector<AlongsideEntry>& alongside, const AisTrackingState& state,
                               const std::vector<AisFeedCount>& counts, const HeldLease& lease) = 0;

  /// A tracker without memory begins: stays left open end where they were last seen, marked so. Throws LeaseLost.
  virtual std::size_t close_untracked(const HeldLease& lease) = 0;

  /// The newest of each MMSI.
  virtual std::vector<AisIdentityEntry> newest_identities() = 0;
};

}  // namespace quaywatt::server
