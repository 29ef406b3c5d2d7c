#pragma once
// The words that stand for enumerations on the wire, the same at every border (lines, local interface, SQL, reports).

#include <array>
#include <optional>
#include <string_view>

#include "domain/ledger/ledger_line.h"

namespace quaywatt::wire {

/// `all` lists the words of an enumeration in the order of its values.
template <typename Enumeration>
struct Words;

template <>
struct Words<domain::ClockSync> {
  static constexpr std::array<std::string_view, 3> all{"synced", "unsynced", "shortened"};
};

template <>
struct Words<domain::ActorRole> {
  static constexpr std::array<std::string_view, 5> all{"device", "terminal_operator", "foreman", "skipper", "officer"};
};

template <>
struct Words<domain::BillingRegister> {
  static constexpr std::array<std::string_view, 2> all{"forward", "total"};
};

template <>
struct Words<domain::EpochOpened::Reason> {
  static constexpr std::array<std::string_view, 4> all{"first", "behind_server", "enrolled_again", "ledger_lost"};
};

template <>
struct Words<domain::Reading::Cause> {
  static constexpr std::array<std::string_view, 10> all{"quarter_hour",  "supplying",   "idle",    "power_change",
                                                        "session_start", "session_end", "resumed", "exchange",
                                                        "fault_test",    "by_hand"};
};

template <>
struct Words<domain::ReadingFlag> {
  static constexpr std::array<std::string_view, 6> all{"spike",        "stuck",          "above_rating",
                                                       "reverse_flow", "phase_reversed", "late"};
};

template <>
struct Words<domain::StayRegistered::Source> {
  static constexpr std::array<std::string_view, 5> all{"ais", "by_hand", "card", "qr", "platform"};
};

template <>
struct Words<domain::ChecklistCompleted::List> {
  static constexpr std::array<std::string_view, 2> all{"low_voltage", "high_voltage"};
};

template <>
struct Words<domain::SupplyStarted::Source> {
  static constexpr std::array<std::string_view, 4> all{"terminal_operator", "card", "qr", "platform"};
};

template <>
struct Words<domain::SupplyStopped::Reason> {
  static constexpr std::array<std::string_view, 6> all{"departure", "vessel_request", "terminal",
                                                       "fault",     "power_cut",      "other"};
};

template <>
struct Words<domain::Declared::Category> {
  static constexpr std::array<std::string_view, 3> all{"alternative", "impediment", "none"};
};

template <>
struct Words<domain::Declared::Consent> {
  static constexpr std::array<std::string_view, 4> all{"agreed", "disagreed", "refused_to_sign", "absent"};
};

template <>
struct Words<domain::Corrected::Field> {
  static constexpr std::array<std::string_view, 3> all{"vessel", "arrived_at", "departed_at"};
};

/// The word of a value; empty for a number that is no value of the enumeration.
template <typename Enumeration>
constexpr std::string_view word_of(Enumeration value) {
  const auto index = static_cast<std::size_t>(value);
  return index < Words<Enumeration>::all.size() ? Words<Enumeration>::all[index] : std::string_view{};
}

template <typename Enumeration>
constexpr std::optional<Enumeration> from_word(std::string_view word) {
  for (std::size_t i = 0; i < Words<Enumeration>::all.size(); ++i) {
    if (Words<Enumeration>::all[i] == word) return static_cast<Enumeration>(i);
  }
  return std::nullopt;
}

}  // namespace quaywatt::wire
