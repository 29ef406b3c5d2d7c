#pragma once
// How many lines to send at once. A batch that takes too long on a poor link is lost with all its lines; small ones
// trickle through (fault N5). Pure.

#include <algorithm>
#include <cstddef>

#include "domain/time/instant.h"
#include "schema/wire/batch.h"

namespace quaywatt::agent {

class BatchSize {
 public:
  static constexpr std::size_t kFewest = 8;
  static constexpr domain::Millis kBrisk{2'000};     ///< answered faster: twice as many
  static constexpr domain::Millis kSluggish{6'000};  ///< answered slower: half as many

  std::size_t lines() const { return lines_; }
  void answered_after(domain::Millis elapsed) {
    if (elapsed <= kBrisk) lines_ = std::min(lines_ * 2, wire::kBatchMaxLines);
    if (elapsed > kSluggish) lines_ = std::max(lines_ / 2, kFewest);
  }
  void lost() { lines_ = std::max(lines_ / 4, kFewest); }

 private:
  std::size_t lines_ = wire::kBatchMaxLines;
};

}  // namespace quaywatt::agent
