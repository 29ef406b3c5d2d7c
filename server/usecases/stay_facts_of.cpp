#include "server/usecases/stay_facts_of.h"

#include <algorithm>

#include "domain/berth/stay_span.h"
#include "domain/rules/names.h"
#include "domain/rules/reason_code.h"
#include "server/usecases/supply_facts.h"

namespace quaywatt::server {

namespace {

using domain::Declared;
using domain::Instant;

/// A vessel the register does not know: what the operator said of its type is all there is. Without a surveyed
/// facility on record no duty is presumed.
domain::VesselFacts vessel_facts(const StayRecord& record) {
  if (record.vessel) return record.vessel->facts;
  domain::VesselFacts unknown;
  unknown.type = domain::parse_name<domain::VesselType>(record.stay.vessel.type).value_or(domain::VesselType::other);
  return unknown;
}

/// A declared cause the rules have no word for is "other": a person looks at it.
std::optional<domain::Claim> claim_of(const domain::Declaration& declaration) {
  switch (declaration.category) {
    case Declared::Category::none: return std::nullopt;
    case Declared::Category::alternative:
      if (const auto measure = domain::parse_name<domain::AlternativeMeasure>(declaration.cause)) return *measure;
      return domain::ImpedimentCause::other;
    case Declared::Category::impediment: {
      if (const auto cause = domain::parse_name<domain::ImpedimentCause>(declaration.cause)) return *cause;
      return domain::impediment_of_reason_code(declaration.reason_code).value_or(domain::ImpedimentCause::other);
    }
  }
  return std::nullopt;
}

std::optional<domain::DeclarationFacts> declaration_facts(const ReceivedDeclaration& received,
                                                          const domain::Stay& stay,
                                                          const domain::EvidenceSettings& settings) {
  const auto claim = claim_of(received.declaration);
  if (!claim) return std::nullopt;
  domain::DeclarationFacts facts;
  facts.claim = *claim;
  facts.recorded_at_the_time = domain::recorded_at_the_time(received.declaration, stay, received.receipt, settings);
  facts.terminal_confirmed = domain::terminal_confirmed(received.declaration);
  facts.from = facts.recorded_at_the_time ? domain::claims_from(received.declaration, settings)
                                          : received.declaration.from;
  facts.to = received.declaration.to;
  return facts;
}

/// In the frame of the clock that started it; the length is the monotonic clock's. Running: still connected.
domain::ConnectionFacts connection_facts(const domain::Session& session, const domain::SessionEnergy& energy) {
  domain::ConnectionFacts facts;
  facts.from = session.started.at;
  if (session.stopped) facts.to = session.started.at + domain::Millis{energy.connected_ms};
  facts.energy = energy.energy;
  return facts;
}

domain::BerthFacts berth_facts(const StayRecord& record, Instant until, const domain::RuleSet& rules) {
  domain::BerthFacts facts;
  facts.waters = record.berth->waters;
  facts.kind = record.berth->kind;
  facts.cargo = record.berth->cargo;
  facts.supply = supply_for(record);
  facts.supply_reaches_vessel = supply_reaches(record);
  facts.supply_occupied = supply_taken(record, until, rules);
  return facts;
}

}  // namespace

domain::StayFacts stay_facts_of(const StayRecord& record, const std::vector<domain::SessionEnergy>& energies,
                                const domain::RuleSet& rules, const domain::EvidenceSettings& settings) {
  domain::StayFacts facts;
  facts.vessel = vessel_facts(record);
  const domain::StaySpan span = domain::stay_span(record.stay, record.clock_ahead);
  facts.stay.arrived_at = span.arrived_at;
  facts.stay.departed_at = span.departed_at;
  facts.stay.departed_latest = span.departed_latest;
  if (!record.stay.departed_at) facts.as_of = std::max(record.newest_at, record.stay.arrived_at);
  facts.berth = berth_facts(record, record.stay.departed_at.value_or(record.newest_at), rules);
  for (std::size_t i = 0; i < record.sessions.size(); ++i) {
    facts.connections.push_back(connection_facts(record.sessions[i].session, energies[i]));
  }
  for (const auto& received : record.declarations) {
    if (auto declared = declaration_facts(received, record.stay, settings)) facts.declarations.push_back(*declared);
  }
  return facts;
}

}  // namespace quaywatt::server
