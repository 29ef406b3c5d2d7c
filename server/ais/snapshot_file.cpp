#include "server/ais/snapshot_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <system_error>

namespace quaywatt::server {

namespace {

// quaywatt positions 1
// file NAME INODE OFFSET        (any number)
// tracker BYTES
// …the bytes, which carry their own checksum…
constexpr const char* kFirstLine = "quaywatt positions 1";

[[noreturn]] void fail(const std::filesystem::path& file) {
  throw std::system_error(errno, std::generic_category(), file.string());
}

void write_whole(const std::filesystem::path& file, const std::string& head, const std::string& body) {
  const int descriptor = open(file.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  if (descriptor < 0) fail(file);
  const auto put = [&](std::string_view rest) {
    while (!rest.empty()) {
      const ssize_t written = ::write(descriptor, rest.data(), rest.size());
      if (written < 0 && errno == EINTR) continue;
      if (written < 0) return false;
      rest.remove_prefix(static_cast<std::size_t>(written));
    }
    return true;
  };
  const bool whole = put(head) && put(body) && fsync(descriptor) == 0;
  const int error = errno;
  close(descriptor);
  errno = error;
  if (!whole) fail(file);
}

std::runtime_error damaged(const std::filesystem::path& file) {
  return std::runtime_error("位置快照已损坏 / the snapshot of positions is damaged: " + file.string());
}

}  // namespace

void write_snapshot(const std::filesystem::path& file, const BookSnapshot& snapshot) {
  std::ostringstream head;
  head << kFirstLine << "\n";
  for (const auto& [feed, cursor] : snapshot.cursors) {
    head << "file " << feed << " " << cursor.file << " " << cursor.offset << "\n";
  }
  head << "tracker " << snapshot.tracker.size() << "\n";
  std::filesystem::path part = file;
  part += ".part";
  write_whole(part, head.str(), snapshot.tracker);
  std::filesystem::rename(part, file);
}

std::optional<BookSnapshot> read_snapshot(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in) return std::nullopt;
  std::string line;
  if (!std::getline(in, line) || line != kFirstLine) throw damaged(file);
  BookSnapshot snapshot;
  while (std::getline(in, line)) {
    std::istringstream words(line);
    std::string kind;
    words >> kind;
    if (kind == "file") {
      std::string feed;
      FileCursor cursor;
      if (!(words >> feed >> cursor.file >> cursor.offset)) throw damaged(file);
      snapshot.cursors[feed] = cursor;
      continue;
    }
    std::size_t bytes = 0;
    if (kind != "tracker" || !(words >> bytes)) throw damaged(file);
    const auto room = std::filesystem::file_size(file);
    if (bytes > room) throw damaged(file);  // before so much memory is asked for
    snapshot.tracker.resize(bytes);
    if (!in.read(snapshot.tracker.data(), static_cast<std::streamsize>(bytes))) throw damaged(file);
    return snapshot;
  }
  throw damaged(file);
}

}  // namespace quaywatt::server
