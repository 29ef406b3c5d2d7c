#include "server/usecases/energy_quality.h"

#include <map>
#include <sstream>

namespace quaywatt::server {

std::vector<QualityShare> quality_shares(const std::vector<StayFigure>& stays) {
  std::map<std::string, QualityShare> shares{{"", {}}};
  const auto add = [&](const std::string& note, const SessionFigure& session) {
    QualityShare& share = shares[note];
    share.note = note;
    ++share.sessions;
    share.energy += session.energy;
  };
  for (const auto& stay : stays) {
    for (const auto& session : stay.sessions) {
      add("", session);
      std::istringstream notes(session.notes);
      for (std::string note; std::getline(notes, note, ',');) add(note, session);
    }
  }
  std::vector<QualityShare> all;
  for (const auto& [note, share] : shares) all.push_back(share);
  return all;
}

}  // namespace quaywatt::server
