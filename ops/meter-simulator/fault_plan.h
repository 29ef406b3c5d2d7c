#pragma once
// What a simulated meter does wrong on its line, on command.

#include <cstdint>
#include <optional>
#include <string_view>

namespace quaywatt::simulator {

enum class LineFault {
  none,
  silent,         ///< hears, does not answer
  garbled,        ///< answers with a flipped byte, checksum or header left as it was
  wrong_address,  ///< answers in another meter's name
  refusing,       ///< answers every request with its protocol's error
};

/// nullopt: no such fault.
std::optional<LineFault> line_fault(std::string_view name);

class FaultPlan {
 public:
  /// `answers`: how many are affected; 0 = all until another fault is set.
  void set(LineFault fault, std::int64_t answers);

  /// The fault of the answer about to be given.
  LineFault next();

 private:
  LineFault fault_ = LineFault::none;
  std::int64_t answers_left_ = 0;  ///< 0 = without end
};

}  // namespace quaywatt::simulator
