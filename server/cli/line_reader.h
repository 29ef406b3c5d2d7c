#pragma once
// Lines of a file or pipe in constant memory. A line ends at a line feed and nowhere else, not even inside quotes:
// cluster jobs cut their partitions there, and one open quote must not swallow the rows after it.

#include <optional>
#include <string_view>
#include <vector>

#include "server/cli/files.h"

namespace quaywatt::server {

class LineReader {
 public:
  static constexpr std::size_t kBufferBytes = 1 << 20;
  static constexpr std::size_t kMaxLineBytes = 64 * 1024;

  /// `file` must outlive the reader.
  explicit LineReader(InputFile& file) : file_(file), buffer_(kBufferBytes) {}

  struct Line {
    std::string_view text;   ///< without line end; until the next call
    std::size_t number = 0;  ///< from 1
    bool too_long = false;   ///< longer than kMaxLineBytes; its text is dropped
  };

  /// The next line; empty at the end. Throws std::system_error when reading fails.
  std::optional<Line> next();

 private:
  bool fill();
  const char* find_line_feed() const;
  void pass_over_line();

  InputFile& file_;
  std::vector<char> buffer_;
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
  std::size_t line_ = 0;
  bool at_end_ = false;
};

}  // namespace quaywatt::server
