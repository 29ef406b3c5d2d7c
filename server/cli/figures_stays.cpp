#include <nlohmann/json.hpp>
#include <ostream>

#include "domain/rules/names.h"
#include "domain/time/shanghai.h"
#include "server/cli/figures_output.h"
#include "server/cli/quantity_text.h"
#include "server/cli/text_table.h"
#include "server/cli/verdict_words.h"

namespace quaywatt::server {

namespace {

using json = nlohmann::ordered_json;
using Align = TextTable::Align;
using domain::name_of;

domain::Instant end_of(const StayFigure& stay) {
  return stay.departed_at.value_or(std::max(stay.newest_at, stay.arrived_at));
}

/// Open stays are measured up to the newest line of their ledger.
std::string minutes(const StayFigure& stay) {
  const std::string text = minutes_text(end_of(stay) - stay.arrived_at);
  return stay.departed_at ? text : text + "+";
}

std::string verdict_text(const StayFigure& stay) {
  if (!stay.assessment) return stay.not_judged.empty() ? "…" : stay.not_judged;
  const auto outcome = stay.assessment->assessment.outcome;
  const std::string text = std::string(name_of(outcome)) + " " + std::string(outcome_zh(outcome));
  return stay.assessment->provisional ? text + "(在泊)" : text;
}

std::string energy_text(const StayFigure& stay) {
  if (stay.sessions.empty()) return "-";
  domain::WattHours energy;
  domain::WattHours uncertainty;
  for (const auto& session : stay.sessions) {
    energy += session.energy;
    uncertainty += session.uncertainty;
  }
  return kwh_text(energy) + " ± " + kwh_text(uncertainty);
}

std::string remarks(const StayFigure& stay) {
  std::string text;
  const auto add = [&](std::string_view remark) { text += (text.empty() ? "" : ",") + std::string(remark); };
  if (stay.assessment) {
    for (const auto finding : stay.assessment->assessment.findings) add(name_of(finding));
  }
  for (const auto& session : stay.sessions) {
    if (!session.notes.empty()) add(session.notes);
  }
  return text.empty() ? "-" : text;
}

json share_json(const std::optional<domain::UsageShare>& share) {
  if (!share) return nullptr;
  return {{"denominator", share->denominator}, {"numerator", share->numerator}};
}

json assessment_json(const KeptAssessment& kept) {
  const domain::Assessment& a = kept.assessment;
  json findings = json::array();
  for (const auto finding : a.findings) findings.push_back(name_of(finding));
  return {{"version", kept.version},
          {"provisional", kept.provisional},
          {"duty", name_of(a.duty)},
          {"outcome", name_of(a.outcome)},
          {"responsible", name_of(a.responsible)},
          {"statutory", share_json(a.statutory)},
          {"city_kpi_literal", share_json(a.city_kpi_literal)},
          {"city_kpi_strict", share_json(a.city_kpi_strict)},
          {"energy_counted_wh", a.energy_counted.value},
          {"findings", findings},
          {"basis", a.basis},
          {"explanation_zh", a.explanation_zh},
          {"explanation_en", a.explanation_en},
          {"rule_set", a.rule_set},
          {"facts_hash", kept.facts_hash}};
}

json optional_instant(const std::optional<domain::Instant>& at) {
  return at ? json(domain::format_instant(*at)) : json(nullptr);
}

json session_json(const SessionFigure& session) {
  return {{"session", session.id.text()},
          {"supply_point", session.supply_point},
          {"started_at", domain::format_instant(session.started_at)},
          {"stopped_at", optional_instant(session.stopped_at)},
          {"connected_ms", session.connected_ms},
          {"energy_wh", session.energy.value},
          {"uncertainty_wh", session.uncertainty.value},
          {"notes", session.notes}};
}

json stay_json(const StayFigure& stay) {
  json sessions = json::array();
  for (const auto& session : stay.sessions) sessions.push_back(session_json(session));
  const std::string port = stay.place ? stay.place->port : "";
  return {{"stay", stay.id.text()},
          {"vessel", stay.vessel_name},
          {"vessel_identity", stay.vessel_identity.empty() ? json(nullptr) : json(stay.vessel_identity)},
          {"vessel_type", stay.vessel_type ? json(name_of(*stay.vessel_type)) : json(nullptr)},
          {"berth", stay.berth},
          {"port", stay.place ? json(port) : json(nullptr)},
          {"arrived_at", domain::format_instant(stay.arrived_at)},
          {"departed_at", optional_instant(stay.departed_at)},
          {"alongside_ms", (end_of(stay) - stay.arrived_at).count()},
          {"sessions", sessions},
          {"assessment", stay.assessment ? assessment_json(*stay.assessment) : json(nullptr)},
          {"not_judged", stay.not_judged.empty() ? json(nullptr) : json(stay.not_judged)}};
}

}  // namespace

void write_stays_table(std::ostream& out, const std::vector<StayFigure>& stays) {
  TextTable table({{"船舶 vessel"},
                   {"泊位 berth"},
                   {"靠泊 arrived"},
                   {"离泊 departed"},
                   {"分钟 min", Align::right},
                   {"系统研判 verdict"},
                   {"电量 kWh", Align::right},
                   {"备注 findings"}});
  for (const auto& stay : stays) {
    table.add({terminal_safe(stay.vessel_name), terminal_safe(stay.berth), domain::format_shanghai(stay.arrived_at),
               stay.departed_at ? domain::format_shanghai(*stay.departed_at) : "在泊 alongside", minutes(stay),
               verdict_text(stay), energy_text(stay), remarks(stay)});
  }
  table.print(out);
}

void write_stays_json(std::ostream& out, const std::vector<StayFigure>& stays) {
  for (const auto& stay : stays) out << stay_json(stay).dump(-1, ' ', false, json::error_handler_t::replace) << "\n";
}

}  // namespace quaywatt::server
