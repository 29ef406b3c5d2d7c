#pragma once
// How the ledger says that it could not keep its word. Texts carry Chinese and English, "中文 / English".

#include <stdexcept>
#include <string>

#include "domain/ledger/ledger_position.h"

namespace quaywatt::agent {

/// The disk refused or lied: the act is not recorded and must not be shown as saved (faults A3, A4).
struct StorageFailure : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// The disk has no room left; the file is sound, and the same may be tried again once there is room (fault A3).
struct DiskFull : StorageFailure {
  using StorageFailure::StorageFailure;
};

/// The file itself is damaged, not the disk under it: what it held is lost or must be rescued (fault A5).
struct DamagedFile : StorageFailure {
  using StorageFailure::StorageFailure;
};

/// Another program holds this ledger open for writing (fault A6).
struct LedgerInUse : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// What stands on the disk is not what was written (faults A2, A5, X5): the place, and the last line that is sound.
struct LedgerBroken : StorageFailure {
  LedgerBroken(const std::string& text, domain::LedgerPosition broken_at, domain::LedgerPosition last_sound)
      : StorageFailure(text), at(broken_at), sound(last_sound) {}
  domain::LedgerPosition at;
  domain::LedgerPosition sound;  ///< epoch 0: not even the first line is
};

}  // namespace quaywatt::agent
