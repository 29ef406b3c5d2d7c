#pragma once
// A disk in memory. Copy it to keep what a power cut would leave; `fail_next` makes the disk refuse.

#include <algorithm>
#include <functional>
#include <iterator>
#include <map>
#include <string>
#include <vector>

#include "berth-agent/ledger/ledger_store.h"

namespace quaywatt::test {

class MemoryLedgerStore : public agent::LedgerStore {
 public:
  void append(const std::vector<agent::StoredLine>& lines) override {
    refuse_if_told();
    for (const auto& line : lines) {
      if (lines_.contains(line.position)) throw agent::StorageFailure("position held already");
    }
    for (const auto& line : lines) lines_.emplace(line.position, line);
  }
  std::optional<agent::StoredLine> last() override {
    if (lines_.empty()) return std::nullopt;
    return lines_.rbegin()->second;
  }
  std::optional<agent::StoredLine> at(const domain::LedgerPosition& position) override {
    const auto found = lines_.find(position);
    if (found == lines_.end()) return std::nullopt;
    return found->second;
  }
  std::vector<agent::StoredLine> read(const domain::LedgerPosition& first, std::size_t max_lines,
                                      std::size_t max_bytes) override {
    std::vector<agent::StoredLine> out;
    std::size_t bytes = 0;
    for (auto it = lines_.find(first); it != lines_.end() && it->first.epoch == first.epoch; ++it) {
      bytes += it->second.line.size() + 1;
      if (it->first.seq != first.seq + out.size()) break;
      if (!out.empty() && (out.size() >= max_lines || bytes > max_bytes)) break;
      out.push_back(it->second);
    }
    most_read = std::max(most_read, out.size());
    return out;
  }
  std::optional<std::uint64_t> last_seq_of_epoch(std::uint32_t epoch) override {
    const auto after = lines_.lower_bound({epoch + 1, 0});
    if (after == lines_.begin() || std::prev(after)->first.epoch != epoch) return std::nullopt;
    return std::prev(after)->first.seq;
  }
  std::vector<std::uint32_t> epochs() override {
    std::vector<std::uint32_t> out;
    for (auto it = lines_.begin(); it != lines_.end(); it = lines_.lower_bound({out.back() + 1, 0})) {
      out.push_back(it->first.epoch);
    }
    return out;
  }
  std::optional<std::string> note(const std::string& name) override {
    const auto found = notes_.find(name);
    if (found == notes_.end()) return std::nullopt;
    return found->second;
  }
  void put_note(const std::string& name, const std::string& text) override {
    refuse_if_told();
    notes_[name] = text;
  }

  /// The next `times` writes throw StorageFailure and leave nothing behind (faults A3, A4).
  void fail_next(int times) { failures_ = times; }
  /// Drops everything after `position`, as an old disk image would (fault A7).
  void roll_back_to(const domain::LedgerPosition& position) {
    lines_.erase(lines_.upper_bound(position), lines_.end());
  }
  /// Overwrites a held line without mending its head, as an editor of the file would (fault X5).
  void tamper(const domain::LedgerPosition& position, std::string line) { lines_.at(position).line = std::move(line); }
  /// Asked before each write: whether the disk has no room for it (fault A3). Copied with the disk.
  std::function<bool()> full;
  std::size_t most_read = 0;  ///< lines that one call brought into memory at most (fault A9)
  std::size_t size() const { return lines_.size(); }

 private:
  void refuse_if_told() {
    if (full && full()) throw agent::DiskFull("disk full");
    if (failures_ == 0) return;
    --failures_;
    throw agent::StorageFailure("disk I/O error");
  }

  std::map<domain::LedgerPosition, agent::StoredLine> lines_;
  std::map<std::string, std::string> notes_;
  int failures_ = 0;
};

}  // namespace quaywatt::test
