#pragma once
// Each function reads one file of a factor set into its tables and reports every fault.

#include "domain/emissions/factor_tables.h"
#include "server/factors/factor_csv.h"

namespace quaywatt::server {

void read_nox(const FactorFile& file, domain::FactorTables& tables, FactorFaults& faults);
void read_hc_co(const FactorFile& file, domain::FactorTables& tables, FactorFaults& faults);
void read_pm10(const FactorFile& file, domain::FactorTables& tables, FactorFaults& faults);
void read_low_load(const FactorFile& file, domain::FactorTables& tables, FactorFaults& faults);
void read_nox_limits(const FactorFile& file, domain::FactorTables& tables, FactorFaults& faults);

void read_fuel_rates(const FactorFile& file, domain::FactorTables& tables, FactorFaults& faults);
void read_fuel_mix(const FactorFile& file, domain::FactorTables& tables, FactorFaults& faults);
void read_sulphur(const FactorFile& file, domain::FactorTables& tables, FactorFaults& faults);
void read_co2(const FactorFile& file, domain::FactorTables& tables, FactorFaults& faults);
void read_so2(const FactorFile& file, domain::FactorTables& tables, FactorFaults& faults);

void read_loads(const FactorFile& file, domain::FactorTables& tables, FactorFaults& faults);

void read_settings(const FactorFile& file, domain::FactorTables& tables, FactorFaults& faults);

}  // namespace quaywatt::server
