#pragma once
// When a vessel counts as lying at a berth, and when as gone.

#include <cstddef>

#include "domain/time/instant.h"

namespace quaywatt::gis {

struct StaySettings {
  double alongside_max_kn = 0.8;            ///< up to this, inside the fence = alongside
  int alongside_min_fixes = 3;              ///< so many, over at least alongside_min_span, open a stay
  domain::Millis alongside_min_span = std::chrono::minutes{5};
  double alongside_drift_max_kn = 0.3;      ///< made good since the first of them; more is a vessel drifting past
  double edge_jitter_m = 25.0;              ///< a vessel lying at a berth still lies there this far outside (V6)
  double away_min_kn = 1.5;                 ///< faster than this, or farther outside than away_min_m = away
  double away_min_m = 50.0;
  int away_min_fixes = 2;                   ///< so many end a stay
  domain::Millis interruption_max = std::chrono::minutes{10};  ///< shorter absences do not split a stay (fault V6)
  double step_max_kn = 60.0;                ///< a faster step belongs to another vessel or to no vessel (V1, V2)
  double step_slack_m = 50.0;               ///< jitter and whole-second time stamps
  domain::Millis lateness_max = std::chrono::minutes{30};      ///< positions are put in order within this window
  domain::Millis gap_after = std::chrono::minutes{10};         ///< a longer silence makes the evidence `gaps`
  domain::Millis inferred_after = std::chrono::minutes{60};    ///< a longer one makes it `inferred` (V4)
  domain::Millis call_gap_max = std::chrono::hours{6};         ///< stays closer than this are one port call (V8)
  std::size_t track_points_max = 0;       ///< fixes kept as evidence of a stay; 0 = none
};

}  // namespace quaywatt::gis
