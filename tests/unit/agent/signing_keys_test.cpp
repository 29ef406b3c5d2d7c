// A new signing key without a new enrolment: announced by the old one, and every line of the old one's time still
// signed with it, however late it is sent again.

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "berth-agent/cli/rekey_command.h"
#include "berth-agent/enrol/key_change.h"
#include "berth-agent/ledger/ledger_folder.h"
#include "berth-agent/uplink/receipt_comparison.h"
#include "tests/support/cabinet_settings.h"
#include "tests/support/enrolled_folder.h"
#include "tests/support/memory_berth.h"

namespace quaywatt::test {
namespace {

namespace fs = std::filesystem;

TEST(SigningReign, EndsWithTheLineThatAnnouncesTheNextKey) {
  const auto newest = wire::SigningKey::generate();
  std::vector<agent::ReplacedKey> replaced;
  replaced.push_back({{2, 7}, wire::SigningKey::generate()});
  replaced.push_back({{1, 40}, wire::SigningKey::generate()});
  const auto at = [&](domain::LedgerPosition first) { return agent::reign_at(first, newest, replaced, 1000); };
  EXPECT_EQ(&at({1, 1}).key, &replaced[1].key);
  EXPECT_EQ(at({1, 1}).max_lines, 40U);
  EXPECT_EQ(at({1, 40}).max_lines, 1U);
  EXPECT_EQ(&at({1, 41}).key, &replaced[0].key);
  EXPECT_EQ(at({1, 41}).max_lines, 1000U) << "ends in a later epoch";
  EXPECT_EQ(at({2, 1}).max_lines, 7U);
  EXPECT_EQ(&at({2, 8}).key, &newest);
  EXPECT_EQ(&at({3, 1}).key, &newest);
  EXPECT_EQ(agent::reign_at({1, 30}, newest, replaced, 5).max_lines, 5U);
}

struct KeyChange : testing::Test {
  KeyChange() {
    store = agent::open_ledger_folder(folder.path(), "jy-shili-01", clock).store;
    ledger = std::make_unique<agent::Ledger>("jy-shili-01", *store, clock);
    ledger->recover();
    ledger->open_epoch({std::nullopt, domain::EpochOpened::Reason::first, "0.1.0", 1}, 1);
    agent::note_epoch_opened(folder.path());
  }

  void write(int count) {
    for (int i = 0; i < count; ++i) ledger->append(ledger->device(), domain::MeterSilent{"M-1", "SP-1", "none"});
  }
  agent::Identity identity() const { return agent::load_identity(folder.path()).value(); }

  /// Everything the ledger holds is brought to `server` by an uplink as a start makes it.
  void send_all(FakeLedgerServer& server) {
    auto who = identity();
    agent::UplinkIdentity to_server{"jy-shili-01", std::move(who.ledger_key),
                                    agent::pinned_keys(who.grant.receipt_keys)};
    to_server.replaced_keys = std::move(who.replaced_keys);
    domain::Millis real{0};
    EvenRandom random;
    agent::Uplink uplink(std::move(to_server), {*store, server, clock, random, [&] { return real; }, nullptr}, {});
    MemoryBerth nobody;
    for (int turn = 0; turn < 20; ++turn) real = std::max(real, uplink.step(nobody));
    EXPECT_EQ(uplink.state().unsent, 0U) << uplink.state().error_en;
  }

  EnrolledFolder folder;
  ManualClock clock;
  std::unique_ptr<agent::SqliteLedgerStore> store;
  std::unique_ptr<agent::Ledger> ledger;
};

TEST_F(KeyChange, ServerTakesBothSidesOfItAndAgainAfterItLostThem) {
  FakeLedgerServer server("jy-shili-01", identity().ledger_key.public_key(),
                          wire::SigningKey::from_pem(folder.receipt_key().pem()));
  write(3);
  const auto fresh = agent::change_signing_key(folder.path(), *ledger);
  EXPECT_EQ(identity().ledger_key.public_key(), fresh);
  write(4);
  const auto third = agent::change_signing_key(folder.path(), *ledger);
  write(2);
  EXPECT_NE(third, fresh);
  send_all(server);
  EXPECT_EQ(server.verdicts, (std::vector<std::string>{"accepted", "accepted", "accepted"}));
  EXPECT_EQ(server.held().last, ledger->position());
  server.kept = {};  // an old backup; the keys it knows it keeps with their lines
  server.verdicts.clear();
  send_all(server);
  EXPECT_EQ(server.verdicts, (std::vector<std::string>{"accepted", "accepted", "accepted"}));
  EXPECT_EQ(server.held().last, ledger->position());
}

TEST_F(KeyChange, PowerCutBeforeTheAnnouncementLeavesTheOldKey) {
  const auto before = identity().ledger_key.public_key();
  std::ofstream(agent::key_files(folder.path()).next) << wire::SigningKey::generate().pem();
  EXPECT_FALSE(agent::settle_key_change(folder.path(), *store));
  EXPECT_EQ(identity().ledger_key.public_key(), before);
  EXPECT_FALSE(fs::exists(agent::key_files(folder.path()).next));
}

TEST_F(KeyChange, PowerCutAfterTheAnnouncementPutsTheNewKeyInPlaceAtTheNextStart) {
  const auto old = identity().ledger_key.public_key();
  const auto fresh = wire::SigningKey::generate();
  std::ofstream(agent::key_files(folder.path()).next) << fresh.pem();
  ledger->append(ledger->device(), domain::KeyChanged{fresh.public_key().base64()});
  EXPECT_TRUE(agent::settle_key_change(folder.path(), *store));
  EXPECT_FALSE(agent::settle_key_change(folder.path(), *store)) << "once";
  const auto settled = identity();
  EXPECT_EQ(settled.ledger_key.public_key(), fresh.public_key());
  ASSERT_EQ(settled.replaced_keys.size(), 1U);
  EXPECT_EQ(settled.replaced_keys.front().until, ledger->position());
  EXPECT_EQ(settled.replaced_keys.front().key.public_key(), old);
}

TEST_F(KeyChange, X17_KeysAreForTheirOwnerAlone) {
  agent::change_signing_key(folder.path(), *ledger);
  const auto files = agent::key_files(folder.path());
  for (const auto& file : {files.current, files.replaced_at(ledger->position())}) {
    EXPECT_EQ(fs::status(file).permissions(), fs::perms::owner_read | fs::perms::owner_write) << file;
  }
}

TEST_F(KeyChange, CommandAnnouncesTheNewKeyAndNeedsTheLedgerForItself) {
  const fs::path config = folder.path() / "agent.toml";
  write_cabinet_settings(config, folder.path());
  const auto old = identity().ledger_key.public_key();
  const std::vector<std::string> arguments{"--config", config.string()};
  std::istringstream in;
  std::ostringstream out, err;
  EXPECT_THROW(agent::run_rekey_command(arguments, in, out, err), agent::LedgerInUse);
  ledger.reset();
  store.reset();
  ASSERT_EQ(agent::run_rekey_command(arguments, in, out, err), 0) << err.str();
  const auto fresh = identity().ledger_key.public_key();
  EXPECT_NE(fresh, old);
  EXPECT_NE(out.str().find(fresh.fingerprint()), std::string::npos);
  EXPECT_NE(err.str().find("重新启动"), std::string::npos);
  agent::SqliteLedgerStore after(agent::ledger_file(folder.path()), agent::SqliteLedgerStore::Access::read_only);
  const auto last = std::get<domain::LedgerLine>(wire::decode_line(after.last()->line));
  EXPECT_EQ(std::get<domain::KeyChanged>(last.body).public_key, fresh.base64());
}

}  // namespace
}  // namespace quaywatt::test
