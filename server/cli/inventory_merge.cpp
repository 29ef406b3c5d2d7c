#include "server/cli/inventory_merge.h"

#include "server/cli/inventory_text.h"
#include "server/cli/inventory_totals_json.h"

namespace quaywatt::server {

bool merge_totals(const MergeOptions& options, const StandardStreams& streams, std::ostream& messages) {
  std::optional<domain::InventoryTotals> whole;
  for (const std::string& path : options.parts) {
    const auto part = read_totals(read_whole_file(path, streams, kMaxTotalsBytes));
    if (const auto* fault = std::get_if<std::string>(&part)) {
      messages << path << ": " << *fault << '\n';
      return false;
    }
    const auto& totals = std::get<domain::InventoryTotals>(part);
    if (!whole) {
      whole = totals;
    } else if (const auto refusal = domain::add_totals(*whole, totals)) {
      messages << path << ": " << describe(*refusal) << '\n';
      return false;
    }
  }
  write_whole_file(options.out, streams, write_totals(*whole));
  return true;
}

}  // namespace quaywatt::server
