#include "server/store/mysql/judging_transaction.h"

#include "domain/rules/names.h"
#include "server/store/mysql/assessment_rows.h"
#include "server/store/mysql/derivation_cursors.h"
#include "server/store/mysql/row_writer.h"
#include "server/store/mysql/stay_record.h"

namespace quaywatt::server::mysql {

namespace {

std::string notes_text(const std::set<domain::EnergyNote>& notes) {
  std::string text;
  for (const auto note : notes) text += (text.empty() ? "" : ",") + std::string(domain::note_name(note));
  return text;
}

std::string_view match_name(VesselMatch match) {
  switch (match) {
    case VesselMatch::none: return "none";
    case VesselMatch::identity: return "identity";
    case VesselMatch::mmsi: return "mmsi";
    case VesselMatch::name: return "name";
  }
  return "none";
}

}  // namespace

bool MysqlJudgingTransaction::lock_waiting(const LineId& stay) {
  lock_cursor_row(connection_, stay.agent);
  auto rows = connection_.query("SELECT 1 FROM stays_to_judge WHERE agent = ? AND epoch = ? AND seq = ? FOR UPDATE",
                                stay.agent, stay.line.epoch, stay.line.seq);
  return rows.next();
}

StayRecord MysqlJudgingTransaction::record(const LineId& stay) { return gather_stay(connection_, stay); }

void MysqlJudgingTransaction::save_energy(const LineId& session, const ComputedEnergy& computed) {
  const domain::SessionEnergy& energy = computed.energy;
  connection_.execute(
      "UPDATE sessions SET energy_wh = ?, uncertainty_wh = ?, connected_ms = ?, energy_notes = ? "
      "WHERE agent = ? AND epoch = ? AND seq = ?",
      energy.energy.value, energy.uncertainty.value, energy.connected_ms, notes_text(energy.notes), session.agent,
      session.line.epoch, session.line.seq);
  connection_.execute("DELETE FROM session_days WHERE agent = ? AND epoch = ? AND seq = ?", session.agent,
                      session.line.epoch, session.line.seq);
  RowWriter rows("session_days", {"agent", "epoch", "seq", "day", "energy_wh"}, {"agent", "epoch", "seq", "day"});
  for (const auto& day : computed.days) {
    rows.put(session.agent).put(session.line).put(domain::format_date(day.day)).put(day.energy);
  }
  rows.write(connection_);
}

std::optional<KeptAssessment> MysqlJudgingTransaction::newest_assessment(const LineId& stay) {
  return newest_kept(connection_, stay);
}

void MysqlJudgingTransaction::append_assessment(const LineId& stay, const KeptAssessment& assessment,
                                                domain::Instant made_at) {
  insert_assessment(connection_, stay, assessment, made_at);
}

void MysqlJudgingTransaction::save_judged(const LineId& stay, const JudgedStay& judged) {
  const std::optional<std::string> type =
      judged.vessel_type ? std::optional(std::string(domain::name_of(*judged.vessel_type))) : std::nullopt;
  const std::optional<std::string> not_judged =
      judged.not_judged.empty() ? std::nullopt : std::optional(judged.not_judged);
  connection_.execute(
      "UPDATE stays SET vessel_identity = ?, matched_by = ?, judged_vessel_type = ?, not_judged = ?, "
      "assessment_version = ? WHERE agent = ? AND epoch = ? AND seq = ?",
      judged.vessel_identity, match_name(judged.vessel_match), type, not_judged, judged.version, stay.agent,
      stay.line.epoch, stay.line.seq);
}

void MysqlJudgingTransaction::done(const LineId& stay) {
  connection_.execute("DELETE FROM stays_to_judge WHERE agent = ? AND epoch = ? AND seq = ?", stay.agent,
                      stay.line.epoch, stay.line.seq);
}

}  // namespace quaywatt::server::mysql
