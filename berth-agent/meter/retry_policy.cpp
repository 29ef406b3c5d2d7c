#include "berth-agent/meter/retry_policy.h"

namespace quaywatt::agent {
namespace {

constexpr int kReadingsToRest = 10;  // then it is asked again: perhaps the line was only bad that once

}  // namespace

bool worth_another_try(MeterFault fault) {
  return fault != MeterFault::refused_by_meter && fault != MeterFault::device_missing &&
         fault != MeterFault::connection_refused && fault != MeterFault::value_out_of_range;
}

bool came_from_meter(MeterFault fault) {
  return fault == MeterFault::refused_by_meter || fault == MeterFault::value_out_of_range;
}

bool RestingQuestions::rests(std::uint32_t question) {
  const auto found = readings_left_.find(question);
  if (found == readings_left_.end()) return false;
  if (--found->second == 0) readings_left_.erase(found);
  return true;
}

void RestingQuestions::failed(std::uint32_t question, MeterFault fault) {
  if (fault == MeterFault::refused_by_meter || fault == MeterFault::timeout) readings_left_[question] = kReadingsToRest;
}

}  // namespace quaywatt::agent
