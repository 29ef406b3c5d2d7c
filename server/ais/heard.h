#pragma once
// What one radio message said, with where it was read.

#include <cstdint>
#include <optional>
#include <variant>

#include "gis/ais_identity.h"
#include "gis/fix.h"

namespace quaywatt::server {

/// How far a followed file was read. `file` tells it from the one that takes its name later.
struct FileCursor {
  std::uint64_t file = 0;       ///< inode
  std::uint64_t offset = 0;     ///< bytes, behind the last line taken
  bool operator==(const FileCursor&) const = default;
};

struct HeardPosition {
  std::uint32_t mmsi = 0;
  gis::Fix fix;                 ///< its time is the feed's, else the server's at receipt
  std::int64_t received_ms = 0;
  bool from_the_future = false; ///< later than the server's clock by more than the setting: set aside (fault C9)
};

struct HeardIdentity {
  gis::AisIdentity identity;
  std::int64_t at_ms = 0;
};

struct Heard {
  std::uint16_t feed = 0;
  std::optional<FileCursor> read_up_to;   ///< of a followed file: with this message everything before it is taken
  std::variant<HeardPosition, HeardIdentity> what;
};

}  // namespace quaywatt::server
