#pragma once
// Figures as tables for people and as JSON for programs.

#include <iosfwd>
#include <vector>

#include "domain/usage/usage_rate.h"
#include "server/store/figures_store.h"
#include "server/usecases/energy_periods.h"
#include "server/usecases/energy_quality.h"
#include "server/usecases/held_ledger_check.h"

namespace quaywatt::server {

void write_stays_table(std::ostream& out, const std::vector<StayFigure>& stays);
/// One object a line.
void write_stays_json(std::ostream& out, const std::vector<StayFigure>& stays);

void write_usage_table(std::ostream& out, domain::UsageGroup by, const std::vector<domain::UsageFigures>& figures);
/// One object a line.
void write_usage_json(std::ostream& out, const std::vector<domain::UsageFigures>& figures);

void write_energy_table(std::ostream& out, EnergyPeriod period, const std::vector<EnergyFigure>& figures);
/// One object a line.
void write_energy_json(std::ostream& out, const std::vector<EnergyFigure>& figures);

void write_quality_table(std::ostream& out, const std::vector<QualityShare>& shares);
/// One object a line.
void write_quality_json(std::ostream& out, const std::vector<QualityShare>& shares);

void write_recoveries_table(std::ostream& out, const std::vector<LedgerRecovery>& recoveries);
/// One object a line.
void write_recoveries_json(std::ostream& out, const std::vector<LedgerRecovery>& recoveries);

struct CheckedLedger {
  LedgerFigure ledger;
  HeldLedgerCheck check;
};
void write_ledgers_table(std::ostream& out, const std::vector<CheckedLedger>& ledgers);
void write_ledgers_json(std::ostream& out, const std::vector<CheckedLedger>& ledgers);

}  // namespace quaywatt::server
