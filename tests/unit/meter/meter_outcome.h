#pragma once
// What a reading came to, for tests that expect one or the other.

#include <gtest/gtest.h>

#include <variant>

#include "berth-agent/meter/meter_source.h"

namespace quaywatt::agent {

inline MeterFault fault_of(const MeterResult& result) {
  if (const auto* failure = std::get_if<MeterFailure>(&result)) return failure->fault;
  ADD_FAILURE() << "read";
  return {};
}

inline const domain::RegisterValues& values_of(const MeterResult& result) {
  static const domain::RegisterValues kNone;
  if (const auto* values = std::get_if<domain::RegisterValues>(&result)) return *values;
  ADD_FAILURE() << std::get<MeterFailure>(result).en;
  return kNone;
}

}  // namespace quaywatt::agent
