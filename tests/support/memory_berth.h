#pragma once
// A cabinet in memory: clock, disk, ledger and uplink around a server in memory, stepped by the test.

#include <memory>
#include <string>

#include "berth-agent/ledger/ledger.h"
#include "berth-agent/uplink/uplink.h"
#include "tests/support/fake_ledger_server.h"
#include "tests/support/manual_clock.h"
#include "tests/support/memory_ledger_store.h"

namespace quaywatt::test {

/// Always the same middle, so that pauses can be told.
class EvenRandom : public agent::RandomSource {
 public:
  std::uint32_t next() override { return 0x8000'0000; }
};

class MemoryBerth : public agent::EpochOpener {
 public:
  explicit MemoryBerth(std::string name = "jy-shili-01")
      : agent(std::move(name)), receipt_key_pem_(wire::SigningKey::generate().pem()),
        ledger_key_pem_(wire::SigningKey::generate().pem()),
        server(agent, ledger_key().public_key(), wire::SigningKey::from_pem(receipt_key_pem_)) {
    start();
  }

  /// As a program start does: recover, and a fresh uplink that knows nothing of the server.
  void start() {
    ledger = std::make_unique<agent::Ledger>(agent, store, clock);
    ledger->recover();
    uplink = std::make_unique<agent::Uplink>(
        agent::UplinkIdentity{agent, ledger_key(), {{"r1", wire::SigningKey::from_pem(receipt_key_pem_).public_key()}}},
        agent::UplinkSurroundings{store, server, clock, random, [this] { return real; }, nullptr}, settings);
  }

  void open_first_epoch(std::uint32_t scale = 1) {
    ledger->open_epoch({std::nullopt, domain::EpochOpened::Reason::first, "0.1.0", scale}, 1);
  }

  /// Appends `count` small lines.
  void write(int count, const std::string& remark = "line") {
    for (int i = 0; i < count; ++i) {
      clock.advance(domain::Millis{1000});
      ledger->append(ledger->device(), domain::MeterSilent{"M-1", "SP-1", remark});
    }
  }

  void open_epoch_behind_server(const domain::EpochOpened::Previous& held) override {
    ledger->open_epoch({held, domain::EpochOpened::Reason::behind_server, "0.1.0", 1}, held.last.epoch + 1);
  }

  /// Steps the uplink until nothing is due within its interval, at most `turns` times; time jumps to each turn.
  void run_uplink(int turns = 20) {
    for (int i = 0; i < turns; ++i) {
      const auto due = uplink->step(*this);
      if (due >= real + settings.interval) return;
      real = std::max(real, due);
    }
  }

  wire::SigningKey ledger_key() const { return wire::SigningKey::from_pem(ledger_key_pem_); }

  const std::string& receipt_key_pem() const { return receipt_key_pem_; }

  std::string agent;

 private:
  std::string receipt_key_pem_;
  std::string ledger_key_pem_;

 public:
  agent::UplinkPlan::Settings settings;
  ManualClock clock;
  MemoryLedgerStore store;
  EvenRandom random;
  domain::Millis real{1'000'000};
  FakeLedgerServer server;
  std::unique_ptr<agent::Ledger> ledger;
  std::unique_ptr<agent::Uplink> uplink;
};

}  // namespace quaywatt::test
