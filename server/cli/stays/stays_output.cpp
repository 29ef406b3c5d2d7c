#include "server/cli/stays/stays_output.h"

#include <optional>
#include <ostream>
#include <string>

#include "domain/time/instant.h"

namespace quaywatt::server {
namespace {

std::string instant_text(std::int64_t ms) { return domain::format_instant(domain::Instant{domain::Millis{ms}}); }

std::string instant_text(const std::optional<std::int64_t>& ms) { return ms ? instant_text(*ms) : std::string{}; }

/// One decimal, rounded half up from whole milliseconds.
std::string minutes_text(std::int64_t duration_ms) {
  const std::int64_t tenths = (duration_ms + 3000) / 6000;
  return std::to_string(tenths / 10) + '.' + std::to_string(tenths % 10);
}

/// Quoted when a comma, quote or line break would break the row (RFC 4180).
std::string csv_field(const std::string& text) {
  if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
  std::string quoted = "\"";
  for (const char c : text) quoted += c == '"' ? "\"\"" : std::string(1, c);
  return quoted + '"';
}

}  // namespace

void write_stays(std::ostream& out, const std::vector<gis::DetectedStay>& stays,
                 const std::vector<gis::Fence>& fences) {
  out << "call,mmsi,berth,arrived_at,departed_at,minutes,arrived_earliest,departed_latest,evidence,open\n";
  for (const auto& stay : stays) {
    out << stay.mmsi << '-' << stay.call_no << ',' << stay.mmsi << ','
        << csv_field(fences[static_cast<std::size_t>(stay.fence)].berth) << ',' << instant_text(stay.arrived_ms) << ','
        << (stay.open ? std::string{} : instant_text(stay.departed_ms)) << ','
        << minutes_text(stay.departed_ms - stay.arrived_ms) << ',' << instant_text(stay.arrived_earliest_ms) << ','
        << instant_text(stay.departed_latest_ms) << ','
        << gis::kStayEvidenceNames[static_cast<std::size_t>(stay.evidence)] << ','
        << (stay.open ? "true" : "false") << '\n';
  }
}

}  // namespace quaywatt::server
