#include "berth-agent/meter/dlt645_meter.h"

#include <utility>

namespace quaywatt::agent {
Dlt645Meter::Dlt645Meter(std::shared_ptr<SharedLink> line, Dlt645Settings settings)
    : line_(std::move(line)), settings_(settings) {}

MeterResult Dlt645Meter::read() {
  const std::lock_guard turn(line_->turn);
  std::int32_t retries = 0;
  auto first = ask_with_retries(dlt645::kForwardEnergy, retries);
  if (auto* failure = std::get_if<MeterFailure>(&first)) return std::move(*failure);
  auto& answer = std::get<dlt645::Answer>(first);
  const std::string meter_address = answer.from.text();
  dlt645::Answers answers;
  answers.emplace(dlt645::kForwardEnergy, std::move(answer.meaning));
  ask_optional(answers, retries);

  auto values = dlt645::register_values(answers, settings_.ratios);
  if (!values) {
    return MeterFailure{MeterFault::value_out_of_range, "电表 " + meter_address + " 的正向有功电能超出范围",
                        "forward active energy of meter " + meter_address + " is out of range"};
  }
  values->meter_address = meter_address;
  values->retries = retries;
  return *values;
}

Dlt645Meter::Outcome Dlt645Meter::ask_with_retries(std::uint32_t identifier, std::int32_t& retries) {
  for (std::int32_t attempt = 0;; ++attempt) {
    auto outcome = dlt645::ask(*line_->link, settings_.address, identifier, settings_.timeout, attempt == 0);
    const auto* failure = std::get_if<MeterFailure>(&outcome);
    if (failure == nullptr || !worth_another_try(failure->fault) || attempt == settings_.retries) return outcome;
    ++retries;
  }
}

void Dlt645Meter::ask_optional(dlt645::Answers& answers, std::int32_t& retries) {
  int silences = 0;
  for (const auto& optional : dlt645::optional_identifiers()) {
    bool alive = ask_one_optional(optional.identifier, answers, retries);
    if (alive && optional.instead != 0 && !answers.contains(optional.identifier)) {
      alive = ask_one_optional(optional.instead, answers, retries);
    }
    silences = alive ? 0 : silences + 1;
    if (silences == kSilencesUntilDead) return;
  }
}

bool Dlt645Meter::ask_one_optional(std::uint32_t identifier, dlt645::Answers& answers, std::int32_t& retries) {
  if (resting_.rests(identifier)) return true;
  auto outcome = ask_with_retries(identifier, retries);
  if (auto* answer = std::get_if<dlt645::Answer>(&outcome)) {
    answers.emplace(identifier, std::move(answer->meaning));
    return true;
  }
  const MeterFault fault = std::get<MeterFailure>(outcome).fault;
  resting_.failed(identifier, fault);
  return came_from_meter(fault);
}

}  // namespace quaywatt::agent
