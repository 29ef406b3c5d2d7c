#include "tests/simulation/memory_derived.h"

#include "tests/simulation/stay_rows.h"

namespace quaywatt::simulation {

namespace {

using domain::LineRef;

class MemoryDerivation : public server::DerivationTransaction {
 public:
  MemoryDerivation(Database& database, bool adds_hours_apart)
      : database_(database), adds_hours_apart_(adds_hours_apart) {}

  server::DerivationCursor lock_cursor(const std::string& agent) override {
    const auto& cursor = rows(agent).cursor;
    return cursor.empty() ? server::DerivationCursor{} : cursor.at(0);
  }

  void load(const std::string& agent, const std::vector<LineRef>& refs, domain::BerthJournal& journal) override {
    const DerivedRows& from = rows(agent);
    for (const auto& ref : refs) load_named(from, ref, journal);
    for (const auto& [ref, row] : from.sessions) {
      if (!row.session.stopped) journal.sessions.insert_or_assign(ref, without_registers(row.session));
    }
    for (const auto& [ref, fault] : from.faults) {
      if (!fault.to) journal.faults.insert_or_assign(ref, fault);
    }
  }

  void save(const std::string& agent, const std::string& berth, const domain::BerthJournal& journal,
            const server::ChangedEntries& changed) override {
    DerivedRows& into = rows(agent);
    History& history = database_.history;
    for (const auto& ref : changed.stays) history.put(into.stays, ref, journal.stays.at(ref));
    for (const auto& ref : changed.sessions) save_session(into, berth, journal.sessions.at(ref));
    for (const auto& ref : changed.declarations) {
      const auto known = into.declarations.find(ref);
      const auto receipt = known == into.declarations.end() ? domain::LineReceipt{} : known->second.receipt;
      history.put(into.declarations, ref, {journal.declarations.at(ref), receipt});
    }
    for (const auto& ref : changed.faults) history.put(into.faults, ref, journal.faults.at(ref));
    for (const auto& ref : changed.checklists) history.put(into.checklists, ref, journal.checklists.at(ref));
    for (const auto& ref : changed.exchanges) history.put(into.exchanges, ref, {journal.exchanges.at(ref), berth});
  }

  void save_receipt(const std::string& agent, const LineRef& declaration, const domain::LineReceipt& receipt) override {
    auto row = rows(agent).declarations.at(declaration);
    row.receipt = receipt;
    database_.history.put(rows(agent).declarations, declaration, row);
  }

  void add_readings(const std::string& agent, const std::string&,
                    const std::vector<server::StoredReading>& readings) override {
    for (const auto& reading : readings) {
      database_.history.put(rows(agent).readings, {reading.line, reading.part}, reading);
    }
  }

  void set_aside(const std::string& agent, const LineRef& line, domain::LineRefusal reason) override {
    database_.history.put(rows(agent).set_aside, line, reason);
  }

  void note_ahead(const std::string& agent, const std::vector<server::LineAhead>& lines) override {
    for (const auto& [line, ahead] : lines) database_.history.put(rows(agent).ahead, line, ahead);
  }

  std::map<std::string, domain::EnergyCurve> curves(const std::string& agent,
                                                    const std::set<std::string>& meters) override {
    std::map<std::string, domain::EnergyCurve> found;
    for (const auto& meter : meters) {
      const auto curve = rows(agent).curves.find(meter);
      if (curve != rows(agent).curves.end()) found.insert(*curve);
    }
    return found;
  }

  void save_curves(const std::string& agent, const std::map<std::string, domain::EnergyCurve>& curves) override {
    for (const auto& [meter, curve] : curves) database_.history.put(rows(agent).curves, meter, curve);
  }

  server::MeterLimits meter_limits(const std::string&, const std::string&, const std::string&) override {
    return {kMeterDigits, domain::Watts{kRatedPowerW}};
  }

  void add_hours(const std::string& agent, const std::string&, const std::string& meter,
                 const domain::EnergyHours& hours) override {
    DerivedRows& into = rows(agent);
    for (const auto& [hour, part] : hours) {
      const std::pair key{meter, hour};
      const auto known = into.hours.find(key);
      database_.history.put(into.hours, key, known == into.hours.end() ? part : known->second + part);
    }
    if (!adds_hours_apart_) return;
    database_.history.commit();
    database_.history.begin();
  }

  void drop_hours(const std::string& agent) override {
    database_.history.set(rows(agent).hours, {});
    database_.history.set(rows(agent).curves, {});
  }

  std::vector<server::StoredReading> readings_after(const std::string& agent, const LineRef& line, std::uint8_t part,
                                                    std::size_t max) override {
    std::vector<server::StoredReading> found;
    const auto& readings = rows(agent).readings;
    for (auto row = readings.upper_bound({line, part}); row != readings.end() && found.size() < max; ++row) {
      found.push_back(row->second);
    }
    return found;
  }

  std::optional<domain::Instant> first_contact(const std::string& agent, domain::Instant from,
                                               domain::Instant until) override {
    std::optional<domain::Instant> first;
    const auto consider = [&](std::optional<domain::Instant> contact) {
      if (contact && *contact >= from && (!first || *contact < *first)) first = contact;
    };
    for (const auto& [key, row] : database_.tables.ledgers.at(agent).batches) {
      if (row.received_at < from || row.received_at > until) continue;
      consider(row.received_at);
      consider(row.previous_contact_at);
    }
    return first;
  }

  void mark_with_neighbours(const std::string& agent, const std::set<LineRef>& stays) override {
    for (const auto& ref : stays) {
      const auto found = rows(agent).stays.find(ref);
      if (found == rows(agent).stays.end()) continue;
      const domain::Stay stay = found->second;
      mark_sharing(stay.berth, stay.arrived_at, stay.departed_at, false);
      for (const auto& [id, row] : rows(agent).sessions) {
        if (row.session.stay != ref) continue;
        mark_sharing(row.berth, row.session.started.at, stop_of(row.session), true);
      }
    }
  }

  void mark_open(const std::string& agent) override {
    for (const auto& [ref, stay] : rows(agent).stays) {
      if (!stay.departed_at) database_.history.put(rows(agent).to_judge, ref, stay.berth);
    }
  }

  void move_cursor(const std::string& agent, const server::DerivationCursor& cursor) override {
    database_.history.put(rows(agent).cursor, 0, cursor);
  }

 private:
  DerivedRows& rows(const std::string& agent) { return database_.tables.derived[agent]; }

  static std::optional<domain::Instant> stop_of(const domain::Session& session) {
    return session.stopped ? std::optional(session.stopped->at) : std::nullopt;
  }

  /// Stays at the berth whose time this span shares; of a supply's span also those whose supplies it touches.
  void mark_sharing(const std::string& berth, domain::Instant from, std::optional<domain::Instant> to,
                    bool of_supply) {
    const auto shares = [&](domain::Instant begin, std::optional<domain::Instant> end) {
      return begin <= to.value_or(domain::Instant::max()) && end.value_or(domain::Instant::max()) >= from;
    };
    for (auto& [name, other] : database_.tables.derived) {
      for (const auto& [id, stay] : other.stays) {
        if (stay.berth == berth && shares(stay.arrived_at, stay.departed_at)) {
          database_.history.put(other.to_judge, id, berth);
        }
      }
      if (!of_supply) continue;
      for (const auto& [id, row] : other.sessions) {
        const bool known = other.stays.contains(row.session.stay);
        if (known && row.berth == berth && shares(row.session.started.at, stop_of(row.session))) {
          database_.history.put(other.to_judge, row.session.stay, berth);
        }
      }
    }
  }

  static domain::Session without_registers(domain::Session session) {
    session.at_start = {};
    session.at_stop.reset();
    return session;
  }

  static void load_named(const DerivedRows& from, const LineRef& ref, domain::BerthJournal& journal) {
    if (const auto row = from.stays.find(ref); row != from.stays.end()) journal.stays.insert(*row);
    if (const auto row = from.sessions.find(ref); row != from.sessions.end()) {
      journal.sessions.insert_or_assign(ref, without_registers(row->second.session));
    }
    if (const auto row = from.faults.find(ref); row != from.faults.end()) journal.faults.insert(*row);
    if (const auto row = from.checklists.find(ref); row != from.checklists.end()) journal.checklists.insert(*row);
    if (const auto row = from.declarations.find(ref); row != from.declarations.end()) {
      journal.declarations.emplace(ref, row->second.declaration);
    }
  }

  void save_session(DerivedRows& into, const std::string& berth, const domain::Session& session) {
    const auto known = into.sessions.find(session.id);
    SessionRow row{without_registers(session), berth, session.at_stop.has_value(), std::nullopt};
    if (known != into.sessions.end()) row.energy = known->second.energy;
    database_.history.put(into.sessions, session.id, row);
  }

  Database& database_;
  bool adds_hours_apart_;
};

class MemoryJudging : public server::JudgingTransaction {
 public:
  MemoryJudging(Database& database, const Places& places) : database_(database), places_(places) {}

  bool lock_waiting(const server::LineId& stay) override { return rows(stay).to_judge.contains(stay.line); }
  server::StayRecord record(const server::LineId& stay) override {
    return gather_stay(database_.tables, places_, stay);
  }
  void save_energy(const server::LineId& session, const server::ComputedEnergy& energy) override {
    SessionRow row = rows(session).sessions.at(session.line);
    row.energy = energy;
    database_.history.put(rows(session).sessions, session.line, row);
  }
  std::optional<server::KeptAssessment> newest_assessment(const server::LineId& stay) override {
    const auto found = database_.tables.assessments.find(stay);
    if (found == database_.tables.assessments.end() || found->second.empty()) return std::nullopt;
    return found->second.back();
  }
  void append_assessment(const server::LineId& stay, const server::KeptAssessment& assessment,
                         domain::Instant) override {
    auto history = database_.tables.assessments[stay];
    history.push_back(assessment);
    database_.history.put(database_.tables.assessments, stay, std::move(history));
  }
  void save_judged(const server::LineId& stay, const server::JudgedStay& judged) override {
    database_.history.put(rows(stay).judged, stay.line, judged);
  }
  void done(const server::LineId& stay) override { database_.history.erase(rows(stay).to_judge, stay.line); }

 private:
  DerivedRows& rows(const server::LineId& id) { return database_.tables.derived[id.agent]; }

  Database& database_;
  const Places& places_;
};

}  // namespace

void MemoryDerived::derive(const std::function<void(server::DerivationTransaction&)>& work) {
  database_.transaction([&] {
    MemoryDerivation transaction(database_, adds_hours_apart);
    work(transaction);
  });
}

void MemoryDerived::judge(const std::function<void(server::JudgingTransaction&)>& work) {
  database_.transaction([&] {
    MemoryJudging transaction(database_, places_);
    work(transaction);
  });
}

std::map<std::string, server::DerivationCursor> MemoryDerived::cursors() {
  std::map<std::string, server::DerivationCursor> cursors;
  for (const auto& [agent, rows] : database_.tables.derived) {
    if (!rows.cursor.empty()) cursors[agent] = rows.cursor.at(0);
  }
  return cursors;
}

std::vector<server::WaitingStay> MemoryDerived::waiting(std::size_t max,
                                                        const std::set<std::string>& berths_to_wait_for) {
  std::vector<server::WaitingStay> found;
  for (const auto& [agent, rows] : database_.tables.derived) {
    for (const auto& [ref, berth] : rows.to_judge) {
      if (found.size() < max && !berths_to_wait_for.contains(berth)) found.push_back({{agent, ref}, berth});
    }
  }
  return found;
}

bool MemoryDerived::judge_under(const std::string& rules) {
  const auto known = database_.tables.rules.find(0);
  if (known != database_.tables.rules.end() && known->second == rules) return false;
  database_.transaction([&] {
    database_.history.put(database_.tables.rules, 0, rules);
    for (auto& [agent, rows] : database_.tables.derived) {
      for (const auto& [ref, stay] : rows.stays) database_.history.put(rows.to_judge, ref, stay.berth);
    }
  });
  return true;
}

void MemoryDerived::drop(const std::string& agent) {
  database_.transaction([&] { database_.history.set(database_.tables.derived[agent], DerivedRows{}); });
}

}  // namespace quaywatt::simulation
