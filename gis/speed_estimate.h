#pragma once
// How fast a vessel is whose set does not say: from where it was a minute or more ago, so that the jitter of a vessel
// that lies still is not taken for speed.

#include <cstdint>

#include "gis/fix.h"

namespace quaywatt::gis {

class SpeedEstimate {
 public:
  /// The reported speed, else the estimate; 0 for the first fix of all, which says nothing against lying still.
  double knots(const Fix& fix) const;
  void note(const Fix& fix);

  template <typename Archive>
  void visit(Archive& archive) {
    archive(older_, newer_, known_);
  }

 private:
  Fix older_;                ///< at least a baseline before `newer_`, unless there was nothing yet
  Fix newer_;
  std::uint8_t known_ = 0;   ///< of the two
};

}  // namespace quaywatt::gis
