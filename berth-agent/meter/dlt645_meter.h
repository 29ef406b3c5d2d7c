#pragma once
// A meter that speaks DL/T 645-2007, over a serial port or TCP.

#include <chrono>
#include <memory>
#include <mutex>

#include "berth-agent/meter/byte_link.h"
#include "berth-agent/meter/dlt645_exchange.h"
#include "berth-agent/meter/dlt645_reading.h"
#include "berth-agent/meter/meter_source.h"
#include "berth-agent/meter/retry_policy.h"

namespace quaywatt::agent {

/// A line on which several meters hang; who talks on it holds `turn`.
struct SharedLink {
  std::unique_ptr<ByteLink> link;
  std::mutex turn;
};

struct Dlt645Settings {
  dlt645::Address address;
  dlt645::Ratios ratios;
  std::chrono::milliseconds timeout{1000};
  std::int32_t retries = 2;
};

class Dlt645Meter final : public MeterSource {
 public:
  Dlt645Meter(std::shared_ptr<SharedLink> line, Dlt645Settings settings);

  /// The forward energy decides whether the reading succeeds. Of the other quantities, one that the meter refuses or
  /// stays silent on is left out, and asked again only after some readings; two silences in a row end the reading.
  MeterResult read() override;

 private:
  using Outcome = std::variant<dlt645::Answer, MeterFailure>;

  Outcome ask_with_retries(std::uint32_t identifier, std::int32_t& retries);
  void ask_optional(dlt645::Answers& answers, std::int32_t& retries);
  /// False when the line seems dead.
  bool ask_one_optional(std::uint32_t identifier, dlt645::Answers& answers, std::int32_t& retries);

  std::shared_ptr<SharedLink> line_;
  Dlt645Settings settings_;
  RestingQuestions resting_;
};

}  // namespace quaywatt::agent
