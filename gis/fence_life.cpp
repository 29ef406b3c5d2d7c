#include "gis/fence_life.h"

#include <algorithm>

namespace quaywatt::gis {
namespace {

using domain::Instant;
using Code = FenceRefusalCode;

FenceRefusal unknown_version() { return {Code::unknown_version, "", "没有该版本 / there is no such version"}; }

FenceRefusal wrong_step(const std::string& remedy) { return {Code::wrong_step, "", remedy}; }

FenceRefusal same_person() {
  return {Code::same_person, "", "须由另一人办理 / another person must do this"};
}

FenceRefusal in_the_past() {
  return {Code::in_the_past, "", "生效或失效时间不得早于办理时间 / it cannot take effect before it is decided"};
}

bool is_open(const FenceVersion& version) { return !version.approved && !version.sent_back; }

/// Whether two spans of being in force share an instant; an empty end is never.
bool share_time(const FenceVersion& version, Instant from, std::optional<Instant> until) {
  if (!version.in_force_from) return false;
  const bool before = until && *until <= *version.in_force_from;
  const bool after = version.in_force_until && *version.in_force_until <= from;
  const bool empty = version.in_force_until && *version.in_force_until <= *version.in_force_from;
  return !before && !after && !empty;
}

}  // namespace

FenceVersion* FenceBook::find(std::uint32_t number) {
  return number == 0 || number > versions_.size() ? nullptr : &versions_[number - 1];
}

std::variant<std::uint32_t, FenceRefusal> FenceBook::draw(Fence fence, FenceAct act) {
  if (const auto crossing = find_crossing({fence})) {
    return FenceRefusal{Code::no_polygon, crossing->place, crossing->text};
  }
  FenceVersion version;
  version.number = static_cast<std::uint32_t>(versions_.size()) + 1;
  version.fence = std::move(fence);
  version.drawn = std::move(act);
  versions_.push_back(std::move(version));
  return versions_.back().number;
}

std::optional<FenceRefusal> FenceBook::review(std::uint32_t number, FenceAct act) {
  FenceVersion* version = find(number);
  if (version == nullptr) return unknown_version();
  if (!is_open(*version) || version->reviewed) {
    return wrong_step("该版本不在待审核状态 / the version does not await a review");
  }
  if (act.person == version->drawn.person) return same_person();
  version->reviewed = std::move(act);
  return std::nullopt;
}

std::optional<FenceRefusal> FenceBook::approve(std::uint32_t number, FenceAct act, Instant from) {
  FenceVersion* version = find(number);
  if (version == nullptr) return unknown_version();
  if (!is_open(*version) || !version->reviewed) {
    return wrong_step("须先审核，且未批准、未退回 / it must be reviewed, and neither approved nor sent back");
  }
  if (act.person == version->drawn.person || act.person == version->reviewed->person) return same_person();
  if (from < act.at) return in_the_past();
  std::optional<Instant> until;
  const auto of_this_berth = [&](const FenceVersion& other) {
    return other.in_force_from && other.fence.berth == version->fence.berth;
  };
  for (const auto& other : versions_) {
    if (of_this_berth(other) && *other.in_force_from > from) {
      until = std::min(until.value_or(*other.in_force_from), *other.in_force_from);
    }
  }
  if (auto overlap = overlap_of(version->fence, from, until)) return overlap;
  for (auto& other : versions_) {
    if (of_this_berth(other) && share_time(other, from, from + domain::Millis{1})) other.in_force_until = from;
  }
  version->approved = std::move(act);
  version->in_force_from = from;
  version->in_force_until = until;
  return std::nullopt;
}

std::optional<FenceRefusal> FenceBook::overlap_of(const Fence& fence, Instant from,
                                                  std::optional<Instant> until) const {
  for (const auto& other : versions_) {
    if (other.fence.berth == fence.berth || !share_time(other, from, until)) continue;
    if (const auto overlap = find_overlap(fence, other.fence)) {
      return FenceRefusal{Code::overlaps, overlap->place, overlap->text};
    }
  }
  return std::nullopt;
}

std::optional<FenceRefusal> FenceBook::send_back(std::uint32_t number, FenceAct act, std::string reason) {
  FenceVersion* version = find(number);
  if (version == nullptr) return unknown_version();
  if (!is_open(*version)) return wrong_step("已批准或已退回 / it is approved or sent back already");
  if (act.person == version->drawn.person) return same_person();
  if (reason.empty()) return FenceRefusal{Code::no_reason, "", "请写明原因 / say why"};
  version->sent_back = std::move(act);
  version->sent_back_reason = std::move(reason);
  return std::nullopt;
}

std::optional<FenceRefusal> FenceBook::withdraw(std::uint32_t number, FenceAct act, Instant until) {
  FenceVersion* version = find(number);
  if (version == nullptr) return unknown_version();
  const bool in_force = version->in_force_from && (!version->in_force_until || *version->in_force_until > until);
  if (!in_force) return wrong_step("该版本届时已不生效 / the version is not in force then");
  if (until < act.at) return in_the_past();
  version->in_force_until = std::max(until, *version->in_force_from);
  return std::nullopt;
}

std::vector<Fence> FenceBook::in_force(Instant at) const {
  std::vector<Fence> fences;
  for (const auto& version : versions_) {
    if (share_time(version, at, at + domain::Millis{1})) fences.push_back(version.fence);
  }
  std::sort(fences.begin(), fences.end(), [](const Fence& a, const Fence& b) { return a.berth < b.berth; });
  return fences;
}

}  // namespace quaywatt::gis
