#pragma once
// `quaywatt figures ais`: what positions prove beside what operators declared.

#include <iosfwd>
#include <vector>

#include "server/store/server_stores.h"
#include "server/usecases/ais_comparison.h"

namespace quaywatt::server {

/// Table or JSON of a period, the table with what became of the feeds' lines.
int print_ais(ServerStores& stores, const StayQuery& period, bool as_json, std::ostream& out);

void write_ais_table(std::ostream& out, const std::vector<ComparedStay>& stays);
/// One object a line.
void write_ais_json(std::ostream& out, const std::vector<ComparedStay>& stays);
/// What became of the feeds' lines, by cause; nothing when nobody tracks.
void write_feeds(std::ostream& out, const std::optional<AisTrackingState>& state,
                 const std::vector<AisFeedCount>& counts);

}  // namespace quaywatt::server
