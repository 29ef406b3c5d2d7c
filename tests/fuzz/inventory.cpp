// Inventories. The first byte chooses: a factor set, over activity rows (CSV with a header); or, "t", totals as JSON,
// as they come from the machines of a cluster to be merged.

#include <cmath>
#include <string>
#include <variant>

#include "domain/emissions/activity_method.h"
#include "server/cli/inventory_row.h"
#include "server/cli/inventory_tally.h"
#include "server/cli/inventory_text.h"
#include "server/cli/inventory_totals_json.h"
#include "server/factors/factor_sets.h"
#include "tests/fuzz/fuzz_input.h"

namespace {

using namespace quaywatt;
using fuzz::demand;

const std::vector<domain::FactorSet>& factor_sets() {
  static const auto sets = [] {
    std::vector<domain::FactorSet> loaded;
    for (const auto& name : server::shipped_factor_sets()) {
      loaded.push_back(std::get<domain::FactorSet>(server::load_factor_set(name)));
    }
    return loaded;
  }();
  return sets;
}

void check_result(const domain::ActivityResult& result) {
  demand(std::isfinite(result.propulsion_kw) && result.propulsion_kw >= 0 && result.load >= 0 && result.load <= 1,
         "power and load are plausible");
  for (const auto pollutant : domain::all_of<domain::Pollutant>()) {
    const double grams = result.emissions.total(pollutant);
    demand(std::isfinite(grams) && grams >= 0, "emissions are finite and not negative");
  }
}

void check_totals(const domain::InventoryTotals& totals) {
  const auto text = server::write_totals(totals);
  const auto again = server::read_totals(text);
  demand(std::holds_alternative<domain::InventoryTotals>(again), "totals written can be read");
  demand(server::write_totals(std::get<domain::InventoryTotals>(again)) == text, "totals come back equal");
}

void check_rows(const domain::FactorSet& factors, std::string_view text) {
  const auto lines = fuzz::lines_of(text);
  if (lines.empty()) return;
  const auto header = server::read_activity_header(lines.front());
  if (!header.fault.empty()) return fuzz::demand_bilingual(header.fault, "a header refused is explained");
  server::RowParser parser(header, factors);
  server::InventoryTally tally(factors, {domain::InventoryMethod::activity, "fuzz", factors.id()});
  const domain::ActivitySettings settings{factors.settings().margin_sheltered_percent.value,
                                          text.size() % 2 == 0 ? domain::PowerLaw::propeller
                                                               : domain::PowerLaw::admiralty};
  for (std::size_t i = 1; i < lines.size(); ++i) {
    const auto parsed = parser.parse(lines[i]);
    if (const auto* fault = std::get_if<server::RowFault>(&parsed)) {
      fuzz::demand_bilingual(server::describe(*fault), "a row refused is explained");
      tally.refuse();
      continue;
    }
    const auto& row = std::get<server::ActivityRow>(parsed);
    const auto outcome = domain::emissions_of(factors, settings, row.interval);
    if (const auto* result = std::get_if<domain::ActivityResult>(&outcome)) {
      check_result(*result);
      tally.add(row, *result);
    }
  }
  check_totals(tally.totals());
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  fuzz::Input input(data, size);
  const char choice = static_cast<char>(input.byte());
  if (choice != 't') {
    check_rows(factor_sets()[static_cast<unsigned char>(choice) % factor_sets().size()], input.text());
    return 0;
  }
  const auto totals = server::read_totals(std::string(input.text()));
  if (const auto* reason = std::get_if<std::string>(&totals)) {
    fuzz::demand_bilingual(*reason, "totals refused are explained");
  } else {
    check_totals(std::get<domain::InventoryTotals>(totals));
  }
  return 0;
}
