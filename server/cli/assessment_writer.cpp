#include "server/cli/assessment_writer.h"

#include <array>

#include "domain/rules/names.h"

namespace quaywatt::server {
namespace {

using nlohmann::json;
using nlohmann::ordered_json;

ordered_json share_json(const std::optional<domain::UsageShare>& share) {
  if (!share) return nullptr;
  return {{"denominator", share->denominator}, {"numerator", share->numerator}};
}

ordered_json findings_json(const std::vector<domain::Finding>& findings) {
  ordered_json names = ordered_json::array();
  for (const auto finding : findings) names.push_back(domain::name_of(finding));
  return names;
}

/// Some readers take these characters, which JSON allows unescaped, for line ends.
void escape_line_ends(std::string& line) {
  struct Escape {
    std::string_view character;
    std::string_view written;
  };
  static constexpr std::array<Escape, 3> kEscapes{
      {{"\xC2\x85", "\\u0085"}, {"\xE2\x80\xA8", "\\u2028"}, {"\xE2\x80\xA9", "\\u2029"}}};
  for (const auto& escape : kEscapes) {
    for (auto at = line.find(escape.character); at != std::string::npos; at = line.find(escape.character, at)) {
      line.replace(at, escape.character.size(), escape.written);
    }
  }
}

std::string one_line(const ordered_json& object) {
  std::string line = object.dump(-1, ' ', false, ordered_json::error_handler_t::replace);
  escape_line_ends(line);
  return line;
}

}  // namespace

std::string assessment_line(const json& id, const domain::Assessment& assessment) {
  return one_line({{"id", id},
                   {"duty", domain::name_of(assessment.duty)},
                   {"outcome", domain::name_of(assessment.outcome)},
                   {"responsible", domain::name_of(assessment.responsible)},
                   {"statutory", share_json(assessment.statutory)},
                   {"city_kpi_literal", share_json(assessment.city_kpi_literal)},
                   {"city_kpi_strict", share_json(assessment.city_kpi_strict)},
                   {"energy_counted_wh", assessment.energy_counted.value},
                   {"findings", findings_json(assessment.findings)},
                   {"basis", assessment.basis},
                   {"explanation_zh", assessment.explanation_zh},
                   {"explanation_en", assessment.explanation_en},
                   {"rule_set", assessment.rule_set}});
}

std::string refusal_line(const json& id, const InputFault& fault) {
  return one_line({{"id", id}, {"error", {{"path", fault.pointer}, {"message", fault.message}}}});
}

}  // namespace quaywatt::server
