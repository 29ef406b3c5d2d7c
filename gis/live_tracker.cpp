#include "gis/live_tracker.h"

#include <algorithm>
#include <stdexcept>
#include <tuple>

#include "gis/activity_log.h"
#include "gis/late_order.h"
#include "gis/snapshot_bytes.h"
#include "gis/stay_tracker.h"

namespace quaywatt::gis {
namespace {

constexpr std::string_view kMagic = "quaywatt live vessels 1\n";
constexpr std::size_t kChecksumBytes = 8;

struct Vessel {
  explicit Vessel(std::uint32_t mmsi = 0) : tracker(mmsi) {}
  Fix newest;
  LateOrder order;
  VesselTracker tracker;
  ActivityLog activity;

  template <typename Archive>
  void visit(Archive& archive) {
    archive(newest, order, tracker, activity);
  }
};

std::string bytes_of(std::uint64_t number) {
  std::string bytes;
  for (unsigned i = 0; i < kChecksumBytes; ++i) bytes += static_cast<char>(number >> (8 * i));
  return bytes;
}

std::vector<std::string> berth_names(const std::vector<Fence>& fences) {
  std::vector<std::string> names;
  for (const auto& fence : fences) names.push_back(fence.berth);
  return names;
}

std::vector<std::string> area_names(const Waterways* waters) {
  std::vector<std::string> names;
  if (waters != nullptr) {
    for (const auto& area : waters->chart().areas) names.push_back(area.name);
  }
  return names;
}

/// For each fence of the old list, its number in the new one.
std::vector<FenceNo> new_numbers(const std::vector<std::string>& old_names, const std::vector<Fence>& fences) {
  std::unordered_map<std::string_view, FenceNo> numbers;
  for (std::size_t i = 0; i < fences.size(); ++i) numbers.emplace(fences[i].berth, static_cast<FenceNo>(i));
  std::vector<FenceNo> found;
  for (const auto& name : old_names) {
    const auto number = numbers.find(name);
    found.push_back(number == numbers.end() ? kNoFence : number->second);
  }
  return found;
}

}  // namespace

struct LiveTracker::State {
  State(std::vector<Fence> in_force, std::shared_ptr<const Waterways> chart, LiveSettings set)
      : fences(std::move(in_force)), index(fences), waters(std::move(chart)), settings(set) {}

  Quay quay() const { return {index, settings.stays}; }
  void follow(Vessel& vessel, const Fix& fix, LiveChanges& changes);
  void renumber(Vessel& vessel, const std::vector<FenceNo>& numbers, LiveChanges& changes);
  bool may_lie_somewhere(const Vessel& vessel) const;
  VesselTracker as_it_looks_now(const Vessel& vessel) const;

  std::vector<Fence> fences;
  FenceIndex index;
  std::shared_ptr<const Waterways> waters;
  LiveSettings settings;
  std::unordered_map<std::uint32_t, Vessel> vessels;
};

namespace {

void name_activity(std::uint32_t mmsi, std::vector<ActivityInterval>& activity, std::size_t first) {
  for (std::size_t i = first; i < activity.size(); ++i) activity[i].mmsi = mmsi;
}

}  // namespace

void LiveTracker::State::follow(Vessel& vessel, const Fix& fix, LiveChanges& changes) {
  vessel.tracker.take(fix, quay(), changes.stays);
  const std::size_t first = changes.activity.size();
  vessel.activity.take(fix, vessel.tracker.lies_at(), vessel.tracker.identity_doubtful(), waters.get(), settings.stays,
                       changes.activity);
  name_activity(vessel.tracker.mmsi(), changes.activity, first);
}

void LiveTracker::State::renumber(Vessel& vessel, const std::vector<FenceNo>& numbers, LiveChanges& changes) {
  const auto new_no = [&numbers](FenceNo old_no) {
    if (old_no < 0 || static_cast<std::size_t>(old_no) >= numbers.size()) throw std::invalid_argument("fence number");
    return numbers[static_cast<std::size_t>(old_no)];
  };
  vessel.tracker.renumber(new_no, settings.stays, changes.stays);
  vessel.activity.renumber(new_no);
}

bool LiveTracker::State::may_lie_somewhere(const Vessel& vessel) const {
  if (vessel.tracker.has_stay()) return true;
  bool in_a_fence = false;
  vessel.order.each_waiting([&](const Fix& fix) { in_a_fence = in_a_fence || index.find(fix.at) != kNoFence; });
  return in_a_fence;
}

VesselTracker LiveTracker::State::as_it_looks_now(const Vessel& vessel) const {
  VesselTracker tracker = vessel.tracker;
  std::vector<StayChange> provisional;
  vessel.order.each_waiting([&](const Fix& fix) { tracker.take(fix, quay(), provisional); });
  return tracker;
}

LiveTracker::LiveTracker(std::vector<Fence> fences, std::shared_ptr<const Waterways> waters, LiveSettings settings)
    : state_(std::make_unique<State>(std::move(fences), std::move(waters), settings)) {}
LiveTracker::LiveTracker(std::unique_ptr<State> state) : state_(std::move(state)) {}
LiveTracker::~LiveTracker() = default;
LiveTracker::LiveTracker(LiveTracker&&) noexcept = default;
LiveTracker& LiveTracker::operator=(LiveTracker&&) noexcept = default;

Taken LiveTracker::take(std::uint32_t mmsi, const Fix& fix, LiveChanges& changes) {
  State& state = *state_;
  auto found = state.vessels.find(mmsi);
  if (found == state.vessels.end()) {
    if (state.vessels.size() >= state.settings.vessels_max) return Taken::no_room;
    found = state.vessels.try_emplace(mmsi, mmsi).first;
  }
  Vessel& vessel = found->second;
  const LateOrder::Put put = vessel.order.put(fix);
  if (put == LateOrder::Put::repeated) return Taken::repeated;
  if (put == LateOrder::Put::too_late) return Taken::too_late;
  if (fix.at_ms >= vessel.newest.at_ms) vessel.newest = fix;
  vessel.order.release(state.settings.stays.lateness_max,
                       [&](const Fix& next) { state.follow(vessel, next, changes); });
  return Taken::accepted;
}

void LiveTracker::advance(std::int64_t now_ms, LiveChanges& changes) {
  State& state = *state_;
  const std::int64_t due_ms = now_ms - state.settings.stays.lateness_max.count();
  const std::int64_t forgotten_ms = now_ms - state.settings.forget_after.count();
  for (auto vessel = state.vessels.begin(); vessel != state.vessels.end();) {
    vessel->second.order.release_before(due_ms, [&](const Fix& next) { state.follow(vessel->second, next, changes); });
    const bool silent = vessel->second.newest.at_ms < forgotten_ms && vessel->second.order.waiting() == 0;
    if (!silent || vessel->second.tracker.has_stay()) {
      ++vessel;
      continue;
    }
    const std::size_t first = changes.activity.size();
    vessel->second.activity.finish(changes.activity);
    name_activity(vessel->first, changes.activity, first);
    vessel = state.vessels.erase(vessel);
  }
}

std::vector<DetectedStay> LiveTracker::open_stays() const {
  std::vector<DetectedStay> stays;
  for (const auto& [mmsi, vessel] : state_->vessels) {
    if (!state_->may_lie_somewhere(vessel)) continue;
    state_->as_it_looks_now(vessel).add_open(state_->settings.stays, stays);
  }
  std::sort(stays.begin(), stays.end(), [](const DetectedStay& a, const DetectedStay& b) {
    return std::tie(a.arrived_ms, a.mmsi, a.fence) < std::tie(b.arrived_ms, b.mmsi, b.fence);
  });
  return stays;
}

std::vector<Fix> LiveTracker::track_of(std::uint32_t mmsi, FenceNo fence, std::int64_t arrived_ms) const {
  const auto vessel = state_->vessels.find(mmsi);
  if (vessel == state_->vessels.end()) return {};
  const VesselTracker tracker = state_->as_it_looks_now(vessel->second);
  const StayTrack* track = tracker.track_of(fence, arrived_ms);
  return track == nullptr ? std::vector<Fix>{} : track->points();
}

std::optional<LastSeen> LiveTracker::last_seen(std::uint32_t mmsi) const {
  const auto vessel = state_->vessels.find(mmsi);
  if (vessel == state_->vessels.end()) return std::nullopt;
  return LastSeen{mmsi, vessel->second.newest, vessel->second.tracker.identity_doubtful()};
}

std::vector<LastSeen> LiveTracker::last_seen() const {
  std::vector<LastSeen> seen;
  seen.reserve(state_->vessels.size());
  for (const auto& [mmsi, vessel] : state_->vessels) {
    seen.push_back({mmsi, vessel.newest, vessel.tracker.identity_doubtful()});
  }
  return seen;
}

std::size_t LiveTracker::vessels() const { return state_->vessels.size(); }
const std::vector<Fence>& LiveTracker::fences() const { return state_->fences; }
const Waterways* LiveTracker::waters() const { return state_->waters.get(); }

void LiveTracker::change_fences(std::vector<Fence> fences, LiveChanges& changes) {
  State& state = *state_;
  const std::vector<FenceNo> numbers = new_numbers(berth_names(state.fences), fences);
  for (auto& [mmsi, vessel] : state.vessels) state.renumber(vessel, numbers, changes);
  state.fences = std::move(fences);
  state.index = FenceIndex{state.fences};
}

std::string LiveTracker::snapshot() const {
  SnapshotWriter writer;
  std::vector<std::string> berths = berth_names(state_->fences);
  std::vector<std::string> areas = area_names(state_->waters.get());
  std::uint64_t count = state_->vessels.size();
  writer(berths, areas, count);
  for (auto& [mmsi, vessel] : state_->vessels) writer(vessel);
  const std::string body = writer.take();
  return std::string{kMagic} + bytes_of(checksum_of(body)) + body;
}

std::variant<LiveTracker, SnapshotRefused> LiveTracker::restore(std::string_view bytes, std::vector<Fence> fences,
                                                                std::shared_ptr<const Waterways> waters,
                                                                LiveSettings settings, LiveChanges& changes) {
  if (!bytes.starts_with(kMagic)) return SnapshotRefused{"不是本版本的快照 / not a snapshot of this version"};
  bytes.remove_prefix(kMagic.size());
  const std::string_view sum = bytes.substr(0, kChecksumBytes);
  bytes.remove_prefix(sum.size());
  if (sum != bytes_of(checksum_of(bytes))) return SnapshotRefused{"快照损坏 / the snapshot is damaged"};
  try {
    auto state = std::make_unique<State>(std::move(fences), std::move(waters), settings);
    SnapshotReader reader{bytes};
    std::vector<std::string> berths;
    std::vector<std::string> areas;
    std::uint64_t count = 0;
    reader(berths, areas, count);
    const bool same_areas = areas == area_names(state->waters.get());
    const std::vector<FenceNo> numbers = new_numbers(berths, state->fences);
    LiveChanges lost;
    for (std::uint64_t i = 0; i < count; ++i) {
      Vessel vessel;
      reader(vessel);
      state->renumber(vessel, numbers, lost);
      if (!same_areas) vessel.activity.forget_areas();
      const std::uint32_t mmsi = vessel.tracker.mmsi();
      state->vessels.insert_or_assign(mmsi, std::move(vessel));
    }
    if (!reader.at_end()) return SnapshotRefused{"快照尾部多余 / bytes behind the end of the snapshot"};
    std::move(lost.stays.begin(), lost.stays.end(), std::back_inserter(changes.stays));
    return LiveTracker{std::move(state)};
  } catch (const std::logic_error& unreadable) {
    return SnapshotRefused{std::string{"快照无法读取 / the snapshot cannot be read: "} + unreadable.what()};
  }
}

}  // namespace quaywatt::gis
