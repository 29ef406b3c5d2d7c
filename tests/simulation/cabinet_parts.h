#pragma once
// The parts of a running cabinet that stand for its surroundings: the store that is watched, the link, the meter's
// line, chance.

#include "tests/simulation/cabinet.h"

namespace quaywatt::simulation {

/// The shipped store, every acknowledged line noted.
class Cabinet::SightedStore : public agent::LedgerStore {
 public:
  SightedStore(agent::LedgerStore& inner, Cabinet& cabinet) : inner_(inner), cabinet_(cabinet) {}

  void append(const std::vector<agent::StoredLine>& lines) override {
    for (const auto& line : lines) see(line);
    inner_.append(lines);
    for (const auto& line : lines) cabinet_.kept_[line.position] = line.head;
  }
  std::optional<agent::StoredLine> last() override { return inner_.last(); }
  std::optional<agent::StoredLine> at(const domain::LedgerPosition& position) override { return inner_.at(position); }
  std::vector<agent::StoredLine> read(const domain::LedgerPosition& first, std::size_t max_lines,
                                      std::size_t max_bytes) override {
    return inner_.read(first, max_lines, max_bytes);
  }
  std::optional<std::uint64_t> last_seq_of_epoch(std::uint32_t epoch) override {
    return inner_.last_seq_of_epoch(epoch);
  }
  std::vector<std::uint32_t> epochs() override { return inner_.epochs(); }
  std::optional<std::string> note(const std::string& name) override { return inner_.note(name); }
  void put_note(const std::string& name, const std::string& text) override { inner_.put_note(name, text); }

  /// Whether the disk will take it or not: a line that was never acknowledged may stand there all the same.
  void see(const agent::StoredLine& line) {
    cabinet_.around_.record.line_written(
        line.head, {line.position, cabinet_.around_.now, cabinet_.socket.truth_mwh(), cabinet_.number()});
    cabinet_.trace("writes", line.line);
  }

 private:
  agent::LedgerStore& inner_;
  Cabinet& cabinet_;
};

class Cabinet::Link : public agent::ServerLink {
 public:
  explicit Link(Cabinet& cabinet) : cabinet_(cabinet) {}
  agent::LinkAnswer send(const std::string& gzipped_batch) override {
    if (cabinet_.is_struck()) return dark();
    return cabinet_.around_.network.send(cabinet_.number(), gzipped_batch);
  }
  agent::LinkAnswer head(domain::Millis) override {
    if (cabinet_.is_struck()) return dark();
    return cabinet_.around_.network.head(cabinet_.number());
  }

 private:
  static agent::LinkFailure dark() {
    return {agent::LinkFailure::Kind::unreachable, "断电", "no power", std::nullopt};
  }
  Cabinet& cabinet_;
};

class Cabinet::Reader : public agent::EdgeReader {
 public:
  explicit Reader(Cabinet& cabinet) : cabinet_(cabinet) {}
  agent::MeterReading read_now(const std::string& meter) override {
    return {meter, {}, cabinet_.clock.now(), cabinet_.socket.read()};
  }

 private:
  Cabinet& cabinet_;
};

class Cabinet::Chance : public agent::RandomSource {
 public:
  explicit Chance(Random& random) : random_(random) {}
  std::uint32_t next() override { return static_cast<std::uint32_t>(random_.next() >> 32); }

 private:
  Random& random_;
};

struct Cabinet::Running {
  explicit Running(Cabinet& cabinet);
  void open_epoch(Cabinet& cabinet);

  agent::OpenedLedger opened;
  SightedStore store;
  agent::Ledger ledger;
  Link link;
  Reader reader;
  Chance chance;
  agent::Uplink uplink;
  agent::BerthDesk desk;
  bool woken = false;
};

}  // namespace quaywatt::simulation
