#pragma once
// An agent's ledger as its owner writes it: lines, heads, signed batches of any part.

#include <string>
#include <utility>
#include <vector>

#include "domain/ledger/ledger_line.h"
#include "schema/wire/batch.h"
#include "schema/wire/signature.h"

namespace quaywatt::test {

class LedgerWriter {
 public:
  explicit LedgerWriter(std::string agent) : agent_(std::move(agent)) {}

  /// Opens an epoch; its line 1 is written.
  void open(std::uint32_t epoch, domain::EpochOpened opening);
  void open_first() { open(1, {std::nullopt, domain::EpochOpened::Reason::first, "test", 1}); }

  /// Appends to the newest epoch and returns its seq.
  std::uint64_t add(domain::LineBody body);
  /// A line of other bytes than any encoder's.
  std::uint64_t add_text(std::string line);
  /// `count` short lines without effect on anything.
  void fill(std::size_t count);

  /// Lines first..last of the newest epoch, signed with the key in force.
  wire::Batch batch(std::uint64_t first, std::uint64_t last) const { return batch(first, last, key_); }
  wire::Batch batch(std::uint64_t first, std::uint64_t last, const wire::SigningKey& key) const;
  wire::Batch all() const { return batch(1, last_seq()); }

  /// The card copied, with its key.
  LedgerWriter clone() const;

  const wire::SigningKey& key() const { return key_; }
  /// From here on lines are signed with another key; the old one comes back.
  wire::SigningKey exchange_key(wire::SigningKey key) { return std::exchange(key_, std::move(key)); }

  std::uint64_t last_seq() const { return lines_.size(); }
  domain::Head head(std::uint64_t seq) const { return heads_.at(seq); }
  domain::EpochOpened::Previous here() const { return {{epoch_, last_seq()}, heads_.back()}; }
  const std::string& agent() const { return agent_; }

 private:
  std::string agent_;
  wire::SigningKey key_ = wire::SigningKey::generate();
  std::uint32_t epoch_ = 0;
  std::vector<std::string> lines_;   ///< of the newest epoch
  std::vector<domain::Head> heads_;  ///< by seq, from 0
};

/// As it travels.
std::string body_of(const wire::Batch& batch);

}  // namespace quaywatt::test
