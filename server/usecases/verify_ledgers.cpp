#include "server/usecases/verify_ledgers.h"

#include <algorithm>
#include <limits>
#include <variant>

#include "schema/wire/line_codec.h"

namespace quaywatt::server {

namespace {

/// A row is looked at again within 24 h: the pause and the time a round takes together.
constexpr std::chrono::hours kPause{16};
/// Of the batches the readings of one in so many are compared, another one each day.
constexpr std::uint64_t kSample = 16;

bool due(const VerificationProgress& progress, domain::Instant now) {
  // A clock that was set back must not put the verification off.
  return progress.last.epoch > 0 || !progress.finished_at || now - *progress.finished_at >= kPause ||
         now < *progress.finished_at;
}

bool sampled(const HeldRow& row, domain::Instant now) {
  const auto day = static_cast<std::uint64_t>(std::chrono::floor<std::chrono::days>(now).time_since_epoch().count());
  return (row.first_new_seq + day) % kSample == 0;
}

const domain::Reading* reading_in(const std::variant<domain::LedgerLine, wire::LineDefect>& decoded) {
  const auto* line = std::get_if<domain::LedgerLine>(&decoded);
  return line != nullptr ? std::get_if<domain::Reading>(&line->body) : nullptr;
}

bool same(const domain::Reading& reading, const DerivedReading& row) {
  const auto& energy = reading.registers.energy_forward;
  return row.meter == reading.meter && row.energy == energy.value && row.energy_text == energy.text;
}

}  // namespace

bool VerifyLedgers::step(std::size_t max_rows) {
  const domain::Instant now = clock_();
  auto all = store_.progress();
  const auto next = std::ranges::find_if(all, [&](const VerificationProgress& one) { return due(one, now); });
  if (next == all.end()) return false;
  VerifiedLedger found{next->agent, 0, {}};
  if (verify_rows(*next, max_rows, false, found)) {
    next->finished_at = now;
    next->last = {};
    next->head.clear();
  }
  store_.save(*next);
  return true;
}

VerifiedLedger VerifyLedgers::verify(const std::string& agent) {
  VerifiedLedger found{agent, 0, {}};
  VerificationProgress progress{agent, {}, {}, {}};
  verify_rows(progress, std::numeric_limits<std::size_t>::max(), true, found);
  return found;
}

bool VerifyLedgers::verify_rows(VerificationProgress& progress, std::size_t max_rows, bool every_reading,
                                VerifiedLedger& into) {
  constexpr std::size_t kRowsAtOnce = 20;
  HeldChain chain{progress.last, progress.head};
  for (std::size_t done = 0; done < max_rows;) {
    const auto rows = store_.rows_after(progress.agent, chain.last, std::min(kRowsAtOnce, max_rows - done));
    if (rows.empty()) {
      compare_heads(progress.agent, chain, std::numeric_limits<std::uint32_t>::max(), into);
      return true;
    }
    for (const HeldRow& row : rows) verify_row(row, every_reading, chain, into);
    done += rows.size();
    progress.last = chain.last;
    progress.head = chain.head;
  }
  return false;
}

void VerifyLedgers::verify_row(const HeldRow& row, bool every_reading, HeldChain& chain, VerifiedLedger& into) {
  if (row.epoch != chain.last.epoch) compare_heads(into.agent, chain, row.epoch, into);
  const domain::LedgerPosition first{row.epoch, std::min(row.first_new_seq, row.last_seq)};
  const auto checked = check_row(into.agent, row, chain);
  if (checked.defect) {
    return note({into.agent, first, chain.last, std::string(defect_name(*checked.defect))}, into);
  }
  into.lines += row.last_seq - row.first_new_seq + 1;
  if (every_reading || sampled(row, clock_())) compare_readings(into.agent, checked.batch, into);
}

void VerifyLedgers::compare_readings(const std::string& agent, const wire::Batch& batch, VerifiedLedger& into) {
  const auto rows =
      store_.readings(agent, {batch.epoch, batch.first_seq}, {batch.epoch, batch.last_seq});
  if (!rows) return;
  for (std::size_t i = 0; i < batch.lines.size(); ++i) {
    const domain::LedgerPosition position{batch.epoch, batch.first_seq + i};
    const auto decoded = wire::decode_line(batch.lines[i], position);
    const domain::Reading* reading = reading_in(decoded);
    if (reading == nullptr) continue;
    const auto row = std::ranges::find(*rows, position, &DerivedReading::line);
    if (row != rows->end() && same(*reading, *row)) continue;
    note({agent, position, position, "reading"}, into);
  }
}

void VerifyLedgers::compare_heads(const std::string& agent, const HeldChain& chain, std::uint32_t until,
                                  VerifiedLedger& into) {
  for (const auto& [last, head] : store_.stated_heads(agent)) {
    if (last.epoch < chain.last.epoch || last.epoch >= until) continue;
    if (last == chain.last && head == chain.head) continue;
    // Lines that came since the last row was read are the next round's.
    const auto newer = store_.rows_after(agent, chain.last, 1);
    if (chain.last < last && !newer.empty() && newer.front().epoch <= last.epoch) continue;
    note({agent, last, last, std::string(defect_name(RowDefect::head))}, into);
  }
}

void VerifyLedgers::note(LedgerDefect defect, VerifiedLedger& into) {
  raise(defect);
  into.defects.push_back(std::move(defect));
}

void VerifyLedgers::raise(const LedgerDefect& defect) {
  const std::string range = wire::format_ref(defect.first) + "-" + wire::format_ref(defect.last);
  const bool derived = defect.kind == "reading";
  const std::string zh = derived ? "推导出的读数 " + range + " 与台账原行不符:数据表被改动;请执行 quaywatt rebuild"
                                 : "留存台账第 " + range + " 行核验不符(" + defect.kind +
                                       "):数据库被改动;请保全现场,并以终端台账导出与回执为证";
  const std::string en = derived ? "the derived reading " + range + " is not what its line says: a row was edited; run "
                                   "quaywatt rebuild"
                                 : "held lines " + range + " do not verify (" + defect.kind + "): a row was edited; "
                                   "keep the database as it is, the agent's export and receipts are the evidence";
  store_.raise({derived ? "derived_row_edited" : "ledger_row_edited", defect.agent, range + " " + defect.kind, zh, en,
                clock_()});
}

}  // namespace quaywatt::server
