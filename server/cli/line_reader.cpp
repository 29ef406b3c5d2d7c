#include "server/cli/line_reader.h"

#include <cstring>

namespace quaywatt::server {

bool LineReader::fill() {
  if (at_end_) return false;
  if (begin_ > 0) std::memmove(buffer_.data(), buffer_.data() + begin_, end_ - begin_);
  end_ -= begin_;
  begin_ = 0;
  const std::size_t got = file_.read(buffer_.data() + end_, buffer_.size() - end_);
  at_end_ = got == 0;
  end_ += got;
  return got > 0;
}

const char* LineReader::find_line_feed() const {
  return static_cast<const char*>(std::memchr(buffer_.data() + begin_, '\n', end_ - begin_));
}

std::optional<LineReader::Line> LineReader::next() {
  const char* line_feed = find_line_feed();
  while (!line_feed && end_ - begin_ <= kMaxLineBytes && fill()) line_feed = find_line_feed();
  if (!line_feed && begin_ == end_) return std::nullopt;
  Line line{{}, ++line_, false};
  const char* const start = buffer_.data() + begin_;
  const std::size_t length = line_feed ? static_cast<std::size_t>(line_feed - start) : end_ - begin_;
  line.too_long = length > kMaxLineBytes;
  if (line.too_long) {
    pass_over_line();
    return line;
  }
  line.text = {start, length};
  begin_ += length + (line_feed ? 1 : 0);
  if (line.text.ends_with('\r')) line.text.remove_suffix(1);
  return line;
}

void LineReader::pass_over_line() {
  const char* line_feed = find_line_feed();
  while (!line_feed) {
    begin_ = end_;
    if (!fill()) return;
    line_feed = find_line_feed();
  }
  begin_ = static_cast<std::size_t>(line_feed - buffer_.data()) + 1;
}

}  // namespace quaywatt::server
