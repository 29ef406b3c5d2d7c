#pragma once
// One berth cabinet put together: every concrete part, in the order in which they depend on each other.

#include <iosfwd>
#include <mutex>
#include <optional>

#include "berth-agent/berth/berth_desk.h"
#include "berth-agent/clock/system_agent_clock.h"
#include "berth-agent/config/agent_config.h"
#include "berth-agent/enrol/identity.h"
#include "berth-agent/ledger/ledger_folder.h"
#include "berth-agent/ledger/ledger_room.h"
#include "berth-agent/local/local_server.h"
#include "berth-agent/local/logins.h"
#include "berth-agent/sampling/sampler.h"
#include "berth-agent/uplink/https_link.h"
#include "berth-agent/uplink/system_random.h"
#include "berth-agent/uplink/uplink_thread.h"

namespace quaywatt::agent {

/// Tells the clock and, once it is open, the desk what the server's signed time is worth.
class ServerTimeRelay : public ServerTimeListener {
 public:
  explicit ServerTimeRelay(ServerTimeListener& clock) : clock_(clock) {}
  void also_to(ServerTimeListener& desk) { desk_ = &desk; }
  void server_offset(domain::Millis offset) override {
    clock_.server_offset(offset);
    if (desk_ != nullptr) desk_->server_offset(offset);
  }

 private:
  ServerTimeListener& clock_;
  ServerTimeListener* desk_ = nullptr;  ///< set before the uplink's thread starts
};

class Cabinet {
 public:
  /// Opens and verifies the ledger, asks the server what it holds (at most 3 s), opens an epoch where one is due and
  /// writes `program_started`. Messages for people go to `log`. Throws LedgerInUse, StorageFailure, runtime_error.
  Cabinet(AgentConfig config, std::ostream& log);
  ~Cabinet();

  /// Meters, uplink and the local interface begin to work.
  void start();
  /// Takes no more acts, and what is under way is finished; then everything ends, and the ledger notes that it did
  /// so in order.
  void stop();

  const AgentConfig& config() const { return config_; }
  const std::string& agent() const { return identity_.grant.agent; }

 private:
  void open_epoch();
  void refuse_other_clock() const;
  LocalParts local_parts();
  void say(const std::string& text);

  AgentConfig config_;
  std::ostream& log_;
  std::mutex log_mutex_;
  WriteLock lock_;
  Identity identity_;
  SystemAgentClock clock_;
  OpenedLedger opened_;
  MountedDiskSpace disk_space_;
  LedgerRoom room_;
  Ledger ledger_;
  SystemRandom random_;
  SystemResolver resolver_;
  AddressBook addresses_;
  HttpsLink link_;
  ServerTimeRelay server_time_;
  Uplink uplink_;
  UplinkThread uplink_thread_;
  Sampler sampler_;
  BerthDesk desk_;
  Logins logins_;
  LocalServer local_;
};

}  // namespace quaywatt::agent
