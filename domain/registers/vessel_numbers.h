#pragma once
// The numbers a vessel goes by, checked for form. A number that is well formed may still be somebody else's.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace quaywatt::domain {

/// IMO number: seven digits, the last of which checks the others (IMO resolution A.1117(30)). "IMO 9074729" and
/// "9074729" are both read; anything else -> nullopt.
std::optional<std::uint32_t> parse_imo_number(std::string_view text);

/// 船舶识别号: "CN", the year the keel was laid, seven more digits; letters are read in either case, spaces at the ends
/// are dropped. Returned with capitals; anything else -> nullopt.
std::optional<std::string> parse_vessel_identity(std::string_view text);

/// Why an MMSI does not name one vessel (fault V1); the ship keeps its register entry all the same.
enum class MmsiDoubt {
  not_nine_digits,
  not_a_ship,     ///< a coast station, group, aid to navigation or aircraft (ITU-R M.585)
  factory_default ///< 123456789, 111111111 and the like, as sets are sold
};
std::optional<MmsiDoubt> doubt_of_mmsi(std::uint32_t mmsi);

}  // namespace quaywatt::domain
