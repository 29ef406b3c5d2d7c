#pragma once
// What the positions say of one stay, and what they do not.

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "gis/fence_index.h"
#include "gis/fix.h"

namespace quaywatt::gis {

/// `gaps`: silent for over StaySettings::gap_after; `inferred`: for over inferred_after (V4).
enum class StayEvidence : std::uint8_t { continuous, gaps, inferred };
inline constexpr std::string_view kStayEvidenceNames[]{"continuous", "gaps", "inferred"};

struct DetectedStay {
  std::uint32_t mmsi = 0;
  std::uint32_t call_no = 1;               ///< port call of this vessel, from 1
  FenceNo fence = kNoFence;
  std::int64_t arrived_ms = 0;             ///< first seen alongside
  std::int64_t departed_ms = 0;            ///< last seen alongside
  std::optional<std::int64_t> arrived_earliest_ms;   ///< last seen away before
  std::optional<std::int64_t> departed_latest_ms;    ///< first seen away after
  StayEvidence evidence = StayEvidence::continuous;
  bool open = false;
  bool identity_doubtful = false;          ///< two vessels use this MMSI (V1)
  bool operator==(const DetectedStay&) const = default;
};

/// A stay is named by its vessel, fence and `arrived_ms`.
struct StayChange {
  enum class Kind : std::uint8_t { opened, closed };
  Kind kind = Kind::opened;
  DetectedStay stay;
  std::vector<Fix> track;   ///< closed only: the stay's evidence, see stay_track.h; empty where no tracks are kept
};

}  // namespace quaywatt::gis
