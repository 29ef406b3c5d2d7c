#pragma once
// What happened at a berth, read from its ledger line by line: stays, sessions, declarations, faults, meters.
// The berth agent folds its own ledger to know its state; the server folds the same lines to derive its rows.
// Pure and incremental: fold(all) equals fold(first part) then fold(rest).

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "domain/ledger/ledger_line.h"

namespace quaywatt::domain {

/// When a line was written, by both of the agent's clocks.
struct Written {
  LedgerPosition position;
  Instant at{};
  std::string boot;
  Millis mono{};
  ClockSync sync = ClockSync::unsynced;
  Actor actor;
  bool operator==(const Written&) const = default;
};

struct Stay {
  LineRef id;
  std::string berth;
  VesselNamed vessel;
  Instant arrived_at{};
  StayRegistered::Source source = StayRegistered::Source::by_hand;
  std::string purpose;
  std::optional<std::int32_t> raft_position;
  Written registered;
  std::optional<Instant> departed_at;
  std::optional<Written> ended;
  std::vector<LineRef> corrections;  ///< lines of kind `corrected` that changed it, in order
  bool operator==(const Stay&) const = default;
};

struct Checklist {
  LineRef id;
  LineRef stay;
  std::string supply_point;
  ChecklistCompleted::List list = ChecklistCompleted::List::low_voltage;
  bool passed = false;
  SupplyParameters vessel;
  SupplyParameters supply;
  std::string proposed_reason;
  Written written;
  bool operator==(const Checklist&) const = default;
};

struct Session {
  LineRef id;
  LineRef stay;
  std::string supply_point;
  std::string meter;                 ///< the meter now; an exchange in between changes it
  SupplyStarted::Source source = SupplyStarted::Source::terminal_operator;
  Written started;
  RegisterValues at_start;
  std::optional<Written> stopped;
  std::optional<SupplyStopped::Reason> stop_reason;
  std::optional<RegisterValues> at_stop;
  std::vector<LineRef> resumptions;
  std::vector<LineRef> exchanges;
  bool operator==(const Session&) const = default;
};

struct Confirmation {
  LineRef id;
  bool accepted = false;
  Written written;
  bool operator==(const Confirmation&) const = default;
};

struct Declaration {
  LineRef id;
  LineRef stay;
  Declared::Category category = Declared::Category::none;
  std::string reason_code;
  std::string cause;
  Instant from{};
  std::optional<Instant> to;
  std::string statement;
  Declared::Consent consent = Declared::Consent::absent;
  Written written;
  std::vector<Confirmation> confirmations;  ///< the last one counts
  bool operator==(const Declaration&) const = default;
};

struct Fault {
  LineRef id;
  std::string supply_point;
  std::string part;
  std::string symptom;
  Instant from{};
  std::optional<Instant> to;
  std::string repair;
  Written opened;
  bool operator==(const Fault&) const = default;
};

struct Exchange {
  LineRef id;
  MeterExchanged what;
  std::optional<LineRef> session;  ///< the supply running then
  Written written;
  bool operator==(const Exchange&) const = default;
};

/// The state. Plain maps, so that a store may load just the entries a run of lines refers to (`refs_of`).
struct BerthJournal {
  std::map<LineRef, Stay> stays;
  std::map<LineRef, Session> sessions;
  std::map<LineRef, Declaration> declarations;
  std::map<LineRef, Fault> faults;
  std::map<LineRef, Checklist> checklists;
  std::map<LineRef, Exchange> exchanges;

  const Session* running_session_at(const std::string& supply_point) const;
  const Session* running_session_of(const LineRef& stay) const;
  std::vector<LineRef> running_sessions_of(const LineRef& stay) const;
  const Fault* open_fault_at(const std::string& supply_point) const;  ///< the newest, where there are several
  bool operator==(const BerthJournal&) const = default;
};

/// Why a well-formed line cannot be true, in order of precedence. It is kept and set aside, the rest goes on (A10).
/// A request id used twice is no refusal here: the agent's desk answers it with the first act's line (fault O1), and a
/// second start that slipped through finds the supply point taken.
enum class LineRefusal {
  unknown_reference,        ///< names a line that opened no such thing, or a checklist of another stay or supply point
  stay_over,                ///< the stay had ended already
  stay_not_over,            ///< a departure corrected that nobody recorded yet
  stay_has_running_session, ///< ended while supplying: stop first
  session_over,
  supply_point_taken,       ///< another session runs there (flow 5)
  supply_point_faulty,      ///< an open fault: close it with a test reading first
  checklist_not_passed,
  departure_before_arrival,
  end_before_start,
  declaration_over,
  confirmed_by_declarer,    ///< the confirming actor is the declaring one
  fault_over,
  fault_already_open,
  one_person_act,           ///< both actors of an exchange or correction are the same person
  correction_incomplete     ///< says which field, but not the new value
};

/// The refusal's name as stored and sent: "supply_point_taken".
std::string_view refusal_name(LineRefusal refusal);

/// Same person: the same id, whatever the role (a foreman who also operates), or the very same actor.
bool same_person(const Actor& one, const Actor& other);

/// What one line changed; everything empty for lines that say nothing about the berth's state.
struct Touched {
  std::vector<LineRef> stays = {};
  std::vector<LineRef> sessions = {};
  std::vector<LineRef> declarations = {};
  std::vector<LineRef> faults = {};
  std::vector<LineRef> checklists = {};
  std::vector<LineRef> exchanges = {};
};

/// The entries a line names. A store that keeps the journal elsewhere loads these and, always, every session not yet
/// stopped and every fault not yet closed of that agent; `apply` then answers as on the whole journal.
std::vector<LineRef> refs_of(const LedgerLine& line);

/// Who folds. The berth's own agent has all it wrote. The server may hold what the agent has lost with its disk: then a
/// line of a later epoch that starts at a taken point, or ends a supplied stay, shows that the agent knows nothing of
/// the session any more (it would have refused), and the session lapses: stopped without a reading.
enum class Folder { agent, server };

/// Applies one line; lines come once each, in ledger order. Returns what it touched, or why it is set aside (the
/// journal is unchanged then). A declaration on an ended stay is taken: it is late (事后补录), not untrue.
std::variant<Touched, LineRefusal> apply(BerthJournal& journal, const LedgerLine& line, Folder folder = Folder::agent);

}  // namespace quaywatt::domain
