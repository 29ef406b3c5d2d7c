#include "berth-agent/berth/forgotten_stop.h"

#include <cstdlib>

namespace quaywatt::agent {

namespace {

struct LastLoad {
  domain::Instant at{};
  domain::Millis ago{};
};

/// Between what is recorded the screen's readings know better, but only since this start.
std::optional<LastLoad> seen_live(const DeskLook& desk, const LivePicture& picture, const domain::Session& session) {
  if (!picture.last_load) return std::nullopt;
  const bool before_session = session.started.boot == desk.boot && picture.last_load->mono < session.started.mono;
  if (before_session) return std::nullopt;
  return LastLoad{picture.last_load->wall, desk.now.mono - picture.last_load->mono};
}

/// The last recorded reading of the session whose register had moved.
std::optional<LastLoad> recorded(const DeskLook& desk, const domain::Session& session) {
  const auto running = desk.state.running.find(session.id);
  if (running == desk.state.running.end()) return std::nullopt;
  const auto& points = running->second.points;
  for (std::size_t i = points.size(); i-- > 1;) {
    const bool moved = points[i].meter == points[i - 1].meter &&
                       points[i].energy_forward > points[i - 1].energy_forward;
    if (!moved) continue;
    const domain::Millis ago = points[i].boot == desk.boot ? desk.now.mono - points[i].mono
                                                           : domain::Millis{desk.now.wall - points[i].at};
    return LastLoad{points[i].at, ago};
  }
  return std::nullopt;
}

bool nothing_drawn(const DeskLook& desk, const LivePicture& picture) {
  const auto power = power_now(picture);
  return power && std::abs(*power) < desk.state.setup.drawing_power_w;
}

}  // namespace

std::optional<ForgottenStop> forgotten_stop(const DeskLook& desk, const domain::Session& session) {
  const auto picture = desk.live.find(session.supply_point);
  if (session.stopped || picture == desk.live.end() || !nothing_drawn(desk, picture->second)) return std::nullopt;
  auto load = seen_live(desk, picture->second, session);
  if (!load) load = recorded(desk, session);
  if (!load || load->ago < kNoLoad) return std::nullopt;
  return ForgottenStop{session.id, load->at, load->ago};
}

}  // namespace quaywatt::agent
