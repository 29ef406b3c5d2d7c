#pragma once
// The closed vocabularies of an inventory and the words files use for them.
// A word that is not listed is refused at the border; nothing falls back to a default here.

#include <array>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace quaywatt::domain {

enum class Pollutant : std::uint8_t { nox, pm10, pm2_5, so2, co2, co, hc };
enum class EngineGroup : std::uint8_t { propulsion, auxiliary, boiler };
enum class EngineType : std::uint8_t { ssd, msd, msd_ed, gt, gt_ed, st, lng, hsd, boiler };
enum class EngineFuel : std::uint8_t { mgo_mdo, rm_hfo, lng, diesel };
/// IMO NOx tiers and the stages of GB 15097-2016.
enum class Tier : std::uint8_t { t0, t1, t2, t3, gb1, gb2 };
enum class Zone : std::uint8_t { eca, outside_eca };
enum class Area : std::uint8_t { none, berth, anchorage };
enum class Mode : std::uint8_t { transit, manoeuvring, berth, anchorage };
/// What the size bins of a ship type count.
enum class SizeUnit : std::uint8_t { deadweight_t, gross_tonnage, teu, gas_m3, passengers };

/// The words of an enumeration, in the order of its enumerators.
template <typename Enum>
struct Words;

template <>
struct Words<Pollutant> {
  static constexpr std::array<std::string_view, 7> list{"nox", "pm10", "pm2_5", "so2", "co2", "co", "hc"};
};
template <>
struct Words<EngineGroup> {
  static constexpr std::array<std::string_view, 3> list{"propulsion", "auxiliary", "boiler"};
};
template <>
struct Words<EngineType> {
  static constexpr std::array<std::string_view, 9> list{"SSD", "MSD", "MSD-ED", "GT",    "GT-ED",
                                                        "ST",  "LNG", "HSD",    "Boiler"};
};
template <>
struct Words<EngineFuel> {
  static constexpr std::array<std::string_view, 4> list{"MGO/MDO", "RM/HFO", "LNG", "diesel"};
};
template <>
struct Words<Tier> {
  static constexpr std::array<std::string_view, 6> list{"T0", "T1", "T2", "T3", "GB1", "GB2"};
};
template <>
struct Words<Zone> {
  static constexpr std::array<std::string_view, 2> list{"ECA", "OutsideECA"};
};
template <>
struct Words<Area> {
  static constexpr std::array<std::string_view, 3> list{"none", "berth", "anchorage"};
};
template <>
struct Words<Mode> {
  static constexpr std::array<std::string_view, 4> list{"transit", "manoeuvring", "berth", "anchorage"};
};
template <>
struct Words<SizeUnit> {
  static constexpr std::array<std::string_view, 5> list{"Deadweight", "Gross_Tonnage", "TEU", "Cubic_Metres",
                                                        "Number_of_Passengers"};
};

template <typename Enum>
inline constexpr std::size_t kCountOf = Words<Enum>::list.size();

template <typename Enum>
constexpr std::size_t index_of(Enum value) {
  return static_cast<std::size_t>(value);
}

template <typename Enum>
constexpr std::string_view word_of(Enum value) {
  return Words<Enum>::list[index_of(value)];
}

template <typename Enum>
constexpr std::optional<Enum> from_word(std::string_view word) {
  for (std::size_t i = 0; i < kCountOf<Enum>; ++i)
    if (Words<Enum>::list[i] == word) return static_cast<Enum>(i);
  return std::nullopt;
}

/// All enumerators, for loops.
template <typename Enum>
constexpr std::array<Enum, kCountOf<Enum>> all_of() {
  std::array<Enum, kCountOf<Enum>> all{};
  for (std::size_t i = 0; i < all.size(); ++i) all[i] = static_cast<Enum>(i);
  return all;
}

/// An array with one element for each enumerator.
template <typename Enum, typename Value>
struct By {
  std::array<Value, kCountOf<Enum>> items{};

  constexpr Value& operator[](Enum key) { return items[index_of(key)]; }
  constexpr const Value& operator[](Enum key) const { return items[index_of(key)]; }
  friend constexpr bool operator==(const By& left, const By& right)
    requires std::equality_comparable<Value>
  {
    return left.items == right.items;
  }
};

/// Grams of each pollutant.
using Masses = By<Pollutant, double>;

/// Whether IMO tiers apply to the engine; turbines, boilers and LNG engines carry T0 (MARPOL Annex VI Reg.13
/// limits diesel engines only).
constexpr bool is_tiered(EngineType engine) {
  return engine == EngineType::ssd || engine == EngineType::msd || engine == EngineType::msd_ed ||
         engine == EngineType::hsd;
}

/// Electric drive shuts engines down instead of running them at low load, so the low-load adjustment is not for it.
constexpr bool is_electric_drive(EngineType engine) {
  return engine == EngineType::msd_ed || engine == EngineType::gt_ed;
}

}  // namespace quaywatt::domain
