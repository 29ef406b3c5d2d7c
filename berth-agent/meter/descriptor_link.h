#pragma once
// What TCP connection and serial port have in common: a file descriptor, read and written until a deadline.

#include "berth-agent/meter/byte_link.h"

namespace quaywatt::agent {

class DescriptorLink : public ByteLink {
 public:
  ~DescriptorLink() override;

  std::optional<MeterFailure> begin(std::chrono::milliseconds timeout) final;
  std::optional<MeterFailure> send(std::span<const std::uint8_t> bytes) final;
  std::variant<std::size_t, MeterFailure> receive(std::span<std::uint8_t> room) final;
  std::size_t received_already(std::span<std::uint8_t> room) final;
  void close() final;

 protected:
  /// Opens a non-blocking descriptor, within the time that is left.
  virtual std::variant<int, MeterFailure> open() = 0;

  /// Milliseconds until the deadline, at least 0, for poll().
  int left_ms() const;

 private:
  enum class Ready { yes, no_time, broken };
  Ready wait_for(short events) const;

  int descriptor_ = -1;
  std::chrono::steady_clock::time_point deadline_{};
};

/// Failures with the place in the sentence.
MeterFailure timeout_failure(const std::string& place);
MeterFailure lost_failure(const std::string& place, int error_number);

}  // namespace quaywatt::agent
