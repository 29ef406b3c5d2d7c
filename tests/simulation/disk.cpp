#include "tests/simulation/disk.h"

#include <algorithm>
#include <fstream>
#include <stdexcept>

namespace quaywatt::simulation {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t kSector = 512;

std::map<std::string, Disk*>& disks() {
  static std::map<std::string, Disk*> all;
  return all;
}

std::uint64_t number_in(const fs::path& stand_in) {
  std::ifstream file(stand_in);
  std::uint64_t number = 0;
  file >> number;
  return number;
}

void stand_in_for(const fs::path& name, std::uint64_t number) {
  std::ofstream(name, std::ios::trunc) << number;
}

}  // namespace

void DiskFile::apply(std::string& to, const Pending& write, std::size_t length) {
  if (write.is_truncation) {
    to.resize(write.offset, '\0');
    return;
  }
  if (to.size() < write.offset + length) to.resize(write.offset + length, '\0');
  std::copy_n(write.bytes.data(), length, to.data() + write.offset);
}

void DiskFile::write(std::size_t offset, const char* from, std::size_t length) {
  pending_.push_back({offset, std::string(from, length), false});
  apply(bytes, pending_.back(), length);
}

void DiskFile::truncate(std::size_t length) {
  pending_.push_back({length, {}, true});
  apply(bytes, pending_.back(), 0);
}

void DiskFile::sync() {
  for (const auto& write : pending_) apply(durable, write, write.bytes.size());
  pending_.clear();
}

void DiskFile::fail_sync(Random& random) {
  for (const auto& write : pending_) {
    if (random.chance(0.5)) apply(durable, write, write.bytes.size());
  }
  pending_.clear();
}

void DiskFile::cut_power(Random& random) {
  for (const auto& write : pending_) {
    const auto fate = random.between(0, 3);
    if (fate == 0) continue;
    const bool torn = fate == 1 && write.bytes.size() > kSector;
    const auto sectors = static_cast<std::int64_t>(write.bytes.size() / kSector);
    apply(durable, write, torn ? static_cast<std::size_t>(random.between(0, sectors)) * kSector : write.bytes.size());
  }
  pending_.clear();
  bytes = durable;
}

Disk::Disk(fs::path root, Random random) : root_(std::move(root)), random_(random) {
  fs::remove_all(root_);
  fs::create_directories(root_);
  disks()[root_.string()] = this;
}

Disk::~Disk() { disks().erase(root_.string()); }

void Disk::come_back(bool power_was_cut) {
  for (auto& [number, file] : files_) {
    if (power_was_cut) file->cut_power(random_);
  }
  dead_ = false;
  writes_left_ = -1;
}

DiskImage Disk::image() const {
  DiskImage image;
  for (const auto& entry : fs::recursive_directory_iterator(root_)) {
    if (!entry.is_regular_file()) continue;
    const auto file = files_.find(number_in(entry.path()));
    if (file != files_.end()) image.files[fs::relative(entry.path(), root_).string()] = file->second->bytes;
  }
  return image;
}

void Disk::restore(const DiskImage& image) {
  fs::remove_all(root_);
  fs::create_directories(root_);
  files_.clear();
  for (const auto& [name, bytes] : image.files) {
    fs::create_directories((root_ / name).parent_path());
    const auto file = open(root_ / name, true);
    file->bytes = file->durable = bytes;
  }
}

std::shared_ptr<DiskFile> Disk::open(const fs::path& name, bool create) {
  if (const auto known = files_.find(number_in(name)); known != files_.end()) return known->second;
  if (!create) return nullptr;
  const std::uint64_t number = next_file_++;
  stand_in_for(name, number);
  return files_[number] = std::make_shared<DiskFile>();
}

bool Disk::exists(const fs::path& name) const { return files_.contains(number_in(name)); }

void Disk::remove(const fs::path& name) {
  if (dies_now()) return;
  files_.erase(number_in(name));
  fs::remove(name);
}

bool Disk::dies_now() {
  if (dead_) return true;
  ++writes_;
  if (writes_left_ > 0 && --writes_left_ == 0) dead_ = true;
  return dead_;
}

Disk::Outcome Disk::write(DiskFile& file, std::size_t offset, const char* from, std::size_t length) {
  if (dies_now()) return Outcome::io_error;
  if (read_only) return Outcome::read_only;
  if (full && offset + length > file.bytes.size()) return Outcome::full;
  if (write_errors > 0 && random_.chance(write_errors)) return Outcome::io_error;
  file.write(offset, from, length);
  return Outcome::done;
}

Disk::Outcome Disk::truncate(DiskFile& file, std::size_t length) {
  if (dies_now()) return Outcome::io_error;
  if (read_only) return Outcome::read_only;
  file.truncate(length);
  return Outcome::done;
}

Disk::Outcome Disk::sync(DiskFile& file) {
  if (dies_now()) return Outcome::io_error;
  if (syncs_nothing) return Outcome::done;
  if (sync_errors > 0 && random_.chance(sync_errors)) {
    file.fail_sync(random_);
    return Outcome::io_error;
  }
  file.sync();
  return Outcome::done;
}

Disk* disk_of(const fs::path& path) {
  for (fs::path folder = path.parent_path(); folder.has_relative_path(); folder = folder.parent_path()) {
    const auto found = disks().find(folder.string());
    if (found != disks().end()) return found->second;
  }
  return nullptr;
}

}  // namespace quaywatt::simulation
