#include "berth-agent/meter/dlt645_scanner.h"

#include <utility>
#include <variant>

namespace quaywatt::agent::dlt645 {
namespace {

constexpr std::uint8_t kStart = 0x68;
constexpr std::uint8_t kWakeUp = 0xFE;

}  // namespace

void FrameScanner::feed(std::span<const std::uint8_t> bytes) {
  held_.erase(held_.begin(), held_.begin() + static_cast<std::ptrdiff_t>(begin_));
  begin_ = 0;
  held_.insert(held_.end(), bytes.begin(), bytes.end());
}

std::optional<Frame> FrameScanner::next() { return search(false); }

std::optional<Frame> FrameScanner::next_at_silence() { return search(true); }

std::optional<Frame> FrameScanner::search(bool silence) {
  for (; begin_ < held_.size(); ++begin_) {
    if (held_[begin_] == kStart) {
      auto parsed = parse_frame(held_, begin_);
      if (auto* whole = std::get_if<FoundFrame>(&parsed)) {
        begin_ = whole->end;
        return std::move(whole->frame);
      }
      const FrameFault fault = std::get<FrameProblem>(parsed).fault;
      if (fault == FrameFault::truncated && !silence) return std::nullopt;
      if (fault == FrameFault::checksum) ++passed_over_.wrong_checksums;
    }
    if (held_[begin_] != kWakeUp) ++passed_over_.noise_bytes;
  }
  return std::nullopt;
}

}  // namespace quaywatt::agent::dlt645
