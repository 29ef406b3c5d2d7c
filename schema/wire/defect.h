#pragma once
// Why something from outside cannot be taken as it stands.

#include <string>

namespace quaywatt::wire {

/// `reason` is a stable word (LINES.md, "Defects"), `pointer` a JSON pointer (RFC 6901) to the nearest place that can
/// be named, `text` tells people in Chinese and English what is wanted there.
struct Defect {
  std::string reason;
  std::string pointer;
  std::string text;
};

}  // namespace quaywatt::wire
