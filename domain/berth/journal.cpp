#include "domain/berth/journal.h"

#include <algorithm>
#include <type_traits>

#include "domain/berth/line_effects.h"

namespace quaywatt::domain {

namespace {

template <typename Map, typename Predicate>
const typename Map::mapped_type* newest_that(const Map& entries, Predicate fits) {
  const auto found = std::find_if(entries.rbegin(), entries.rend(), [&](const auto& e) { return fits(e.second); });
  return found == entries.rend() ? nullptr : &found->second;
}

}  // namespace

const Session* BerthJournal::running_session_at(const std::string& supply_point) const {
  return newest_that(sessions, [&](const Session& s) { return !s.stopped && s.supply_point == supply_point; });
}

const Session* BerthJournal::running_session_of(const LineRef& stay) const {
  return newest_that(sessions, [&](const Session& s) { return !s.stopped && s.stay == stay; });
}

std::vector<LineRef> BerthJournal::running_sessions_of(const LineRef& stay) const {
  std::vector<LineRef> running;
  for (const auto& [ref, session] : sessions) {
    if (!session.stopped && session.stay == stay) running.push_back(ref);
  }
  return running;
}

const Fault* BerthJournal::open_fault_at(const std::string& supply_point) const {
  return newest_that(faults, [&](const Fault& f) { return !f.to && f.supply_point == supply_point; });
}

bool same_person(const Actor& one, const Actor& other) {
  return one == other || (!one.id.empty() && one.id == other.id);
}

std::vector<LineRef> refs_of(const LedgerLine& line) {
  return std::visit(
      [](const auto& body) -> std::vector<LineRef> {
        using Body = std::decay_t<decltype(body)>;
        if constexpr (std::is_same_v<Body, SupplyStarted>) {
          if (body.checklist) return {body.stay, *body.checklist};
          return {body.stay};
        } else if constexpr (requires { body.stay; }) {
          return {body.stay};
        } else if constexpr (std::is_same_v<Body, SupplyResumed> || std::is_same_v<Body, SupplyStopped>) {
          return {body.session};
        } else if constexpr (requires { body.declaration; }) {
          return {body.declaration};
        } else if constexpr (std::is_same_v<Body, FaultClosed>) {
          return {body.fault};
        } else if constexpr (std::is_same_v<Body, Corrected>) {
          return {body.target};
        } else {
          return {};
        }
      },
      line.body);
}

bool lapsed(const LineRef& opened, const Written& written, Folder folder) {
  return folder == Folder::server && opened.epoch < written.position.epoch;
}

Effect apply(BerthJournal& journal, const LedgerLine& line, Folder folder) {
  const Written written{line.position, line.at, line.boot, line.mono, line.sync, line.actor};
  return std::visit(
      [&](const auto& body) -> Effect {
        if constexpr (requires { take(journal, written, body, folder); }) {
          return take(journal, written, body, folder);
        } else if constexpr (requires { take(journal, written, body); }) {
          return take(journal, written, body);
        } else {
          return Touched{};
        }
      },
      line.body);
}

}  // namespace quaywatt::domain
