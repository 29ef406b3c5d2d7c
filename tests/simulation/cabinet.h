#pragma once
// One cabinet: the shipped ledger, SQLite store, desk and uplink on a simulated disk, clock, meter and link. What
// berth-agent/cli/cabinet.cpp puts together with threads and sockets stands here without.

#include <memory>
#include <optional>
#include <string>

#include "berth-agent/berth/berth_desk.h"
#include "berth-agent/ledger/ledger_folder.h"
#include "berth-agent/uplink/epoch_at_start.h"
#include "tests/simulation/disk.h"
#include "tests/simulation/record.h"
#include "tests/simulation/simulated_clock.h"
#include "tests/simulation/socket.h"
#include "tests/simulation/trace.h"

namespace quaywatt::simulation {

/// The words between agent and server, whatever happens to them on the way. `cabinet` says who asks.
class Network {
 public:
  virtual ~Network() = default;
  virtual agent::LinkAnswer send(int cabinet, const std::string& gzipped_batch) = 0;
  virtual agent::LinkAnswer head(int cabinet) = 0;
};

/// What an enrolment leaves in a cabinet.
struct CabinetIdentity {
  std::string agent;
  std::string berth;
  std::string key_pem;
  std::uint32_t certificate = 0;
  agent::EnrolledAt enrolled;
  bool epoch_opened = false;
  std::vector<agent::PinnedKey> receipt_keys;
};

struct CabinetSettings {
  int number = 0;
  std::filesystem::path folder;
  domain::Millis uplink_interval{60'000};
};

/// Everything a disk image takes along.
struct CabinetImage {
  DiskImage disk;
  CabinetIdentity identity;
  Kept kept;
};

/// What the cabinets of a run share. None is owned.
struct Surroundings {
  const domain::Millis& now;
  Trace& trace;
  Record& record;
  Network& network;
};

class Cabinet {
 public:
  Cabinet(CabinetSettings settings, CabinetIdentity identity, Surroundings around, Random random, Socket& socket);
  ~Cabinet();

  /// A program start. False when it did not come up; `why_down` says why, and it may be tried again.
  bool start();
  /// The power goes, or the program is killed; nothing more is written.
  void die(bool power_was_cut);
  /// In order.
  void stop();
  bool runs() const { return running_ != nullptr; }
  const std::string& why_down() const { return why_down_; }
  /// The disk died under the program (a fault set to strike between two writes): to be buried with `die`.
  bool is_struck() const { return disk.dead(); }

  void sample();
  domain::Millis step_uplink();
  agent::BerthDesk& desk();
  agent::LinkState link() const;
  void send_now();
  bool was_woken();

  CabinetImage image() const;
  void restore(const CabinetImage& image);
  /// Somebody deletes the ledger's folder.
  void lose_ledger();
  /// A line of a later program, chained as it should be. Not while the program runs.
  void write_strange_line();
  const Kept& kept() const { return kept_; }
  int number() const { return settings_.number; }

  CabinetIdentity identity;
  SimulatedClock clock;
  Disk disk;
  Socket& socket;

 private:
  struct Running;
  class SightedStore;
  class Link;
  class Reader;
  class Chance;
  void look_over_disk(agent::LedgerStore& store);
  void trace(std::string_view what, std::string_view detail = {});

  CabinetSettings settings_;
  Surroundings around_;
  Random random_;
  Kept kept_;
  bool kept_is_sure_ = true;    ///< false: the ledger was harmed by force, what is on the disk now is what is kept
  bool clean_ = true;
  int starts_ = 0;
  std::string why_down_;
  std::unique_ptr<Running> running_;
};

}  // namespace quaywatt::simulation
