#pragma once
// AIS radio messages as receivers pass them on: NMEA 0183 sentences "!AIVDM,…" with checksum and parts, from any
// talker. What a feed puts around them is read by ais_frame.h. Never fatal: a line that gives nothing says why (V11).

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <variant>

namespace quaywatt::gis {

inline constexpr std::size_t kAisLineMaxBytes = 1024;
inline constexpr int kAisPartsMax = 9;
inline constexpr std::size_t kAisPendingMax = 1024;         ///< messages waiting for their other parts
inline constexpr std::uint64_t kAisPartsWithinLines = 512;  ///< parts farther apart belong to two messages
inline constexpr std::int64_t kAisPartsWithinMs = 10'000;

/// `missing_part`: this part repeats or contradicts those held under its number, so the message before it never came
/// together.
enum class AisDefect { not_ais, garbled, bad_checksum, bad_part, missing_part };
inline constexpr std::string_view kAisDefectNames[]{"not_ais", "garbled", "bad_checksum", "bad_part", "missing_part"};

/// A whole message: its six-bit text and, when the feed said so, when it was received.
struct AisPayload {
  std::string_view sixbit;                ///< armoured as on the wire; until the next call of the assembler
  int fill_bits = 0;                      ///< trailing bits that do not count
  std::optional<std::int64_t> at_ms;      ///< UTC
};

struct AisIncomplete {};                  ///< a part of a message; the others are awaited

class AisAssembler {
 public:
  std::variant<AisPayload, AisIncomplete, AisDefect> take(std::string_view line);

  /// Parts given out as AisIncomplete whose message never came together, those still waiting included.
  std::uint64_t dropped_parts() const;

 private:
  struct Sentence;
  struct Pending {
    std::array<std::string, kAisPartsMax> sixbit;
    int parts = 0;
    int held = 0;
    int fill_bits = 0;
    std::uint64_t line = 0;               ///< of its newest part
    std::optional<std::int64_t> at_ms;
  };
  std::variant<AisPayload, AisIncomplete, AisDefect> join(const Sentence& sentence);
  bool is_stale(const Pending& message, const Sentence& sentence) const;
  void drop_stale();

  std::unordered_map<std::uint64_t, Pending> pending_;   ///< by station, group or sequence id, and channel
  std::string joined_;
  std::uint64_t lines_ = 0;
  std::uint64_t dropped_parts_ = 0;
};

}  // namespace quaywatt::gis
