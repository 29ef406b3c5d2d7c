#include "server/store/berth_warning_store.h"

namespace quaywatt::server {

std::string_view warning_name(domain::BerthWarning warning) {
  return warning == domain::BerthWarning::approaching ? "approaching" : "over_threshold";
}

std::string_view warning_end_name(domain::WarningEnd end) {
  switch (end) {
    case domain::WarningEnd::departed: return "departed";
    case domain::WarningEnd::connected: return "connected";
    case domain::WarningEnd::settled: return "settled";
  }
  return "settled";
}

}  // namespace quaywatt::server
