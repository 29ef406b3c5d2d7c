#pragma once
// Which key signs which lines once a new one was announced (LINES.md, "Batches"): a batch is signed with the key in
// force at its last line, so that the same batch always has the same key, however often it is sent. Pure.

#include <vector>

#include "domain/ledger/ledger_position.h"
#include "schema/wire/signature.h"

namespace quaywatt::agent {

/// A key that was replaced; `until` is the line `key_changed` that it still signs.
struct ReplacedKey {
  domain::LedgerPosition until;
  wire::SigningKey key;
};

struct SigningReign {
  const wire::SigningKey& key;
  std::size_t max_lines;  ///< from `first` on, so that a `key_changed` is the last line of its batch
};

/// The key for a batch that begins at `first`, and how far it may go. The result refers to the arguments.
SigningReign reign_at(const domain::LedgerPosition& first, const wire::SigningKey& newest,
                      const std::vector<ReplacedKey>& replaced, std::size_t max_lines);

}  // namespace quaywatt::agent
