#include "tests/simulation/tables.h"

#include <tuple>

namespace quaywatt::simulation {

namespace {

// What the entries are compared by where they bring no comparison of their own.
auto parts(const domain::Stay& stay) { return std::tie(stay); }
auto parts(const SessionRow& row) {
  static const server::ComputedEnergy kNone{};
  const auto& energy = row.energy ? *row.energy : kNone;
  return std::tuple(row.session, row.berth, row.end_reading, row.energy.has_value(), energy.energy.energy,
                    energy.energy.uncertainty, energy.energy.notes, energy.energy.connected_ms, energy.days);
}
auto parts(const server::ReceivedDeclaration& row) {
  return std::tuple(row.declaration, row.receipt.received_at, row.receipt.first_contact_at);
}
auto parts(const domain::Fault& fault) { return std::tie(fault); }
auto parts(const domain::Checklist& list) { return std::tie(list); }
auto parts(const ExchangeRow& row) { return std::tie(row.exchange, row.berth); }
auto parts(const server::StoredReading& row) {
  return std::tie(row.line, row.part, row.supply_point, row.meter, row.cause, row.session, row.at, row.boot, row.mono,
                  row.sync, row.registers, row.installed_digits, row.ahead_of_time);
}
auto parts(const server::JudgedStay& row) {
  return std::tie(row.vessel_identity, row.vessel_match, row.vessel_type, row.not_judged, row.version);
}
auto parts(const domain::EnergyCurve& curve) { return std::tie(curve); }
auto parts(const domain::EnergyPart& part) { return std::tie(part); }
auto parts(const server::DerivationCursor& cursor) { return std::tie(cursor); }
auto parts(const domain::LineRefusal& refusal) { return std::tie(refusal); }
auto parts(const domain::Millis& millis) { return std::tie(millis); }
auto parts(const std::string& text) { return std::tie(text); }

std::string key_text(int) { return ""; }
std::string key_text(const domain::LineRef& ref) { return std::to_string(ref.epoch) + "." + std::to_string(ref.seq); }
std::string key_text(const std::string& text) { return text; }
std::string key_text(const std::pair<domain::LineRef, std::uint8_t>& key) { return key_text(key.first); }
std::string key_text(const std::pair<std::string, domain::MeterHour>& key) {
  return key.first + " " + domain::format_instant(key.second.hour);
}

template <typename Map>
void compare(std::string& found, const char* table, const Map& a, const Map& b) {
  if (!found.empty()) return;
  for (const auto& [key, row] : a) {
    const auto other = b.find(key);
    if (other == b.end() || parts(row) != parts(other->second)) {
      found = std::string(table) + " " + key_text(key);
      return;
    }
  }
  if (a.size() != b.size()) found = std::string(table) + ": other rows";
}

}  // namespace

std::string difference(const DerivedRows& a, const DerivedRows& b) {
  std::string found;
  compare(found, "derivation_cursors", a.cursor, b.cursor);
  compare(found, "stays", a.stays, b.stays);
  compare(found, "sessions", a.sessions, b.sessions);
  compare(found, "declarations", a.declarations, b.declarations);
  compare(found, "faults", a.faults, b.faults);
  compare(found, "checklists", a.checklists, b.checklists);
  compare(found, "meter_exchanges", a.exchanges, b.exchanges);
  compare(found, "meter_readings", a.readings, b.readings);
  compare(found, "journal_set_aside", a.set_aside, b.set_aside);
  compare(found, "lines_ahead_of_time", a.ahead, b.ahead);
  compare(found, "stays_to_judge", a.to_judge, b.to_judge);
  compare(found, "judged stays", a.judged, b.judged);
  compare(found, "energy_curves", a.curves, b.curves);
  compare(found, "energy_hours", a.hours, b.hours);
  return found;
}

}  // namespace quaywatt::simulation
