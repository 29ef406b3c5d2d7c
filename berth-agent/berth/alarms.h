#pragma once
// What the operator should look at now, with the next step. Pure.

#include <string>
#include <vector>

#include "berth-agent/berth/berth_desk.h"

namespace quaywatt::agent {

struct Alarm {
  std::string code;  ///< stable word: "meter_silent"
  std::string zh;
  std::string en;
  std::string severity = "warning";  ///< "alarm" (red), "warning" (yellow), "task" (the operator's next act)
};

/// Alongside this long before the duty threshold without connection, the terminal is warned.
inline constexpr std::chrono::minutes kThresholdWarning{30};
/// Power without a session, or a session without power, is named after this long (fault O4).
inline constexpr std::chrono::minutes kUnexplainedPower{5};

/// Of the cabinet as a whole: clock, disk, own lines that do not fit.
std::vector<Alarm> berth_alarms(const DeskLook& desk);

/// Of one supply point: meter, interrupted session, power and session that do not belong together.
std::vector<Alarm> supply_point_alarms(const DeskLook& desk, const std::string& supply_point);

/// Of a vessel alongside that is not connected: the threshold is near or passed.
std::vector<Alarm> stay_alarms(const DeskLook& desk, const domain::Stay& stay);

}  // namespace quaywatt::agent
