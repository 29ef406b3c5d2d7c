#pragma once
// From settings to meters that can be read.

#include <memory>
#include <vector>

#include "berth-agent/meter/meter_config.h"
#include "berth-agent/meter/meter_source.h"

namespace quaywatt::agent {

/// One source a config, in the same order. Meters on the same line (same device, or same host and TCP port) share
/// one connection and take turns on it, so that they may be read from several threads. Nothing is opened before the
/// first read. Throws std::runtime_error for a register map that is missing or faulty, with file and line.
std::vector<std::unique_ptr<MeterSource>> make_meter_sources(const std::vector<MeterConfig>& configs);

}  // namespace quaywatt::agent
