#include "server/cli/files.h"

#include <array>
#include <cerrno>
#include <filesystem>
#include <istream>
#include <ostream>
#include <system_error>

namespace quaywatt::server {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kReadBytes = 1 << 16;

[[noreturn]] void fail(const std::string& path, int error) {
  throw std::system_error(error == 0 ? EIO : error, std::generic_category(), path);
}

std::streambuf* open(std::filebuf& file, const std::string& path, std::ios::openmode mode) {
  errno = 0;
  if (!file.open(path, mode | std::ios::binary)) fail(path, errno);
  return &file;
}

}  // namespace

InputFile::InputFile(const std::string& path, const StandardStreams& streams)
    : path_(path), source_(path == "-" ? streams.in.rdbuf() : open(file_, path, std::ios::in)) {}

std::size_t InputFile::read(char* bytes, std::size_t size) {
  try {
    return static_cast<std::size_t>(source_->sgetn(bytes, static_cast<std::streamsize>(size)));
  } catch (const std::ios_base::failure& error) {  // a directory, a disk that fails
    fail(path_, error.code().category() == std::generic_category() ? error.code().value() : EIO);
  }
}

OutputFile::OutputFile(const std::string& path, const StandardStreams& streams)
    : path_(path), target_(path == "-" ? streams.out.rdbuf() : open(file_, path, std::ios::out | std::ios::trunc)) {}

void OutputFile::write(const char* bytes, std::size_t size) {
  errno = 0;
  const auto length = static_cast<std::streamsize>(size);
  if (target_->sputn(bytes, length) != length) fail(path_, errno);
}

void OutputFile::finish() {
  errno = 0;
  if (target_->pubsync() != 0) fail(path_, errno);
  if (file_.is_open() && !file_.close()) fail(path_, errno);
}

bool is_same_file(const std::string& left, const std::string& right) {
  std::error_code error;
  return fs::equivalent(left, right, error) && !error && fs::is_regular_file(left, error);
}

std::string read_whole_file(const std::string& path, const StandardStreams& streams, std::size_t max_bytes) {
  InputFile file(path, streams);
  std::string text;
  std::array<char, kReadBytes> part{};
  while (const std::size_t got = file.read(part.data(), part.size())) {
    text.append(part.data(), got);
    if (text.size() > max_bytes) fail(path, EFBIG);
  }
  return text;
}

void write_whole_file(const std::string& path, const StandardStreams& streams, const std::string& text) {
  // A pipe or a device is written in place.
  const bool in_place = path == "-" || (fs::exists(path) && !fs::is_regular_file(path));
  const std::string target = in_place ? path : path + ".part";
  OutputFile file(target, streams);
  file.write(text.data(), text.size());
  file.finish();
  if (!in_place) fs::rename(target, path);
}

}  // namespace quaywatt::server
