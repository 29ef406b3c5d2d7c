#pragma once
// Live vessels and stays from positions as people read them. Reads only.

#include "server/store/ais_entries.h"
#include "server/store/figures_store.h"

namespace quaywatt::server {

/// What the register and the radio call the vessel of an MMSI. An MMSI that several registered vessels share names none
/// of them (fault V1).
struct NamedVessel {
  std::string identity;              ///< of the register; empty: the MMSI is nobody's there, or several vessels'
  std::string name;                  ///< of the register
  std::string said_name;             ///< by the radio, newest
  std::string suggested_identity;    ///< a registered vessel of that name; a suggestion, never a match (fault V10)
  std::string suggested_name;
};

struct LiveVessel {
  AlongsideEntry alongside;
  NamedVessel vessel;
  bool connected = false;            ///< a supply runs for this vessel at this berth
  bool declared = false;             ///< the operator registered its stay
  std::string warning;               ///< the gravest that stands, empty: none
};

struct AisStayFigure {
  AisStayEntry stay;
  NamedVessel vessel;
  std::optional<RegisteredBerth> place;
};

/// What the meter says of a supply.
struct SupplyLoad {
  std::optional<domain::Instant> last_load_at;
  bool load_now = false;             ///< the newest reading still shows a load
};

class AisFiguresStore {
 public:
  virtual ~AisFiguresStore() = default;
  /// By arrival.
  virtual std::vector<LiveVessel> live() = 0;
  /// As StayQuery of FiguresStore: by departure; those still there come without `until` only.
  virtual std::vector<AisStayFigure> ais_stays(const StayQuery& query) = 0;
  virtual SupplyLoad supply_load(const LineId& session) = 0;
  virtual std::optional<AisTrackingState> tracking() = 0;
  /// By feed, then cause.
  virtual std::vector<AisFeedCount> feed_counts() = 0;
};

}  // namespace quaywatt::server
