#include "tests/simulation/operators.h"

#include "tests/simulation/places.h"

namespace quaywatt::simulation {

namespace {

using domain::ActorRole;

std::string kilowatt_hours(std::int64_t wh) {
  std::string digits = std::to_string(wh / kResolutionWh);
  while (digits.size() < 3) digits.insert(0, "0");
  return digits.insert(digits.size() - 2, ".");
}

domain::VesselNamed vessel_called(int number) {
  domain::VesselNamed vessel;
  vessel.name = vessel_name(number);
  if (number % 2 == 0) vessel.identity = vessel_identity(number);
  return vessel;
}

}  // namespace

agent::Asker Operators::by(const char* who, ActorRole role) {
  return {{role, who}, "r-" + std::to_string(++requests_)};
}

/// Runs one act at the desk.
template <typename Act>
bool Operators::tried(Act act) {
  ++acts;
  try {
    const bool recorded = std::holds_alternative<domain::LedgerLine>(act());
    if (!recorded) ++refused;
    return recorded;
  } catch (const agent::StorageFailure&) {
    ++not_saved;
    return false;
  }
}

Operators::Sight Operators::look(Cabinet& cabinet) {
  return cabinet.desk().look([](const agent::DeskLook& desk) {
    Sight sight;
    const auto& journal = desk.state.journal;
    sight.stays = journal.stays.size();
    for (const auto& [ref, stay] : journal.stays) {
      if (!stay.ended) sight.stay = ref;
    }
    if (const auto* session = journal.running_session_at(kSupplyPoint)) sight.session = session->id;
    for (const auto& [ref, declaration] : journal.declarations) {
      if (!declaration.to) sight.open_declaration = ref;
    }
    if (const auto* fault = journal.open_fault_at(kSupplyPoint)) sight.open_fault = fault->id;
    return sight;
  });
}

void Operators::act(Cabinet& cabinet) {
  const Sight sight = look(cabinet);
  if (sight.open_fault && random_.chance(0.5)) return see_to_fault(cabinet, sight);
  if (sight.session) return act_on_session(cabinet, sight);
  if (sight.stay && !random_.chance(0.1)) return act_on_stay(cabinet, sight);
  register_stay(cabinet, static_cast<int>(random_.between(0, kVessels - 1)));
}

void Operators::act_on_stay(Cabinet& cabinet, const Sight& sight) {
  const auto what = random_.between(0, 9);
  if (what < 5) {
    start_supply(cabinet, *sight.stay, random_.between(1, 30) * 1000);
  } else if (what == 5) {
    declare(cabinet, *sight.stay);
  } else if (what == 6 && sight.open_declaration) {
    tried([&] { return cabinet.desk().confirm(by("zhao", ActorRole::officer), {*sight.open_declaration, true, ""}); });
  } else if (what == 7 && sight.open_declaration) {
    tried([&] { return cabinet.desk().end_declaration(by("wang", ActorRole::terminal_operator),
                                                      {*sight.open_declaration, std::nullopt}); });
  } else if (what == 8 && random_.chance(0.3)) {
    tried([&] {
      return cabinet.desk().open_fault(by("wang", ActorRole::terminal_operator),
                                       {kSupplyPoint, "socket", "烧蚀", std::nullopt});
    });
  } else {
    end_stay(cabinet, *sight.stay);
  }
}

void Operators::act_on_session(Cabinet& cabinet, const Sight& sight) {
  const auto what = random_.between(0, 9);
  if (what < 4) {
    stop_supply(cabinet, *sight.session);
  } else if (what < 7) {
    cabinet.socket.draw(random_.chance(0.2) ? 0 : random_.between(1, 30) * 1000);
  } else {
    tried([&] { return cabinet.desk().read_meter(by("li", ActorRole::foreman), {kSupplyPoint}); });
  }
}

void Operators::see_to_fault(Cabinet& cabinet, const Sight& sight) {
  tried([&] {
    return cabinet.desk().close_fault(by("li", ActorRole::foreman), {*sight.open_fault, std::nullopt, "已更换"});
  });
}

bool Operators::register_stay(Cabinet& cabinet, int vessel) {
  return tried([&] {
    return cabinet.desk().register_stay(by("wang", ActorRole::terminal_operator),
                                        {vessel_called(vessel), std::nullopt, {}, "unload", std::nullopt});
  });
}

bool Operators::start_supply(Cabinet& cabinet, const domain::LineRef& stay, std::int64_t power_w) {
  const bool checked = tried([&] {
    return cabinet.desk().complete_checklist(
        by("wang", ActorRole::terminal_operator),
        {stay, kSupplyPoint, {{"interface", true}, {"plug_dry_and_whole", true}, {"breaker_off", true}},
         {380, 50, 3, 63}, std::nullopt});
  });
  const bool started = checked && tried([&] {
    return cabinet.desk().start_supply(by("wang", ActorRole::terminal_operator), {stay, kSupplyPoint, {}});
  });
  // Nobody closes the breaker before the screen says that the supply is recorded.
  if (started && !cabinet.is_struck()) cabinet.socket.draw(power_w);
  return started;
}

bool Operators::stop_supply(Cabinet& cabinet, const domain::LineRef& session) {
  cabinet.socket.draw(0);
  return tried([&] {
    return cabinet.desk().stop_supply(by("wang", ActorRole::terminal_operator),
                                      {session, domain::SupplyStopped::Reason::departure});
  });
}

bool Operators::end_stay(Cabinet& cabinet, const domain::LineRef& stay) {
  return tried([&] {
    return cabinet.desk().end_stay(by("wang", ActorRole::terminal_operator), {stay, std::nullopt, {}});
  });
}

bool Operators::declare(Cabinet& cabinet, const domain::LineRef& stay) {
  agent::Declare declare;
  declare.stay = stay;
  declare.reason_code = random_.chance(0.5) ? "03" : "11";
  return tried([&] { return cabinet.desk().declare(by("wang", ActorRole::terminal_operator), declare); });
}

void Operators::clear_berth(Cabinet& cabinet) {
  const Sight sight = look(cabinet);
  cabinet.socket.draw(0);
  if (sight.session) stop_supply(cabinet, *sight.session);
  for (std::size_t i = 0; i < sight.stays; ++i) {
    const auto stay = look(cabinet).stay;
    if (!stay || !end_stay(cabinet, *stay)) return;
  }
}

void Operators::exchange_meter(Cabinet& cabinet, const std::string& address, std::int64_t register_wh) {
  agent::ExchangeMeter exchange;
  exchange.supply_point = kSupplyPoint;
  exchange.new_meter = "m-" + address;
  exchange.second_actor = {ActorRole::foreman, "li"};
  exchange.digits = kMeterDigits;
  exchange.resolution_wh = kResolutionWh;
  exchange.seal = "S-" + address;
  if (random_.chance(0.8)) exchange.old_final = agent::TypedRegister{kilowatt_hours(cabinet.socket.shown_wh())};
  cabinet.socket.install(address, register_wh);
  tried([&] { return cabinet.desk().exchange_meter(by("wang", ActorRole::terminal_operator), exchange); });
}

}  // namespace quaywatt::simulation
