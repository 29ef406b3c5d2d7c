#include "berth-agent/ledger/verification.h"

#include "schema/wire/chain.h"
#include "schema/wire/line_codec.h"

namespace quaywatt::agent {

namespace {

constexpr std::size_t kChunkLines = 500;
constexpr std::size_t kChunkBytes = 1 << 20;

class Verifier {
 public:
  Verifier(LedgerStore& store, const std::string& agent, bool decodes)
      : store_(store), agent_(agent), decodes_(decodes) {}

  LedgerCheck run(const std::optional<Checkpoint>& from) {
    if (from) sound_ = *from;
    try {
      for (const std::uint32_t epoch : store_.epochs()) {
        if (from && epoch < from->position.epoch) continue;
        const bool within = from && epoch == from->position.epoch;
        if (!check_epoch(epoch, within ? from->position.seq : 0)) break;
      }
    } catch (const StorageFailure& failure) {
      record_break(LedgerBreak::Kind::unreadable, expected_, failure.what(), failure.what());
    }
    return std::move(check_);
  }

 private:
  bool check_epoch(std::uint32_t epoch, std::uint64_t after_seq) {
    domain::Head head = after_seq == 0 ? wire::epoch_start_head(agent_, epoch) : sound_.head;
    const std::uint64_t last_seq = store_.last_seq_of_epoch(epoch).value_or(0);
    check_.epochs.push_back({epoch, after_seq + 1, after_seq, head});
    std::uint64_t seq = after_seq;
    while (seq < last_seq) {
      expected_ = {epoch, seq + 1};
      const auto lines = read_chunk();
      if (lines.empty()) return missing();
      for (const auto& line : lines) {
        if (!check_line(line, head)) return false;
      }
      seq += lines.size();
    }
    return true;
  }

  /// In a damaged file one bad page must not hide the good lines before it: then one at a time.
  std::vector<StoredLine> read_chunk() {
    if (!line_by_line_) {
      try {
        return store_.read(expected_, kChunkLines, kChunkBytes);
      } catch (const StorageFailure&) {
        line_by_line_ = true;
      }
    }
    return store_.read(expected_, 1, kChunkBytes);
  }

  bool check_line(const StoredLine& stored, domain::Head& head) {
    expected_ = stored.position;
    const domain::Head after = wire::head_after(head, stored.line);
    if (after != stored.head) return changed();
    if (decodes_) look_into(stored);
    head = after;
    sound_ = {stored.position, after};
    check_.epochs.back().last_seq = stored.position.seq;
    check_.epochs.back().head = after;
    ++check_.lines;
    return true;
  }

  void look_into(const StoredLine& stored) {
    const auto decoded = wire::decode_line(stored.line, stored.position);
    const auto* defect = std::get_if<wire::LineDefect>(&decoded);
    if (defect == nullptr) return;
    ++check_.strange_count;
    if (check_.strange.size() == kStrangeLinesNamed) return;
    check_.strange.push_back({stored.position, defect->reason + " " + defect->pointer + " " + defect->text});
  }

  bool missing() {
    const std::string place = wire::format_ref(expected_);
    return record_break(LedgerBreak::Kind::line_missing, expected_, "台账第 " + place + " 行缺失",
                        "ledger line " + place + " is missing");
  }

  bool changed() {
    const std::string place = wire::format_ref(expected_);
    return record_break(LedgerBreak::Kind::line_changed, expected_, "台账第 " + place + " 行与链头不符,内容被改动或损坏",
                        "ledger line " + place + " does not fit its chain head: changed or damaged");
  }

  bool record_break(LedgerBreak::Kind kind, const domain::LedgerPosition& at, std::string zh, std::string en) {
    check_.first_break = LedgerBreak{kind, at, sound_.position, sound_.head, std::move(zh), std::move(en)};
    return false;
  }

  LedgerStore& store_;
  const std::string& agent_;
  bool decodes_;
  bool line_by_line_ = false;
  LedgerCheck check_;
  Checkpoint sound_;
  domain::LedgerPosition expected_;
};

}  // namespace

LedgerCheck verify_ledger(LedgerStore& store, const std::string& agent, const std::optional<Checkpoint>& from) {
  return Verifier(store, agent, !from.has_value()).run(from);
}

}  // namespace quaywatt::agent
