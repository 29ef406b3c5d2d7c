#pragma once
// AIS radio messages as receivers pass them on: NMEA 0183 sentences "!AIVDM,…" with checksum, parts, and whatever a
// feed puts around them — NMEA 4.0 tag blocks, a leading or trailing time stamp. Never fatal: a line that gives nothing
// says why (fault V11).

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

namespace quaywatt::gis {

inline constexpr std::size_t kAisLineMaxBytes = 1024;
inline constexpr int kAisPartsMax = 9;
inline constexpr std::size_t kAisPendingMax = 1024;   ///< messages waiting for their other parts

enum class AisDefect { not_ais, garbled, bad_checksum, bad_part, missing_part };
inline constexpr std::string_view kAisDefectNames[]{"not_ais", "garbled", "bad_checksum", "bad_part", "missing_part"};

/// A whole message: its six-bit text and, when the feed said so, when it was received.
struct AisPayload {
  std::string sixbit;                     ///< one character a six-bit group, armoured as on the wire
  int fill_bits = 0;                      ///< trailing bits that do not count
  std::optional<std::int64_t> at_ms;      ///< UTC
};

struct AisIncomplete {};                  ///< a part of a message; the others are awaited

class AisAssembler {
 public:
  std::variant<AisPayload, AisIncomplete, AisDefect> take(std::string_view line);
  std::uint64_t dropped_parts() const { return dropped_parts_; }

 private:
  struct Pending {
    std::string sixbit;
    int parts = 0;
    int next = 1;
    std::optional<std::int64_t> at_ms;
  };
  std::map<std::string, Pending, std::less<>> pending_;   ///< by sequence id and channel
  std::uint64_t dropped_parts_ = 0;
};

}  // namespace quaywatt::gis
