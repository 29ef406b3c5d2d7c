#pragma once
// A stay as positions prove it beside the stay as the operator declared it. Differences are shown, never smoothed: both
// stay as they are, and a person sees how far apart they lie.

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "domain/time/instant.h"

namespace quaywatt::domain {

/// How well positions cover a stay.
enum class PositionEvidence { continuous, gaps, inferred };

struct AisStay {
  std::string vessel;                      ///< the key both sides name vessels by; empty: the MMSI is nobody's we know
  std::string berth;
  Instant arrived_at{};                    ///< first seen alongside
  std::optional<Instant> departed_at;      ///< last seen alongside; empty: open
  std::optional<Instant> arrived_earliest; ///< last seen away before
  std::optional<Instant> departed_latest;  ///< first seen away after
  PositionEvidence evidence = PositionEvidence::continuous;
  bool identity_doubtful = false;          ///< two vessels use this MMSI (V1)
};

struct DeclaredStay {
  std::string id;
  std::string vessel;
  std::string berth;
  Instant arrived_at{};
  std::optional<Instant> departed_at;
};

/// In order of precedence for one pair.
enum class StayAgreement { other_berth, differ, agree, only_ais, only_declared };

/// The name as stored and shown: "only_ais".
const char* agreement_name(StayAgreement agreement);

struct EndDifference {
  Millis declared_after_ais{};   ///< negative: declared before what positions say
  bool shown = false;            ///< beyond the tolerance
  bool explained_by_gap = false; ///< shown, but within the time nobody saw the vessel (…_earliest, …_latest)
};

struct StayComparison {
  StayAgreement agreement = StayAgreement::agree;
  std::optional<std::size_t> ais;        ///< index into the AIS stays; empty with only_declared
  std::optional<std::size_t> declared;   ///< index into the declared stays; empty with only_ais
  std::optional<EndDifference> arrival;  ///< of a pair
  std::optional<EndDifference> departure;  ///< of a pair whose two ends are both known
  bool one_still_open = false;           ///< of a pair: one side says gone, the other says still there
};

struct ComparisonSettings {
  Millis difference_shown_after = std::chrono::minutes{15};
};

/// Each AIS stay and each declared stay comes out exactly once, in order of arrival (the AIS one where there are two).
/// Paired are stays of one vessel that share time, at the same berth before another, the longest shared time first.
std::vector<StayComparison> compare_stays(const std::vector<AisStay>& ais, const std::vector<DeclaredStay>& declared,
                                          const ComparisonSettings& settings = {});

}  // namespace quaywatt::domain
