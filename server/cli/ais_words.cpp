#include "server/cli/ais_words.h"

namespace quaywatt::server {

std::string vessel_text(const NamedVessel& vessel) {
  if (!vessel.name.empty()) return vessel.name;
  return vessel.said_name.empty() ? "?" : "“" + vessel.said_name + "”";
}

std::string_view evidence_word(gis::StayEvidence evidence) {
  return gis::kStayEvidenceNames[static_cast<std::size_t>(evidence)];
}

std::string_view evidence_text(gis::StayEvidence evidence) {
  switch (evidence) {
    case gis::StayEvidence::continuous: return "连续 continuous";
    case gis::StayEvidence::gaps: return "有间断 gaps";
    case gis::StayEvidence::inferred: return "推断 inferred";
  }
  return "?";
}

std::string joined_words(const std::vector<std::string_view>& words) {
  std::string text;
  for (const auto word : words) text += (text.empty() ? "" : ", ") + std::string(word);
  return text.empty() ? "-" : text;
}

}  // namespace quaywatt::server
