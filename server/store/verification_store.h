#pragma once
// Held ledgers as their rows state them, read back to be verified, and how far each agent's verification has come
// (fault D12). Reads nothing into objects that a changed row could break: bodies come as bytes.

#include <optional>
#include <string>
#include <vector>

#include "domain/ledger/ledger_position.h"
#include "domain/time/instant.h"
#include "domain/units.h"
#include "server/store/alarm_store.h"

namespace quaywatt::server {

/// One row of held batches.
struct HeldRow {
  std::uint32_t epoch = 0;
  std::uint64_t first_new_seq = 0;
  std::uint64_t first_seq = 0;
  std::uint64_t last_seq = 0;
  domain::Head head_before;
  domain::Head head_after;
  std::string signature;      ///< base64
  std::string ledger_key;     ///< base64: the row says it was verified with it
  std::string key_in_force;   ///< base64: the agent's keys say that one counted at the batch's end
  std::string body_gzip;
};

struct VerificationProgress {
  std::string agent;
  domain::LedgerPosition last;                ///< verified up to there in this round; {0, 0}: the round begins
  domain::Head head;
  std::optional<domain::Instant> finished_at; ///< the last whole round
};

/// A reading's row of the derived tables.
struct DerivedReading {
  domain::LineRef line;
  std::string meter;
  domain::WattHours energy{};
  std::string energy_text;
};

class VerificationStore {
 public:
  virtual ~VerificationStore() = default;
  /// Every agent of which lines are held or were verified, by name.
  virtual std::vector<VerificationProgress> progress() = 0;
  virtual void save(const VerificationProgress& progress) = 0;
  /// In ledger order, rows with lines after `position`, at most `max`.
  virtual std::vector<HeldRow> rows_after(const std::string& agent, const domain::LedgerPosition& position,
                                          std::size_t max) = 0;
  /// What the heads' table states as held, by epoch.
  virtual std::vector<std::pair<domain::LedgerPosition, domain::Head>> stated_heads(const std::string& agent) = 0;
  /// Readings derived from lines `first` to `last` of one epoch; nullopt when they are not all derived yet.
  virtual std::optional<std::vector<DerivedReading>> readings(const std::string& agent,
                                                              const domain::LineRef& first,
                                                              const domain::LineRef& last) = 0;
  virtual void raise(const Alarm& alarm) = 0;
};

}  // namespace quaywatt::server
