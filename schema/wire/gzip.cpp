#include <zlib.h>

#include <algorithm>
#include <array>
#include <stdexcept>

#include "schema/wire/batch.h"

namespace quaywatt::wire {
namespace {

constexpr int kGzipWindow = 15 + 16;  // largest window, gzip framing
constexpr int kMemoryLevel = 8;
constexpr std::size_t kRatioFreeBytes = 64 * 1024;
constexpr std::size_t kChunkBytes = 32 * 1024;

/// zlib never writes through next_in, its C interface merely lacks the const.
Bytef* input_of(std::string_view bytes) { return reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data())); }

class Inflater {
 public:
  explicit Inflater(std::string_view bytes) {
    stream_.next_in = input_of(bytes);
    stream_.avail_in = static_cast<uInt>(bytes.size());
    if (inflateInit2(&stream_, kGzipWindow) != Z_OK) throw std::runtime_error("zlib cannot start");
  }
  Inflater(const Inflater&) = delete;
  Inflater& operator=(const Inflater&) = delete;
  ~Inflater() { inflateEnd(&stream_); }

  /// Everything, or nullopt when it is broken or more than `max_bytes`.
  std::optional<std::string> all(std::size_t max_bytes) {
    std::string out;
    std::array<char, kChunkBytes> chunk{};
    while (true) {
      stream_.next_out = reinterpret_cast<Bytef*>(chunk.data());
      stream_.avail_out = static_cast<uInt>(chunk.size());
      const int result = inflate(&stream_, Z_NO_FLUSH);
      const std::size_t got = chunk.size() - stream_.avail_out;
      if ((result != Z_OK && result != Z_STREAM_END) || out.size() + got > max_bytes) return std::nullopt;
      out.append(chunk.data(), got);
      if (result == Z_STREAM_END) break;
      if (got == 0 && stream_.avail_in == 0) return std::nullopt;  // truncated
    }
    if (stream_.avail_in != 0) return std::nullopt;
    return out;
  }

 private:
  z_stream stream_{};
};

}  // namespace

std::string gzip(std::string_view bytes) {
  z_stream stream{};
  if (deflateInit2(&stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, kGzipWindow, kMemoryLevel, Z_DEFAULT_STRATEGY) != Z_OK) {
    throw std::runtime_error("zlib cannot start");
  }
  std::string out(deflateBound(&stream, static_cast<uLong>(bytes.size())), '\0');
  stream.next_in = input_of(bytes);
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  const int result = deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  if (result != Z_STREAM_END) throw std::runtime_error("zlib failed to compress");
  return out;
}

std::optional<std::string> gunzip(std::string_view bytes, std::size_t max_bytes) {
  const std::size_t by_ratio = std::max(kRatioFreeBytes, bytes.size() * kGzipMaxRatio);
  return Inflater(bytes).all(std::min(max_bytes, by_ratio));
}

}  // namespace quaywatt::wire
