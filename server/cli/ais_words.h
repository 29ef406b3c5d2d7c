#pragma once
// How tables call what positions prove.

#include <string>
#include <string_view>
#include <vector>

#include "server/store/ais_figures_store.h"

namespace quaywatt::server {

/// By the register, else by the radio in quotes (nobody vouches for it), else "?".
std::string vessel_text(const NamedVessel& vessel);
std::string_view evidence_word(gis::StayEvidence evidence);
std::string_view evidence_text(gis::StayEvidence evidence);
/// "-" for none.
std::string joined_words(const std::vector<std::string_view>& words);

}  // namespace quaywatt::server
