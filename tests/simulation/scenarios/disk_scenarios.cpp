// Death between any two writes, disks that lie, cards that are put back or copied.

#include "tests/simulation/scenarios/port.h"

namespace quaywatt::simulation {
namespace {

/// One vessel's day, the program dying before the n-th write of it, for every n that comes.
void die_at_every_write(FaultKind kind, std::int64_t first, std::int64_t last) {
  for (std::int64_t write = first; write <= last; ++write) {
    Port port;
    port.suffers(kind, 6h, write);
    port.connects(1, 10'000);
    port.pass(1h);
    if (port.cabinet().runs()) port.leaves();
    SCOPED_TRACE(write);
    port.expect_well();
  }
}

TEST(Disk, A1_KilledBeforeAnyWriteLosesNothingAcknowledged) { die_at_every_write(FaultKind::kill, 1, 25); }

TEST(Disk, A2_PowerCutBeforeAnyWriteLosesNothingAcknowledged) { die_at_every_write(FaultKind::power_cut, 1, 25); }

TEST(Disk, A3_FullDiskRefusesWhatItCannotKeepAndGoesOnWithRoom) {
  Port port;
  ASSERT_TRUE(port.connects(1, 10'000));
  port.suffers(FaultKind::disk_full, 30h);
  port.pass(30h);
  port.pass(1h);
  port.leaves();
  port.expect_well();
}

TEST(Disk, A4_FailedSyncIsNeverTakenForSaved) {
  Port port;
  ASSERT_TRUE(port.connects(1, 10'000));
  port.suffers(FaultKind::disk_sync_errors, 2h, 500);
  for (int act = 0; act < 20; ++act) {
    port.pass(5min);
    if (port.cabinet().runs()) port.berth().operators->act(port.cabinet());
  }
  port.pass(1h);
  port.expect_well();
}

TEST(Disk, A4_WhatTheSystemShowsAndTheDiskNeverGotIsWrittenAgainAtTheNextStart) {
  for (int tries = 0; tries < 8; ++tries) {
    Port port;
    port.pass(10min + tries * 1min);
    port.suffers(FaultKind::disk_sync_errors, 1min);
    port.connects(1, 10'000);  // the sync fails, its pages are forgotten, the desk refuses
    port.pass(2min);
    port.world.restart(port.cabinet(), false);
    ASSERT_TRUE(port.connects(2, 10'000));
    port.world.restart(port.cabinet(), true);
    EXPECT_TRUE(port.sight().session.has_value()) << "acknowledged behind what the disk never got";
    port.leaves();
    port.expect_well();
  }
}

TEST(Disk, A4_ReadOnlyDiskRefusesToAcknowledge) {
  Port port;
  port.pass(10min);
  port.suffers(FaultKind::disk_read_only, 1h);
  EXPECT_FALSE(port.connects(1, 10'000));
  EXPECT_GT(port.berth().operators->not_saved, 0U);
  port.pass(2h);
  ASSERT_TRUE(port.connects(1, 10'000));
  port.leaves();
  port.expect_well();
}

TEST(Disk, A7_RolledBackCardOpensTheNextEpochByItself) {
  Port port;
  port.suffers(FaultKind::disk_rollback, 3h);
  ASSERT_TRUE(port.connects(1, 10'000));
  port.pass(2h);
  port.leaves();
  port.pass(2h);
  EXPECT_EQ(port.held().last.epoch, 2U);
  EXPECT_EQ(port.berth().enrolments, 0U) << "nobody had to come";
  port.expect_well();
}

TEST(Disk, A8_ClonedCardSuspendsBothAndMergesNothing) {
  Port port;
  ASSERT_TRUE(port.connects(1, 10'000));
  port.pass(30min);
  port.suffers(FaultKind::clone, 1h);
  port.pass(4h);
  EXPECT_TRUE(port.raised("ledger_fork"));
  EXPECT_FALSE(port.ledger_rows().forks.empty());
  port.leaves();
  port.expect_well();
  EXPECT_GE(port.berth().enrolments, 1U) << "the way out is a new enrolment";
}

TEST(Disk, A10_StrangeLineIsSetAsideWithItsReasonAndStopsNothing) {
  Port port;
  port.suffers(FaultKind::poison_line, 1min);
  ASSERT_TRUE(port.connects(1, 10'000));
  port.pass(1h);
  port.leaves();
  port.expect_well();
  ASSERT_EQ(port.ledger_rows().set_aside.size(), 1U);
  EXPECT_EQ(port.ledger_rows().set_aside.begin()->second.reason, "unknown_kind");
}

}  // namespace
}  // namespace quaywatt::simulation
