#include "berth-agent/enrol/durable_file.h"

#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <sstream>
#include <stdexcept>

namespace quaywatt::agent {

namespace {

constexpr std::uintmax_t kWholeMax = 1 << 20;

[[noreturn]] void fail(const std::filesystem::path& file) {
  throw std::runtime_error("无法读写文件 / cannot read or write " + file.string() + ": " + std::strerror(errno));
}

void sync_directory_of(const std::filesystem::path& file) {
  const std::filesystem::path directory = std::filesystem::absolute(file).parent_path();
  const int descriptor = ::open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  const bool done = descriptor >= 0 && fsync(descriptor) == 0;
  if (descriptor >= 0) close(descriptor);
  if (!done) fail(directory);
}

bool write_all(int descriptor, const std::string& text) {
  std::size_t written = 0;
  while (written < text.size()) {
    const ssize_t step = write(descriptor, text.data() + written, text.size() - written);
    if (step < 0 && errno == EINTR) continue;
    if (step <= 0) return false;
    written += static_cast<std::size_t>(step);
  }
  return fsync(descriptor) == 0;
}

}  // namespace

void write_durably(const std::filesystem::path& file, const std::string& text, int mode) {
  const std::filesystem::path beside = file.string() + ".part";
  const int descriptor = ::open(beside.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode);
  if (descriptor < 0) fail(beside);
  // A file left over from an earlier attempt keeps its old mode unless told.
  const bool done = fchmod(descriptor, static_cast<mode_t>(mode)) == 0 && write_all(descriptor, text);
  close(descriptor);
  if (!done) fail(beside);
  if (std::rename(beside.c_str(), file.c_str()) != 0) fail(file);
  sync_directory_of(file);
}

std::optional<std::string> read_whole(const std::filesystem::path& file) {
  std::error_code error;
  const auto size = std::filesystem::file_size(file, error);
  if (error == std::errc::no_such_file_or_directory) return std::nullopt;
  if (error) throw std::runtime_error("无法读取 / cannot read " + file.string() + ": " + error.message());
  if (size > kWholeMax) throw std::runtime_error("文件过大 / file too large: " + file.string());
  std::ifstream in(file, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  if (!in) fail(file);
  return std::move(text).str();
}

void put_in_place(const std::filesystem::path& fresh, const std::filesystem::path& current) {
  const bool exchanged = renameat2(AT_FDCWD, fresh.c_str(), AT_FDCWD, current.c_str(), RENAME_EXCHANGE) == 0;
  if (!exchanged && std::rename(fresh.c_str(), current.c_str()) != 0) fail(current);
  sync_directory_of(current);
}

}  // namespace quaywatt::agent
