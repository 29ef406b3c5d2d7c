#include "berth-agent/ledger/ledger_room.h"

#include <fcntl.h>
#include <unistd.h>

#include <system_error>
#include <utility>

namespace quaywatt::agent {

namespace {

/// Blocks of the disk, not a hole: a hole keeps nothing free.
bool allocate(const std::filesystem::path& file, std::uint64_t bytes) {
  const int descriptor = ::open(file.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
  if (descriptor < 0) return false;
  const bool done = posix_fallocate(descriptor, 0, static_cast<off_t>(bytes)) == 0;
  close(descriptor);
  return done;
}

}  // namespace

Room judge_room(std::optional<std::uint64_t> free_bytes, bool reserve_held, const RoomSettings& settings) {
  if (!reserve_held) return Room::exhausted;
  if (!free_bytes) return Room::ample;
  if (*free_bytes < settings.exhausted_below) return Room::exhausted;
  return *free_bytes < settings.scarce_below ? Room::scarce : Room::ample;
}

LedgerRoom::LedgerRoom(std::filesystem::path reserve_file, DiskSpace& space, RoomSettings settings)
    : reserve_file_(std::move(reserve_file)), space_(space), settings_(settings) {
  restore_if_roomy(space_.free_bytes());
}

bool LedgerRoom::reserve_held() const {
  std::error_code error;
  const auto size = std::filesystem::file_size(reserve_file_, error);
  return !error && size >= settings_.reserve_bytes;
}

Room LedgerRoom::look() {
  const auto free_bytes = space_.free_bytes();
  restore_if_roomy(free_bytes);
  const bool held = reserve_held();
  const Room room = judge_room(free_bytes, held, settings_);
  if (held && room == Room::exhausted) release();
  return room;
}

bool LedgerRoom::release() {
  std::error_code error;
  return std::filesystem::remove(reserve_file_, error);
}

/// Well beyond what made it go, so that it does not come and go with every line.
void LedgerRoom::restore_if_roomy(std::optional<std::uint64_t> free_bytes) {
  if (reserve_held()) return;
  if (free_bytes && *free_bytes < settings_.scarce_below + settings_.reserve_bytes) return;
  if (!allocate(reserve_file_, settings_.reserve_bytes)) release();
}

}  // namespace quaywatt::agent
