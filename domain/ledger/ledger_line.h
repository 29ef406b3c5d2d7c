#pragma once
// The lines of a berth agent's ledger, as typed facts. The text form, with golden examples of every kind, is
// schema/wire/LINES.md; the codec is schema/wire/line_codec.h. A kind here, in LINES.md and in the codec are one.

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "domain/ledger/ledger_position.h"
#include "domain/meter/register_values.h"
#include "domain/time/instant.h"

namespace quaywatt::domain {

/// What the agent's clock was worth when the line was written.
enum class ClockSync {
  synced,    ///< disciplined by NTP or by the server's signed time
  unsynced,  ///< nothing has set it since boot (fault C1); only `boot` + `mono_ms` are to be trusted
  shortened  ///< a demonstration clock, declared in `epoch_opened`; refused outside development
};

enum class ActorRole { device, terminal_operator, foreman, skipper, officer };

/// Who did it. `id` is a staff number, a card or vessel identity; the device itself is {device, agent name}.
struct Actor {
  ActorRole role = ActorRole::device;
  std::string id;
  bool operator==(const Actor&) const = default;
};

struct EpochOpened {
  enum class Reason { first, behind_server, enrolled_again, ledger_lost };
  struct Previous {
    LedgerPosition last;
    Head head;
    bool operator==(const Previous&) const = default;
  };
  std::optional<Previous> previous;  ///< absent only with Reason::first
  Reason reason = Reason::first;
  std::string program_version;
  std::uint32_t clock_scale = 1;  ///< 1 = real time; more = that many clock seconds a real second
  bool operator==(const EpochOpened&) const = default;
};

/// Always the last line of its batch, which the old key signs; later batches are signed with the new one.
struct KeyChanged {
  std::string public_key;  ///< Ed25519, 32 bytes as base64
  bool operator==(const KeyChanged&) const = default;
};

struct ProgramStarted {
  std::string program_version;
  bool clean_before = true;  ///< false: the program before did not stop in order (power cut, kill)
  bool operator==(const ProgramStarted&) const = default;
};

/// What the agent found strange about a reading. The values are kept as the meter gave them; whoever computes decides.
enum class ReadingFlag {
  spike,           ///< the register rose by more than the supply point can deliver in the time (fault M5)
  stuck,           ///< current flows and the register has not moved for three recorded intervals (fault M6)
  above_rating,    ///< more power than the breaker carries: CT or PT ratio wrong (fault M9)
  reverse_flow,    ///< energy is fed back; it has its own register and is never netted (fault M13)
  phase_reversed,  ///< one phase runs against the others: swapped wires or transformer (fault M13)
  late             ///< readings before it were left out: disk short, or the program starved (faults A3, A13)
};

struct Reading {
  enum class Cause {
    quarter_hour, supplying, idle, power_change, session_start, session_end, resumed, exchange, fault_test, by_hand
  };
  std::string meter;
  std::string supply_point;
  Cause cause = Cause::idle;
  std::optional<LineRef> session;  ///< the supply running then
  RegisterValues registers;
  std::vector<ReadingFlag> flags = {};  ///< ascending, each once
  bool operator==(const Reading&) const = default;
};

/// The meter stopped answering; the next `reading` of it ends the silence (fault M10).
struct MeterSilent {
  std::string meter;
  std::string supply_point;
  std::string reason;
  bool operator==(const MeterSilent&) const = default;
};

/// The vessel as the operator named it; the server's register decides type, tonnage and facility.
struct VesselNamed {
  std::string name;
  std::string identity;             ///< 船舶识别号 (CN + 11 digits) or IMO number; may be empty
  std::string registration;         ///< 船舶登记号; may be empty
  std::optional<std::uint32_t> mmsi;
  std::string type;                 ///< as in the rules; may be empty
  std::optional<std::int64_t> gross_tonnage;
  std::string home_port;
  std::string company;              ///< 经营人
  bool operator==(const VesselNamed&) const = default;
};

struct StayRegistered {
  enum class Source { ais, by_hand, card, qr, platform };
  std::string berth;
  VesselNamed vessel;
  Instant arrived_at{};
  Source source = Source::by_hand;
  std::string purpose;                          ///< load, unload, wait_lock, wait_berth, overnight, other; may be empty
  std::optional<std::int32_t> raft_position;    ///< 1 = at the quay; absent = nobody recorded the order
  bool operator==(const StayRegistered&) const = default;
};

struct StayEnded {
  LineRef stay;
  Instant departed_at{};
  StayRegistered::Source source = StayRegistered::Source::by_hand;
  bool operator==(const StayEnded&) const = default;
};

/// What plug and socket must agree in before a connection (CN-MOT-MEASURES, 2025: confirm the main parameters).
struct SupplyParameters {
  std::int32_t voltage_v = 0;
  std::int32_t frequency_hz = 0;
  std::int32_t phases = 0;
  std::int32_t current_a = 0;
  bool operator==(const SupplyParameters&) const = default;
};

struct ChecklistCompleted {
  enum class List { low_voltage, high_voltage };
  struct Item {
    std::string name;
    bool passed = false;
    bool operator==(const Item&) const = default;
  };
  LineRef stay;
  std::string supply_point;
  List list = List::low_voltage;
  bool passed = false;
  std::vector<Item> items;
  SupplyParameters vessel;
  SupplyParameters supply;
  std::string proposed_reason;  ///< T7 reason code when not passed, else empty
  bool operator==(const ChecklistCompleted&) const = default;
};

struct SupplyStarted {
  enum class Source { terminal_operator, card, qr, platform };
  LineRef stay;
  std::string supply_point;
  std::string meter;
  Source source = Source::terminal_operator;
  std::optional<LineRef> checklist;
  RegisterValues registers;
  bool operator==(const SupplyStarted&) const = default;
};

/// After a power cut the meter still moves: the same session goes on.
struct SupplyResumed {
  LineRef session;
  RegisterValues registers;
  bool operator==(const SupplyResumed&) const = default;
};

struct SupplyStopped {
  enum class Reason { departure, vessel_request, terminal, fault, power_cut, other };
  LineRef session;
  Reason reason = Reason::other;
  std::optional<RegisterValues> registers;  ///< absent: the meter was silent; the last good reading counts
  bool operator==(const SupplyStopped&) const = default;
};

/// Why a vessel does not use shore power (screen T7).
struct Declared {
  enum class Category { alternative, impediment, none };
  enum class Consent { agreed, disagreed, refused_to_sign, absent };
  LineRef stay;
  Category category = Category::none;
  std::string reason_code;  ///< "01".."14"
  std::string cause;        ///< measure or cause in the rules' words; empty with Category::none
  Instant from{};
  std::optional<Instant> to;  ///< absent: still lasting; ended by `declaration_ended` or the stay
  std::string statement;
  Consent consent = Consent::absent;
  bool operator==(const Declared&) const = default;
};

struct DeclarationEnded {
  LineRef declaration;
  Instant to{};
  bool operator==(const DeclarationEnded&) const = default;
};

/// By another actor than the one who declared; otherwise the line is set aside.
struct Confirmed {
  LineRef declaration;
  bool accepted = false;
  std::string remark;
  bool operator==(const Confirmed&) const = default;
};

struct FaultOpened {
  std::string supply_point;
  std::string part;
  std::string symptom;
  Instant from{};
  bool operator==(const FaultOpened&) const = default;
};

/// A supply point returns to service only with a test reading (fault O12).
struct FaultClosed {
  LineRef fault;
  Instant to{};
  std::string repair;
  RegisterValues test_reading;
  bool operator==(const FaultClosed&) const = default;
};

struct MeterExchanged {
  std::string supply_point;
  std::string old_meter;
  std::optional<RegisterValues> old_final;  ///< absent: the old register could not be read any more
  std::string new_meter;
  RegisterValues new_first;
  std::int32_t ct_ratio = 1;
  std::int32_t pt_ratio = 1;
  std::int32_t digits = 6;            ///< digits before the decimal point of the new register
  std::int64_t resolution_wh = 10;
  std::optional<Date> calibrated_until;
  std::string seal;
  Actor second_actor;                 ///< 双人: never the line's own actor
  bool operator==(const MeterExchanged&) const = default;
};

struct ClockAdjusted {
  Millis by{};  ///< new wall clock minus the one expected from the monotonic counter
  std::string cause;
  bool operator==(const ClockAdjusted&) const = default;
};

/// Something at the cabinet needs a person, or no longer does. Says nothing of the berth: what it means for a figure
/// stands in the readings' flags and the lines' clock state.
struct AlarmNoted {
  std::string code;          ///< stable word: "disk_full", "clock_drift", "meter_stuck"
  bool raised = true;        ///< false: over
  std::string meter;         ///< empty: of the cabinet
  std::string supply_point;  ///< empty: of the cabinet
  std::string remark;        ///< for people; may be empty
  bool operator==(const AlarmNoted&) const = default;
};

struct ShiftChanged {
  Actor next;
  std::string remark;
  bool operator==(const ShiftChanged&) const = default;
};

/// Two-person correction (T10). The old line stays; the corrected value counts from then on.
struct Corrected {
  enum class Field { vessel, arrived_at, departed_at };
  LineRef target;  ///< the stay
  Field field = Field::vessel;
  std::optional<VesselNamed> vessel;   ///< with Field::vessel
  std::optional<Instant> at;           ///< with the other fields
  std::string reason;
  Actor approved_by;
  bool operator==(const Corrected&) const = default;
};

using LineBody =
    std::variant<EpochOpened, KeyChanged, ProgramStarted, Reading, MeterSilent, StayRegistered, StayEnded,
                 ChecklistCompleted, SupplyStarted, SupplyResumed, SupplyStopped, Declared, DeclarationEnded, Confirmed,
                 FaultOpened, FaultClosed, MeterExchanged, ClockAdjusted, ShiftChanged, Corrected,
                 AlarmNoted>;

/// One line. `at` is the agent's wall clock, `boot`/`mono` its monotonic counter since that boot.
struct LedgerLine {
  LedgerPosition position;
  Instant at{};
  std::string boot;  ///< 16 lower-case hex digits, new at every start of the machine or program
  Millis mono{};
  ClockSync sync = ClockSync::unsynced;
  Actor actor;
  std::string request;  ///< idempotency key of the operator's act (fault O1); empty for the device's own lines
  LineBody body;
  bool operator==(const LedgerLine&) const = default;
};

}  // namespace quaywatt::domain
