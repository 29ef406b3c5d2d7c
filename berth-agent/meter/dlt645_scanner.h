#pragma once
// Finds DL/T 645 frames in a stream of bytes, however the reads cut it: several frames in one read, a frame in
// several reads, noise between. The frames found depend on the bytes alone, never on the cuts.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "berth-agent/meter/dlt645_frame.h"

namespace quaywatt::agent::dlt645 {

/// What was passed over since the scanner was made or reset.
struct PassedOver {
  std::size_t noise_bytes = 0;      ///< bytes that belong to no frame, FEH aside
  std::size_t wrong_checksums = 0;  ///< frames whole but for their checksum
};

class FrameScanner {
 public:
  /// Takes bytes in. After next() gave nullopt, less than one frame is held.
  void feed(std::span<const std::uint8_t> bytes);

  /// The next whole frame, nullopt until more bytes come. A 68H that opens no valid frame is noise and the search goes
  /// on at the byte after it, so that a frame behind a broken one is found.
  std::optional<Frame> next();

  /// No more bytes will come (silence on the line): gives up a frame that was begun and searches behind its 68H.
  /// To be called until it gives nullopt; afterwards nothing is held.
  std::optional<Frame> next_at_silence();

  /// Is a frame begun but not whole?
  bool pending() const { return begin_ < held_.size(); }

  const PassedOver& passed_over() const { return passed_over_; }

 private:
  std::optional<Frame> search(bool silence);

  std::vector<std::uint8_t> held_;
  std::size_t begin_ = 0;  ///< what lies before is dealt with
  PassedOver passed_over_;
};

}  // namespace quaywatt::agent::dlt645
