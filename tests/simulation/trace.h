#pragma once
// Everything that happens in a run, in order, as one hash: two runs with equal hashes were the same run.

#include <cstdint>
#include <cstring>
#include <ostream>
#include <string>
#include <string_view>

#include "domain/time/instant.h"

namespace quaywatt::simulation {

class Trace {
 public:
  /// Lines for people go to `out` when there is one.
  explicit Trace(std::ostream* out = nullptr) : out_(out) {}

  /// `detail` may be long: it is hashed, and printed only as far as a person reads.
  void event(domain::Millis at, std::string_view who, std::string_view what, std::string_view detail = {}) {
    mix(static_cast<std::uint64_t>(at.count()));
    mix(who);
    mix(what);
    mix(detail);
    ++events_;
    if (out_ != nullptr) print(at, who, what, detail);
  }

  std::uint64_t hash() const { return hash_; }
  std::uint64_t events() const { return events_; }
  bool printing() const { return out_ != nullptr; }

 private:
  void mix(std::uint64_t word) {
    hash_ = (hash_ ^ word) * 0x9FB21C651E98DF25U;
    hash_ ^= hash_ >> 29;
  }
  void mix(std::string_view text) {
    mix(text.size());
    while (!text.empty()) {
      std::uint64_t word = 0;
      const std::size_t length = text.size() < sizeof word ? text.size() : sizeof word;
      std::memcpy(&word, text.data(), length);
      mix(word);
      text.remove_prefix(length);
    }
  }
  void print(domain::Millis at, std::string_view who, std::string_view what, std::string_view detail) const {
    constexpr std::size_t kShown = 160;
    const auto total = at.count();
    *out_ << total / 86'400'000 << "d " << total / 3'600'000 % 24 << ':' << total / 60'000 % 60 << ':'
          << total / 1000 % 60 << '.' << total % 1000 << ' ' << who << ' ' << what << ' ' << detail.substr(0, kShown)
          << '\n';
  }

  std::ostream* out_;
  std::uint64_t hash_ = 0x2545F4914F6CDD1DU;
  std::uint64_t events_ = 0;
};

}  // namespace quaywatt::simulation
