#pragma once
// The life of a berth's fence: drawn by the operator, reviewed by a second person, approved by a third, in force from a
// date until the next version of that berth or its withdrawal. Nothing is changed in place: what was in force at an
// instant stays answerable. Pure; storage and HTTP belong to the registers.

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "domain/time/instant.h"
#include "gis/fence.h"

namespace quaywatt::gis {

/// Who did it and when.
struct FenceAct {
  std::string person;
  domain::Instant at{};
  bool operator==(const FenceAct&) const = default;
};

struct FenceVersion {
  std::uint32_t number = 0;              ///< in the book, from 1
  Fence fence;
  FenceAct drawn;
  std::optional<FenceAct> reviewed;
  std::optional<FenceAct> approved;
  std::optional<FenceAct> sent_back;     ///< by the reviewer or approver: drawn again as a new version
  std::string sent_back_reason;
  std::optional<domain::Instant> in_force_from;
  std::optional<domain::Instant> in_force_until;   ///< exclusive; empty: until further notice
};

/// In order of precedence.
enum class FenceRefusalCode : std::uint8_t {
  unknown_version,
  wrong_step,          ///< approved before it is reviewed, reviewed twice, withdrawn when not in force …
  same_person,         ///< who drew it does not review, who drew or reviewed it does not approve
  no_reason,           ///< sent back or withdrawn without one
  in_the_past,         ///< in force from before its approval, or ended before the act: history is not rewritten
  no_polygon,          ///< crosses itself; `place` is the spot
  overlaps             ///< with another berth's fence in force at the same time; `place` is a spot in both
};

struct FenceRefusal {
  FenceRefusalCode code = FenceRefusalCode::unknown_version;
  std::string place;   ///< "lon,lat", or empty
  std::string text;    ///< for people, zh and en, with the remedy
};

/// All versions of all fences, in the order they were drawn. An act that is refused changes nothing.
class FenceBook {
 public:
  FenceBook() = default;
  /// As stored: numbers from 1 without gaps.
  explicit FenceBook(std::vector<FenceVersion> versions) : versions_(std::move(versions)) {}

  /// Returns the new version's number.
  std::variant<std::uint32_t, FenceRefusal> draw(Fence fence, FenceAct act);
  std::optional<FenceRefusal> review(std::uint32_t number, FenceAct act);

  /// In force from `from` on; the berth's version then in force ends there. A version of the berth that was to come
  /// into force later still does, and ends this one.
  std::optional<FenceRefusal> approve(std::uint32_t number, FenceAct act, domain::Instant from);
  std::optional<FenceRefusal> send_back(std::uint32_t number, FenceAct act, std::string reason);

  /// The berth has no fence from `until` on.
  std::optional<FenceRefusal> withdraw(std::uint32_t number, FenceAct act, domain::Instant until);

  /// The fences in force at an instant, in order of their berths' names.
  std::vector<Fence> in_force(domain::Instant at) const;
  const std::vector<FenceVersion>& versions() const { return versions_; }

 private:
  FenceVersion* find(std::uint32_t number);
  std::optional<FenceRefusal> overlap_of(const Fence& fence, domain::Instant from,
                                         std::optional<domain::Instant> until) const;

  std::vector<FenceVersion> versions_;
};

}  // namespace quaywatt::gis
