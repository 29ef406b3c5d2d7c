#pragma once
// Brings the ledger to the server: one exchange a step, as the plan says. No thread and no socket of its own, so that
// a simulator can drive it; the shipped program runs it in UplinkThread.

#include <atomic>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "berth-agent/clock/system_agent_clock.h"
#include "berth-agent/ledger/ledger_store.h"
#include "berth-agent/uplink/batch_size.h"
#include "berth-agent/uplink/link_state.h"
#include "berth-agent/uplink/server_link.h"
#include "berth-agent/uplink/signing_keys.h"
#include "berth-agent/uplink/uplink_plan.h"
#include "schema/wire/signature.h"

namespace quaywatt::agent {

/// Who we are to the server, from the enrolment.
struct UplinkIdentity {
  std::string agent;
  wire::SigningKey ledger_key;
  std::vector<PinnedKey> receipt_keys;
  std::vector<ReplacedKey> replaced_keys = {};  ///< for lines of their time
};

/// What the uplink works with. None is owned; all must outlive it.
struct UplinkSurroundings {
  LedgerStore& store;
  ServerLink& link;
  const AgentClock& clock;
  RandomSource& random;
  std::function<domain::Millis()> real_now;       ///< monotonic real time, for pauses
  ServerTimeListener* server_time = nullptr;      ///< hears the server's clock against ours; may be absent
};

class Uplink : public LinkMonitor {
 public:
  Uplink(UplinkIdentity identity, UplinkSurroundings surroundings, UplinkPlan::Settings settings);

  /// One exchange if one is due. Returns the real time of the next turn. One caller at a time.
  /// `opener` is asked when the server turns out to hold more than this ledger.
  domain::Millis step(EpochOpener& opener);

  /// Before the first line of a start: asks what the server holds, for at most `patience` of real time, so that a
  /// disk that was rolled back without a new line is noticed. Returns what to continue from when the next epoch must
  /// be opened, nullopt when there is no need or no answer.
  std::optional<domain::EpochOpened::Previous> hello(domain::Millis patience);

  /// What the server said it holds since this start; nullopt until it has answered. For the caller of `hello`.
  const std::optional<ServerHolds>& holds() const { return plan_.holds(); }

  LinkState state() const override;
  void wake() override;

  /// The server's newest answer whose receipt was valid, as kept in the ledger's notes.
  static constexpr char kReceiptNote[] = "receipt";
  /// An earlier one that reached farther: the server has lost lines it held.
  static constexpr char kFarthestReceiptNote[] = "farthest_receipt";

 private:
  LinkAnswer exchange(const Turn& turn, domain::Millis patience);
  LinkAnswer send_lines(const domain::LedgerPosition& first, std::size_t max_lines);
  void take(const Turn& turn, const LinkAnswer& answer, domain::Instant asked_at);
  void keep_set_aside(const Turn& turn, const TrustedAnswer& answer);
  void note(const std::string& name, const std::string& text);
  void keep_receipt(const TrustedAnswer& answer, domain::Instant asked_at);
  OurSide ours_from(const std::optional<ServerHolds>& holds) const;
  void publish();

  UplinkIdentity identity_;
  UplinkSurroundings around_;
  UplinkPlan plan_;
  BatchSize batch_size_;
  SetAsideLines set_aside_;
  std::optional<wire::Receipt> newest_receipt_;
  std::optional<wire::Receipt> farthest_receipt_;  ///< shown to the server with every batch
  std::atomic<bool> woken_{false};

  mutable std::mutex mutex_;  ///< guards published_
  LinkState published_;
};

}  // namespace quaywatt::agent
