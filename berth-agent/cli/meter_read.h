#pragma once
// `quaywatt-agent meter read`: what the meters of a configuration show now, one JSON object a meter.

#include <iosfwd>
#include <span>
#include <string>

#include "berth-agent/meter/meter_config.h"
#include "berth-agent/meter/meter_source.h"

namespace quaywatt::agent {

/// One line of JSON: the quantities with their units in the names and the registers' original texts, or
/// {"meter","protocol","error": {"fault","zh","en"}}.
std::string meter_line(const MeterConfig& config, const MeterResult& result);

/// The arguments after `meter read`. Reads every `[[meter]]` of the file once; what else the file holds is the
/// business of other commands. Exit status 0; 1 when a meter failed; 2 when called wrongly. Throws ConfigRefused.
int run_meter_read(std::span<const std::string> arguments, std::ostream& out, std::ostream& err);

}  // namespace quaywatt::agent
