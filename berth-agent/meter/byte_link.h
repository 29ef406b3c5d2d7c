#pragma once
// A line that carries bytes to a meter and back: TCP connection or serial port, or a made-up one in tests.

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <variant>

#include "berth-agent/meter/meter_source.h"

namespace quaywatt::agent {

/// The link keeps the time, so that who uses it needs no clock.
class ByteLink {
 public:
  ByteLink() = default;
  ByteLink(const ByteLink&) = delete;
  ByteLink& operator=(const ByteLink&) = delete;
  virtual ~ByteLink() = default;

  /// Opens the link if it is closed, and lets the calls below wait until `timeout` from now, all together.
  virtual std::optional<MeterFailure> begin(std::chrono::milliseconds timeout) = 0;

  /// Sends all bytes. After a failure the link is closed.
  virtual std::optional<MeterFailure> send(std::span<const std::uint8_t> bytes) = 0;

  /// Waits for at least one byte; the number received into `room`. MeterFault::timeout when the time begun with is
  /// over; after any other failure the link is closed.
  virtual std::variant<std::size_t, MeterFailure> receive(std::span<std::uint8_t> room) = 0;

  /// What has arrived already, without waiting; 0 when nothing has.
  virtual std::size_t received_already(std::span<std::uint8_t> room) = 0;

  virtual void close() = 0;

  /// "10.1.2.3:8001", "/dev/ttyS1".
  virtual std::string place() const = 0;
};

}  // namespace quaywatt::agent
