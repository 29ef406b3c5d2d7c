// The shipped store on a disk that is full, and on one that fails: the first may be tried again, the second never.

#include <gtest/gtest.h>

#include "berth-agent/ledger/ledger.h"
#include "berth-agent/ledger/ledger_folder.h"
#include "tests/support/faulty_sqlite_files.h"
#include "tests/support/manual_clock.h"
#include "tests/support/temp_dir.h"

namespace quaywatt::test {
namespace {

struct FaultyDisk : testing::Test {
  FaultyDisk() : store(agent::open_ledger_folder(dir.path(), "jy-shili-01", clock).store) {
    ledger.recover();
    ledger.open_epoch({std::nullopt, domain::EpochOpened::Reason::first, "0.1.0", 1}, 1);
  }
  void write() { ledger.append(ledger.device(), domain::MeterSilent{"M-1", "SP-1", "none"}); }
  domain::LedgerPosition held() { return store->last()->position; }

  FaultySqliteFiles disk;
  TempDir dir;
  ManualClock clock;
  std::unique_ptr<agent::SqliteLedgerStore> store;
  agent::Ledger ledger{"jy-shili-01", *store, clock};
};

TEST_F(FaultyDisk, A3_FullDiskIsSaidAsSuchAndTheSameStoreGoesOnOnceThereIsRoom) {
  write();
  disk.writes_give(SQLITE_FULL);
  for (int attempt = 0; attempt < 3; ++attempt) EXPECT_THROW(write(), agent::DiskFull);
  disk.writes_give(SQLITE_OK);
  EXPECT_EQ(held(), (domain::LedgerPosition{1, 2})) << "nothing half written";
  write();
  EXPECT_EQ(held(), (domain::LedgerPosition{1, 3}));
  agent::Ledger again("jy-shili-01", *store, clock);
  EXPECT_NO_THROW(again.recover());
}

TEST_F(FaultyDisk, A4_FailedSyncIsFatalForTheFileAndNeverRetriedAndPretended) {
  write();
  disk.syncs_give(SQLITE_IOERR_FSYNC);
  try {
    write();
    FAIL() << "acknowledged what is not on the disk";
  } catch (const agent::DiskFull&) {
    FAIL() << "a failing disk is not a full one";
  } catch (const agent::StorageFailure&) {
  }
  disk.syncs_give(SQLITE_OK);
  try {
    write();
    FAIL() << "the kernel may have dropped the page: a second sync that succeeds proves nothing";
  } catch (const agent::StorageFailure& failure) {
    EXPECT_NE(std::string(failure.what()).find("请检查或更换磁盘"), std::string::npos) << failure.what();
  }
}

TEST_F(FaultyDisk, A4_WhatWasAcknowledgedBeforeIsThereAfterARestart) {
  write();
  write();
  disk.syncs_give(SQLITE_IOERR_FSYNC);
  EXPECT_THROW(write(), agent::StorageFailure);
  disk.syncs_give(SQLITE_OK);
  store.reset();
  const auto reopened = agent::open_ledger_folder(dir.path(), "jy-shili-01", clock);
  EXPECT_GE(reopened.store->last()->position, (domain::LedgerPosition{1, 3}));
}

}  // namespace
}  // namespace quaywatt::test
