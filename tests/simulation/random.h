#pragma once
// The one source of chance of a simulated run (splitmix64): the same seed gives the same run, on every machine.

#include <cstdint>
#include <string_view>

namespace quaywatt::simulation {

class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}

  std::uint64_t next() {
    state_ += 0x9E3779B97F4A7C15U;
    std::uint64_t z = state_;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9U;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBU;
    return z ^ (z >> 31);
  }

  /// From `low` to `high`, both possible.
  std::int64_t between(std::int64_t low, std::int64_t high) {
    const auto width = static_cast<std::uint64_t>(high - low) + 1;
    return low + static_cast<std::int64_t>(next() % width);
  }

  bool chance(double probability) { return static_cast<double>(next() >> 11) * 0x1.0p-53 < probability; }

  /// A source of its own, so that one part's chances do not move when another part asks more often.
  Random fork(std::string_view name) const {
    std::uint64_t hash = state_ ^ 0xCBF29CE484222325U;
    for (const char c : name) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3U;
    Random forked(hash);
    forked.next();
    return forked;
  }

 private:
  std::uint64_t state_;
};

}  // namespace quaywatt::simulation
