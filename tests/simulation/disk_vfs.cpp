#include "tests/simulation/disk_vfs.h"

#include <sqlite3.h>

#include <algorithm>
#include <cstring>
#include <memory>
#include <stdexcept>
#include <vector>

#include "tests/simulation/disk.h"

namespace quaywatt::simulation {

namespace {

/// What SQLite keeps of an open file. Constructed in the memory SQLite gives.
struct OpenFile {
  sqlite3_file base;  // first: SQLite sees only this
  Disk* disk;
  std::shared_ptr<DiskFile>* file;
  std::vector<std::unique_ptr<char[]>>* shared_memory;  // of one process: gone with it
};

OpenFile& opened(sqlite3_file* file) { return *reinterpret_cast<OpenFile*>(file); }

Random& sqlite_random() {
  static Random random(0);
  return random;
}

int code_of(Disk::Outcome outcome, int io_error) {
  switch (outcome) {
    case Disk::Outcome::done: return SQLITE_OK;
    case Disk::Outcome::io_error: return io_error;
    case Disk::Outcome::full: return SQLITE_FULL;
    case Disk::Outcome::read_only: return SQLITE_READONLY;
  }
  return io_error;
}

int close_file(sqlite3_file* file) {
  delete opened(file).file;
  delete opened(file).shared_memory;
  return SQLITE_OK;
}

int read_file(sqlite3_file* file, void* into, int amount, sqlite3_int64 offset) {
  if (opened(file).disk->dead()) return SQLITE_IOERR_READ;
  const std::string& bytes = (*opened(file).file)->bytes;
  const auto wanted = static_cast<std::size_t>(amount);
  const auto begin = std::min(static_cast<std::size_t>(offset), bytes.size());
  const auto there = std::min(wanted, bytes.size() - begin);
  std::memcpy(into, bytes.data() + begin, there);
  if (there == wanted) return SQLITE_OK;
  std::memset(static_cast<char*>(into) + there, 0, wanted - there);
  return SQLITE_IOERR_SHORT_READ;
}

int write_file(sqlite3_file* file, const void* from, int amount, sqlite3_int64 offset) {
  OpenFile& open = opened(file);
  return code_of(open.disk->write(**open.file, static_cast<std::size_t>(offset), static_cast<const char*>(from),
                                  static_cast<std::size_t>(amount)),
                 SQLITE_IOERR_WRITE);
}

int truncate_file(sqlite3_file* file, sqlite3_int64 size) {
  OpenFile& open = opened(file);
  return code_of(open.disk->truncate(**open.file, static_cast<std::size_t>(size)), SQLITE_IOERR_TRUNCATE);
}

int sync_file(sqlite3_file* file, int) {
  OpenFile& open = opened(file);
  return code_of(open.disk->sync(**open.file), SQLITE_IOERR_FSYNC);
}

int size_of_file(sqlite3_file* file, sqlite3_int64* size) {
  *size = static_cast<sqlite3_int64>((*opened(file).file)->bytes.size());
  return SQLITE_OK;
}

// One connection a file and one thread: there is nobody to lock out.
int lock_file(sqlite3_file*, int) { return SQLITE_OK; }
int nobody_else(sqlite3_file*, int* reserved) {
  *reserved = 0;
  return SQLITE_OK;
}
int lock_memory(sqlite3_file*, int, int, int) { return SQLITE_OK; }
void memory_barrier(sqlite3_file*) {}

int no_control(sqlite3_file*, int, void*) { return SQLITE_NOTFOUND; }
int sector_size(sqlite3_file*) { return 4096; }
// As SQLite's own VFS for Unix claims of every disk.
int characteristics(sqlite3_file*) { return SQLITE_IOCAP_POWERSAFE_OVERWRITE; }

int map_memory(sqlite3_file* file, int region, int size, int, void volatile** into) {
  auto& regions = *opened(file).shared_memory;
  while (regions.size() <= static_cast<std::size_t>(region)) {
    regions.push_back(std::make_unique<char[]>(static_cast<std::size_t>(size)));
  }
  *into = regions[static_cast<std::size_t>(region)].get();
  return SQLITE_OK;
}

int unmap_memory(sqlite3_file* file, int) {
  opened(file).shared_memory->clear();
  return SQLITE_OK;
}

const sqlite3_io_methods kMethods = {
    2,           close_file,     read_file,     write_file,  truncate_file,   sync_file,  size_of_file,
    lock_file,   lock_file,      nobody_else,   no_control,  sector_size,     characteristics,
    map_memory,  lock_memory,    memory_barrier, unmap_memory, nullptr,       nullptr};

int open_file(sqlite3_vfs*, const char* name, sqlite3_file* file, int flags, int* out_flags) {
  file->pMethods = nullptr;
  Disk* disk = name == nullptr ? nullptr : disk_of(name);
  if (disk == nullptr || disk->dead()) return SQLITE_CANTOPEN;
  auto found = disk->open(name, (flags & SQLITE_OPEN_CREATE) != 0);
  if (!found) return SQLITE_CANTOPEN;
  OpenFile& open = opened(file);
  open.disk = disk;
  open.file = new std::shared_ptr<DiskFile>(std::move(found));
  open.shared_memory = new std::vector<std::unique_ptr<char[]>>();
  file->pMethods = &kMethods;
  if (out_flags != nullptr) *out_flags = flags;
  return SQLITE_OK;
}

int delete_file(sqlite3_vfs*, const char* name, int) {
  Disk* disk = disk_of(name);
  if (disk == nullptr || disk->dead()) return SQLITE_IOERR_DELETE;
  if (!disk->exists(name)) return SQLITE_IOERR_DELETE_NOENT;
  disk->remove(name);
  return disk->dead() ? SQLITE_IOERR_DELETE : SQLITE_OK;
}

int access_file(sqlite3_vfs*, const char* name, int, int* there) {
  const Disk* disk = disk_of(name);
  *there = disk != nullptr && disk->exists(name) ? 1 : 0;
  return SQLITE_OK;
}

int full_name(sqlite3_vfs*, const char* name, int size, char* into) {
  if (std::strlen(name) >= static_cast<std::size_t>(size)) return SQLITE_CANTOPEN;
  std::strcpy(into, name);
  return SQLITE_OK;
}

int random_bytes(sqlite3_vfs*, int amount, char* into) {
  for (int i = 0; i < amount; ++i) into[i] = static_cast<char>(sqlite_random().next());
  return amount;
}

int sleep_not(sqlite3_vfs*, int microseconds) { return microseconds; }

int time_stands(sqlite3_vfs*, double* julian) {
  *julian = 2'460'000.5;
  return SQLITE_OK;
}

int no_error(sqlite3_vfs*, int, char*) { return 0; }

int time_stands_ms(sqlite3_vfs*, sqlite3_int64* julian_ms) {
  *julian_ms = 2'460'000LL * 86'400'000;
  return SQLITE_OK;
}

}  // namespace

void put_sqlite_on_simulated_disks() {
  static sqlite3_vfs vfs{2,          sizeof(OpenFile), 512,     nullptr,      "quaywatt-simulated", nullptr,
                         open_file,  delete_file,      access_file, full_name, nullptr,             nullptr,
                         nullptr,    nullptr,          random_bytes, sleep_not, time_stands,         no_error,
                         time_stands_ms, nullptr,      nullptr, nullptr};
  if (sqlite3_vfs_register(&vfs, 1) != SQLITE_OK) throw std::runtime_error("the VFS cannot be registered");
}

void reseed_sqlite(const Random& random) {
  sqlite_random() = random;
  sqlite3_randomness(0, nullptr);
}

}  // namespace quaywatt::simulation
