#include "berth-agent/berth/berth_desk.h"

#include <algorithm>
#include <cassert>
#include <utility>

#include "berth-agent/berth/checklist_decision.h"
#include "berth-agent/berth/declaration_decisions.h"
#include "berth-agent/berth/desk_refusals.h"
#include "berth-agent/berth/fault_decisions.h"
#include "berth-agent/berth/stay_decisions.h"
#include "schema/wire/chain.h"
#include "schema/wire/line_codec.h"

namespace quaywatt::agent {

namespace {

constexpr std::size_t kReplayPageLines = 1000;
constexpr std::size_t kReplayPageBytes = 2 * 1024 * 1024;
constexpr char kCleanStopNote[] = "clean_stop";

}  // namespace

BerthDesk::BerthDesk(BerthSetup setup, Parts parts, RecordingSettings recording)
    : ledger_(parts.ledger), store_(parts.store), clock_(parts.clock), meters_(parts.meters), room_(parts.room),
      recording_(recording), state_(empty_berth(std::move(setup))) {}

void BerthDesk::when_urgent(std::function<void()> notify) { notify_urgent_ = std::move(notify); }

void BerthDesk::open(const std::string& program_version) {
  const std::lock_guard lock(mutex_);
  assert(ledger_.is_open());
  program_version_ = program_version;
  replay();
  for (const auto& point : state_.setup.supply_points) schedules_.emplace(point.id, RecordingSchedule(recording_));
  // Never noted: the very first start. Noted "no": the program before did not come to note its stop.
  const bool clean_before = store_.note(kCleanStopNote).value_or("yes") == "yes";
  store_.put_note(kCleanStopNote, "no");
  append(ledger_.device(), domain::ProgramStarted{program_version, clean_before}, {});
}

void BerthDesk::close() {
  const std::lock_guard lock(mutex_);
  store_.put_note(kCleanStopNote, "yes");
}

void BerthDesk::replay() {
  for (const std::uint32_t epoch : store_.epochs()) {
    domain::LedgerPosition next{epoch, 1};
    for (auto page = store_.read(next, kReplayPageLines, kReplayPageBytes); !page.empty();
         page = store_.read(next, kReplayPageLines, kReplayPageBytes)) {
      for (const StoredLine& stored : page) {
        const auto line = wire::decode_line(stored.line, stored.position);
        if (const auto* known = std::get_if<domain::LedgerLine>(&line)) {
          fold(state_, *known);
        } else {
          set_aside(state_, stored.position, std::get<wire::LineDefect>(line).reason);
        }
      }
      next.seq = page.back().position.seq + 1;
    }
  }
}

Asked BerthDesk::asked(const Asker& asker) const { return {asker.actor, clock_.now().wall}; }

std::string BerthDesk::meter_in_service(const std::string& supply_point) const {
  const auto found = state_.meters.find(supply_point);
  return found == state_.meters.end() ? std::string{} : found->second;
}

domain::LedgerLine BerthDesk::append(const domain::Actor& actor, const domain::LineBody& body,
                                     const std::string& request) {
  say_clock_step();
  domain::LedgerLine line = store_line(actor, body, request);
  fold(state_, line);
  storage_trouble_.clear();  // the disk has just proved itself
  return line;
}

/// The line as it would stand: what the journal or the codec would not take is never written.
std::optional<DeskRefusal> BerthDesk::journal_refusal(const Asker& asker, const domain::LineBody& body) const {
  const ClockReading now = clock_.now();
  domain::LedgerPosition next = ledger_.position();
  ++next.seq;
  const domain::LedgerLine line{next, now.wall, clock_.boot(), now.mono, now.sync, asker.actor, asker.request, body};
  if (const auto defect = wire::defect_of(line)) return refuse_unwritable(*defect);
  domain::BerthJournal trial = state_.journal;
  const auto applied = domain::apply(trial, line);
  if (const auto* refusal = std::get_if<domain::LineRefusal>(&applied)) return refuse_set_aside(*refusal);
  return std::nullopt;
}

Outcome BerthDesk::write(const Asker& asker, Decision decision) {
  if (auto* refusal = std::get_if<DeskRefusal>(&decision)) return std::move(*refusal);
  const auto& body = std::get<domain::LineBody>(decision);
  if (auto refusal = journal_refusal(asker, body)) return *refusal;
  return append(asker.actor, body, asker.request);
}

Outcome BerthDesk::answer(Lock& lock, Outcome outcome) const {
  lock.unlock();
  const auto* line = std::get_if<domain::LedgerLine>(&outcome);
  if (line != nullptr && is_urgent(line->body) && notify_urgent_) notify_urgent_();
  return outcome;
}

std::optional<Outcome> BerthDesk::settled(const Asker& asker, DeskAct act,
                                          const std::function<bool(const domain::LineBody&)>& same_act) {
  if (!may(asker.actor.role, act)) return refuse_role();
  const auto earlier = asker.request.empty() ? state_.requests.end() : state_.requests.find(asker.request);
  if (earlier == state_.requests.end()) return std::nullopt;
  const auto stored = store_.at(earlier->second);
  if (!stored) return refuse_reused_request();
  const auto line = wire::decode_line(stored->line, stored->position);
  const auto* written = std::get_if<domain::LedgerLine>(&line);
  if (written == nullptr || written->actor != asker.actor || !same_act(written->body)) return refuse_reused_request();
  return *written;
}

template <typename Command>
Outcome BerthDesk::act(const Asker& asker, const Command& command,
                       Decision (*decide)(const BerthState&, const Asked&, const Command&)) {
  Lock lock(mutex_);
  if (auto outcome = settled(asker, command)) return *outcome;
  return answer(lock, write(asker, decide(state_, asked(asker), command)));
}

Outcome BerthDesk::register_stay(const Asker& asker, const RegisterStay& command) {
  return act(asker, command, decide_register_stay);
}
Outcome BerthDesk::end_stay(const Asker& asker, const EndStay& command) { return act(asker, command, decide_end_stay); }
Outcome BerthDesk::complete_checklist(const Asker& asker, const CompleteChecklist& command) {
  return act(asker, command, decide_complete_checklist);
}
Outcome BerthDesk::declare(const Asker& asker, const Declare& command) { return act(asker, command, decide_declare); }
Outcome BerthDesk::end_declaration(const Asker& asker, const EndDeclaration& command) {
  return act(asker, command, decide_end_declaration);
}
Outcome BerthDesk::confirm(const Asker& asker, const Confirm& command) { return act(asker, command, decide_confirm); }
Outcome BerthDesk::open_fault(const Asker& asker, const OpenFault& command) {
  return act(asker, command, decide_open_fault);
}

void BerthDesk::open_epoch_behind_server(const domain::EpochOpened::Previous& held) {
  const std::lock_guard lock(mutex_);
  const std::uint32_t epoch = std::max(held.last.epoch, ledger_.position().epoch) + 1;
  ledger_.open_epoch({held, domain::EpochOpened::Reason::behind_server, program_version_, clock_.scale()}, epoch);
}

std::optional<StoredLine> BerthDesk::stored_line(const domain::LineRef& ref) {
  const std::lock_guard lock(mutex_);
  return store_.at(ref);
}

domain::Head BerthDesk::head_before(const domain::LineRef& ref) {
  const std::lock_guard lock(mutex_);
  if (ref.seq > 1) {
    if (const auto before = store_.at({ref.epoch, ref.seq - 1})) return before->head;
  }
  return wire::epoch_start_head(ledger_.agent(), ref.epoch);
}

}  // namespace quaywatt::agent
