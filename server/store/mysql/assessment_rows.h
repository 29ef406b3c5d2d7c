#pragma once
// Verdicts as rows, both ways. Appended, never changed.

#include <optional>

#include "server/store/derived_entries.h"
#include "server/store/mysql/connection.h"

namespace quaywatt::server::mysql {

class RowReader;

std::optional<KeptAssessment> newest_kept(Connection& connection, const LineId& stay);
void insert_assessment(Connection& connection, const LineId& stay, const KeptAssessment& assessment,
                       domain::Instant made_at);

/// The columns of `read_assessment`, each behind `prefix` ("a.").
std::string assessment_columns(const std::string& prefix);
KeptAssessment read_assessment(RowReader& row);

}  // namespace quaywatt::server::mysql
