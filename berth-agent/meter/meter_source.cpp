#include "berth-agent/meter/meter_source.h"

namespace quaywatt::agent {

std::string_view name_of(MeterFault fault) {
  switch (fault) {
    case MeterFault::device_missing: return "device_missing";
    case MeterFault::connection_refused: return "connection_refused";
    case MeterFault::connection_lost: return "connection_lost";
    case MeterFault::timeout: return "timeout";
    case MeterFault::checksum: return "checksum";
    case MeterFault::malformed: return "malformed";
    case MeterFault::wrong_address: return "wrong_address";
    case MeterFault::address_clash: return "address_clash";
    case MeterFault::refused_by_meter: return "refused_by_meter";
    case MeterFault::value_out_of_range: return "value_out_of_range";
  }
  return "timeout";
}

}  // namespace quaywatt::agent
