#pragma once
// Who a vessel says it is: ITU-R M.1371-5 messages 5, 19, 24 (parts A and B), and the inland extension (message 8,
// DAC 200, FI 10: CCNR/UNECE inland AIS). All of it is typed in by the crew and believed by nobody: it proposes a
// vessel to the register, it decides nothing.

#include <cstdint>
#include <optional>
#include <string>
#include <variant>

#include "gis/ais_sentence.h"

namespace quaywatt::gis {

/// From the antenna, whole metres. All zero = not available (then there is no AisDimensions at all).
struct AisDimensions {
  int to_bow_m = 0;
  int to_stern_m = 0;
  int to_port_m = 0;
  int to_starboard_m = 0;
  int length_m() const { return to_bow_m + to_stern_m; }
  int beam_m() const { return to_port_m + to_starboard_m; }
  bool operator==(const AisDimensions&) const = default;
};

/// One message's word; what it does not say, or says as "not available", is empty. Text is ASCII, blanks cut.
struct AisIdentity {
  int type = 0;                            ///< 5, 8, 19 or 24
  std::uint32_t mmsi = 0;
  std::optional<std::uint32_t> imo;        ///< as sent; `imo_is_valid` tells whether its check digit fits
  std::optional<std::string> name;
  std::optional<std::string> call_sign;
  std::optional<int> ship_type;            ///< 1..255, M.1371 table 53: 70-79 cargo, 80-89 tanker, 52 tug …
  std::optional<AisDimensions> dimensions;
  std::optional<int> draught_dm;           ///< 0.1 m, present, static
  std::optional<std::string> destination;

  std::optional<std::string> eni;          ///< inland: European vessel identification number, 8 characters
  std::optional<int> length_dm;            ///< inland: of the vessel or convoy, 0.1 m
  std::optional<int> beam_dm;
  std::optional<int> convoy_type;          ///< inland: ERI code 8000…8999, 1…99
  std::optional<int> hazard;               ///< inland: blue cones 0…3, 4 = B-flag
  std::optional<int> draught_cm;           ///< inland
  std::optional<bool> loaded;              ///< inland
  bool operator==(const AisIdentity&) const = default;
};

enum class AisNoIdentity { other_type, too_short };

std::variant<AisIdentity, AisNoIdentity> decode_identity(const AisPayload& payload);

/// What `heard` says replaces what was known; what it leaves out stays. Both of one MMSI.
void learn(AisIdentity& known, const AisIdentity& heard);

/// Seven digits, the last the sum of the others times 7…2, modulo 10.
bool imo_is_valid(std::uint32_t imo);

}  // namespace quaywatt::gis
