#include "server/store/mysql/assessment_rows.h"

#include "domain/rules/names.h"
#include "server/store/mysql/row_reader.h"

namespace quaywatt::server::mysql {

namespace {

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const auto& word : words) text += (text.empty() ? "" : ",") + word;
  return text;
}

std::vector<std::string> split(const std::string& text) {
  std::vector<std::string> words;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find(',', begin), text.size());
    words.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return words;
}

std::string findings_text(const std::vector<domain::Finding>& findings) {
  std::vector<std::string> names;
  for (const auto finding : findings) names.emplace_back(domain::name_of(finding));
  return joined(names);
}

std::vector<domain::Finding> findings_from(const std::string& text) {
  std::vector<domain::Finding> findings;
  for (const auto& word : split(text)) {
    const auto finding = domain::parse_name<domain::Finding>(word);
    if (!finding) throw StoreFault("unknown finding in a verdict: " + word);
    findings.push_back(*finding);
  }
  return findings;
}

std::optional<int> used(const std::optional<domain::UsageShare>& share) {
  return share ? std::optional(share->numerator) : std::nullopt;
}

std::optional<domain::UsageShare> share_from(const std::optional<std::int64_t>& used) {
  if (!used) return std::nullopt;
  return domain::UsageShare{1, static_cast<int>(*used)};
}

}  // namespace

std::string assessment_columns(const std::string& prefix) {
  std::string text;
  for (const char* column : {"version", "provisional", "rule_set", "outcome", "duty", "responsible", "statutory_used",
                             "city_kpi_literal_used", "city_kpi_strict_used", "energy_counted_wh", "findings", "basis",
                             "explanation_zh", "explanation_en", "facts_hash"}) {
    text += (text.empty() ? "" : ", ") + prefix + column;
  }
  return text;
}

KeptAssessment read_assessment(RowReader& row) {
  KeptAssessment kept;
  domain::Assessment& assessment = kept.assessment;
  kept.version = static_cast<std::uint32_t>(row.integer());
  kept.provisional = row.flag();
  assessment.rule_set = row.text();
  assessment.outcome = row.name<domain::Outcome>();
  assessment.duty = row.name<domain::Duty>();
  assessment.responsible = row.name<domain::Responsible>();
  assessment.statutory = share_from(row.optional_integer());
  assessment.city_kpi_literal = share_from(row.optional_integer());
  assessment.city_kpi_strict = share_from(row.optional_integer());
  assessment.energy_counted = row.watt_hours();
  assessment.findings = findings_from(row.text());
  assessment.basis = split(row.text());
  assessment.explanation_zh = row.text();
  assessment.explanation_en = row.text();
  kept.facts_hash = row.text();
  return kept;
}

std::optional<KeptAssessment> newest_kept(Connection& connection, const LineId& stay) {
  auto rows = connection.query("SELECT " + assessment_columns("") +
                                   " FROM assessments WHERE agent = ? AND epoch = ? AND seq = ? "
                                   "ORDER BY version DESC LIMIT 1",
                               stay.agent, stay.line.epoch, stay.line.seq);
  if (!rows.next()) return std::nullopt;
  RowReader row(rows);
  return read_assessment(row);
}

void insert_assessment(Connection& connection, const LineId& stay, const KeptAssessment& kept,
                       domain::Instant made_at) {
  const domain::Assessment& a = kept.assessment;
  connection.execute(
      "INSERT INTO assessments (agent, epoch, seq, version, rule_set, provisional, outcome, duty, responsible, "
      "statutory_used, city_kpi_literal_used, city_kpi_strict_used, energy_counted_wh, findings, basis, "
      "explanation_zh, explanation_en, facts, facts_hash, made_at) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
      stay.agent, stay.line.epoch, stay.line.seq, kept.version, a.rule_set, kept.provisional ? 1 : 0,
      domain::name_of(a.outcome), domain::name_of(a.duty), domain::name_of(a.responsible), used(a.statutory),
      used(a.city_kpi_literal), used(a.city_kpi_strict), a.energy_counted.value, findings_text(a.findings),
      joined(a.basis), a.explanation_zh, a.explanation_en, kept.facts, kept.facts_hash, made_at);
}

}  // namespace quaywatt::server::mysql
