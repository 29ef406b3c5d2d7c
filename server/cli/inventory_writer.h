#pragma once
// The rows of an inventory as CSV, full double precision (shortest text that reads back to the same number).

#include <string_view>
#include <vector>

#include "domain/emissions/activity_method.h"
#include "server/cli/files.h"

namespace quaywatt::server {

/// A buffer in front of a file, which must outlive it. What is not flushed is lost.
class ByteSink {
 public:
  explicit ByteSink(OutputFile& file) : file_(file), buffer_(kBufferBytes) {}

  void put(std::string_view text);
  void put(char letter);
  void put_number(double value);
  /// Throws std::system_error when writing fails; put() does too, when the buffer is full.
  void flush();

 private:
  static constexpr std::size_t kBufferBytes = 1 << 20;
  static constexpr std::size_t kMaxNumberBytes = 32;
  void reserve(std::size_t bytes);

  OutputFile& file_;
  std::vector<char> buffer_;
  std::size_t used_ = 0;
};

void write_inventory_header(ByteSink& sink);

/// `id` is put as it is: it was a CSV field and stays one.
void write_inventory_row(ByteSink& sink, std::string_view id, const domain::ActivityResult& result);

}  // namespace quaywatt::server
