#pragma once
// Warnings that a vessel lies at a capable berth without shore power, and what they are decided by.

#include <set>

#include "domain/stays/berth_warning.h"
#include "server/store/ais_entries.h"
#include "server/store/derived_entries.h"

namespace quaywatt::server {

/// Late positions may move an arrival; a stay that begins within so long of another of the vessel at the berth is the
/// same to the warnings.
inline constexpr domain::Millis kSameArrival = std::chrono::minutes{30};

/// One vessel to be looked at.
struct WatchedStay {
  AisStayName stay;
  std::optional<AlongsideEntry> alongside;        ///< empty: gone, and a warning still stands
  std::set<domain::BerthWarning> raised_before;
  bool any_stands = false;
};

struct WarningChange {
  AisStayName stay;
  std::optional<domain::BerthWarning> raise;
  std::optional<domain::WarningEnd> end;          ///< of all that stand
  std::string vessel_identity;
  std::string vessel_name;
  domain::Instant last_alongside_at{};
  domain::Instant at{};                           ///< by the tracker's clock
};

class BerthWarningStore {
 public:
  virtual ~BerthWarningStore() = default;
  /// The tracker's clock when it painted the picture; nullopt: nobody ever tracked.
  virtual std::optional<domain::Instant> picture_at() = 0;
  /// Everyone who is alongside since `arrived_by` or before, and everyone whose warnings stand.
  virtual std::vector<WatchedStay> watched(domain::Instant arrived_by) = 0;
  /// What the rules ask about the stay: registers by the MMSI, and sessions and declarations of the stay that was
  /// declared for this vessel at this time, when there is one. Times are the positions'.
  virtual StayRecord record(const AlongsideEntry& alongside, domain::Instant now) = 0;
  /// One transaction, with an alarm for each. The same again changes nothing.
  virtual void save(const std::vector<WarningChange>& changes) = 0;
};

std::string_view warning_name(domain::BerthWarning warning);
std::string_view warning_end_name(domain::WarningEnd end);

}  // namespace quaywatt::server
