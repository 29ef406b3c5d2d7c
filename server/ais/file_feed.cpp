#include "server/ais/file_feed.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>
#include <vector>

namespace quaywatt::server {

namespace {

class Descriptor {
 public:
  explicit Descriptor(const std::filesystem::path& path) : number_(open(path.c_str(), O_RDONLY | O_CLOEXEC)) {
    if (number_ < 0) throw std::system_error(errno, std::generic_category(), path.string());
  }
  ~Descriptor() { close(number_); }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int number() const { return number_; }

 private:
  int number_;
};

struct stat stat_of(int descriptor) {
  struct stat found{};
  if (fstat(descriptor, &found) != 0) throw std::system_error(errno, std::generic_category(), "fstat");
  return found;
}

}  // namespace

FileFeed::FileFeed(AisFeedConfig config, std::uint16_t number, FeedSurroundings surroundings,
                   std::optional<FileCursor> from)
    : FeedThread(std::move(config), number, std::move(surroundings)), cursor_(from.value_or(FileCursor{})) {
  start();
}

bool FileFeed::replaced(int descriptor) const {
  const auto ours = stat_of(descriptor);
  if (static_cast<std::uint64_t>(ours.st_size) < cursor_.offset) return true;
  struct stat named{};
  return stat(config_.path.c_str(), &named) == 0 && (named.st_ino != ours.st_ino || named.st_dev != ours.st_dev);
}

bool FileFeed::take_block(std::string_view block, LineSplitter& splitter, FeedDecoder& decoder) {
  bool taken = true;
  splitter.feed(block, [&](std::string_view line, std::size_t bytes, bool too_long) {
    if (!taken) return;
    const FileCursor behind{cursor_.file, cursor_.offset + bytes};
    if (too_long) {
      decoder.drop_too_long();
    } else if (auto heard = decoder.take(line)) {
      heard->read_up_to = behind;
      taken = surroundings_.queue.put_patiently(std::move(*heard));
    }
    if (taken) cursor_ = behind;
  });
  return taken;
}

void FileFeed::follow(int descriptor) {
  LineSplitter splitter;
  auto decoder = this->decoder();
  std::vector<char> bytes(kFeedReadBytes);
  if (lseek(descriptor, static_cast<off_t>(cursor_.offset), SEEK_SET) < 0) {
    throw std::system_error(errno, std::generic_category(), "lseek");
  }
  while (!stopping()) {
    const ssize_t got = read(descriptor, bytes.data(), bytes.size());
    if (got < 0) throw std::system_error(errno, std::generic_category(), config_.path.string());
    if (got > 0) {
      succeeded();
      if (!take_block({bytes.data(), static_cast<std::size_t>(got)}, splitter, decoder)) return;
    } else if (replaced(descriptor)) {
      return;
    } else {
      pause(kFeedTick);
    }
  }
}

void FileFeed::read_on() {
  while (!stopping()) {
    const Descriptor file(config_.path);
    const auto found = stat_of(file.number());
    const auto inode = static_cast<std::uint64_t>(found.st_ino);
    if (inode != cursor_.file || static_cast<std::uint64_t>(found.st_size) < cursor_.offset) cursor_ = {inode, 0};
    follow(file.number());
    if (!stopping()) pause(kFeedTick);  // a file that is cut again and again does not spin
  }
}

}  // namespace quaywatt::server
