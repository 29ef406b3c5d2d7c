#pragma once
// A true ledger of several epochs and a server that keeps it in memory, for properties of the acceptance: real lines,
// real chain, real signatures, only the database is missing.

#include <map>
#include <string>
#include <vector>

#include "domain/ledger/acceptance.h"
#include "schema/wire/batch.h"

namespace quaywatt::wire {

/// Lines of each epoch, with the heads after them.
struct TrueLedger {
  struct Epoch {
    std::uint32_t number = 0;
    std::vector<std::string> lines;
    std::vector<domain::Head> heads;  ///< [n] is the head after line n; [0] starts the epoch
  };
  std::vector<Epoch> epochs;

  /// `sizes[i]` lines (at least 1) in the i-th epoch. Each continues the last line of the one before.
  explicit TrueLedger(const std::vector<std::size_t>& sizes);

  /// Lines first … last of the i-th epoch, signed by `key`.
  Batch batch(std::size_t epoch_index, std::uint64_t first, std::uint64_t last, const SigningKey& key) const;
};

class MemoryServer {
 public:
  explicit MemoryServer(PublicKey key) : key_(std::move(key)) {}

  domain::Acceptance receive(const Batch& batch);
  domain::LedgerPosition held() const { return held_ledger().last; }
  const std::map<std::uint32_t, std::vector<std::string>>& lines() const { return lines_; }
  /// Restores a backup: only lines up to `last` are left.
  void forget_after(const domain::LedgerPosition& last);

 private:
  domain::HeldLedger held_ledger() const;
  domain::HeldOverlap overlap(const domain::ArrivedBatch& batch) const;
  domain::Head head_at(const domain::LedgerPosition& position) const;

  PublicKey key_;
  std::map<std::uint32_t, std::vector<std::string>> lines_;
  std::map<std::uint32_t, std::vector<domain::Head>> heads_;  ///< after each line
};

}  // namespace quaywatt::wire
