#pragma once
// Bytes as they arrive into lines. An over-long line is dropped as it comes, so that nothing a sender does takes more
// memory than one line.

#include <string>
#include <string_view>

#include "gis/ais_sentence.h"

namespace quaywatt::server {

class LineSplitter {
 public:
  /// Calls `take(line, bytes)` for each line that `bytes` completes, without its end; `bytes` counts the end. An
  /// over-long line is given as an empty view with `too_long` true.
  template <typename Take>
  void feed(std::string_view bytes, Take&& take) {
    while (!bytes.empty()) {
      const std::size_t end = bytes.find('\n');
      const std::string_view part = bytes.substr(0, end);
      taken_bytes_ += part.size();
      if (!too_long_ && partial_.size() + part.size() <= gis::kAisLineMaxBytes) {
        partial_ += part;
      } else {
        too_long_ = true;
        partial_.clear();
      }
      if (end == std::string_view::npos) return;
      finish(take, taken_bytes_ + 1);
      bytes.remove_prefix(end + 1);
    }
  }

  /// Whatever stands without an end: a datagram need not have one.
  template <typename Take>
  void flush(Take&& take) {
    if (taken_bytes_ > 0) finish(take, taken_bytes_);
  }

 private:
  template <typename Take>
  void finish(Take&& take, std::size_t bytes) {
    std::string_view line = partial_;
    if (line.ends_with('\r')) line.remove_suffix(1);
    take(line, bytes, too_long_);
    partial_.clear();
    taken_bytes_ = 0;
    too_long_ = false;
  }

  std::string partial_;
  std::size_t taken_bytes_ = 0;
  bool too_long_ = false;
};

}  // namespace quaywatt::server
