#pragma once
// A meter that can be read. One object a meter; the line it hangs on may be shared with others.

#include <string>
#include <string_view>
#include <variant>

#include "domain/meter/register_values.h"

namespace quaywatt::agent {

/// Why a reading did not come about, most basic reason first.
enum class MeterFault {
  device_missing,      ///< no such serial device or host name
  connection_refused,  ///< the host is there, nobody listens
  connection_lost,     ///< the far end closed the connection, or the cable is gone
  timeout,             ///< no answer in the time allowed
  checksum,            ///< answers came, with a wrong checksum or CRC
  malformed,           ///< answers came that do not fit the protocol
  wrong_address,       ///< only another meter answered
  address_clash,       ///< two meters answered one request: the same address was given twice
  refused_by_meter,    ///< exception code or error answer of the meter
  value_out_of_range,  ///< a register holds no number (NaN, no BCD) or one no meter can have
};

/// "device_missing", "connection_refused", …
std::string_view name_of(MeterFault fault);

/// A failed reading, after all retries. The texts name the place (host, device, address, DI or register).
struct MeterFailure {
  MeterFault fault = MeterFault::timeout;
  std::string zh;
  std::string en;

  bool operator==(const MeterFailure&) const = default;
};

using MeterResult = std::variant<domain::RegisterValues, MeterFailure>;

/// Blocking: read() returns within (retries + 1) × timeout for each request the protocol needs, never throws for
/// what a meter or a line can do, and may be called again after any failure: it reconnects by itself.
/// One thread at a time for each object.
class MeterSource {
 public:
  MeterSource() = default;
  MeterSource(const MeterSource&) = delete;
  MeterSource& operator=(const MeterSource&) = delete;
  virtual ~MeterSource() = default;

  virtual MeterResult read() = 0;
};

}  // namespace quaywatt::agent
