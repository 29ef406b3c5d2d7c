#pragma once
// The ledger on the cabinet's own disk: one SQLite file, WAL, synchronous=FULL, so that a committed line survives a
// power cut. One writing process at a time, held by a lock file beside it (fault A6); readers are free.

#include <filesystem>
#include <memory>
#include <mutex>

#include "berth-agent/ledger/ledger_store.h"
#include "berth-agent/ledger/write_lock.h"

namespace Poco::Data {
class Session;
}

namespace quaywatt::agent {

class SqliteLedgerStore : public LedgerStore {
 public:
  enum class Access { write, read_only };

  /// Opens the file, creates it with `write`. Throws LedgerInUse when another process writes it, StorageFailure when
  /// the disk or the file's form does not do. `read_only` takes no lock and changes nothing.
  SqliteLedgerStore(const std::filesystem::path& file, Access access);
  ~SqliteLedgerStore() override;

  void append(const std::vector<StoredLine>& lines) override;
  std::optional<StoredLine> last() override;
  std::optional<StoredLine> at(const domain::LedgerPosition& position) override;
  std::vector<StoredLine> read(const domain::LedgerPosition& first, std::size_t max_lines,
                               std::size_t max_bytes) override;
  std::optional<std::uint64_t> last_seq_of_epoch(std::uint32_t epoch) override;
  std::vector<std::uint32_t> epochs() override;
  std::optional<std::string> note(const std::string& name) override;
  void put_note(const std::string& name, const std::string& text) override;

 private:
  enum class Touch { reads, writes };
  template <typename Work>
  auto guarded(Touch touch, Work work);
  void prepare();
  void write_lines(const std::vector<StoredLine>& lines);

  std::filesystem::path file_;
  std::optional<WriteLock> lock_;  ///< released last
  std::mutex mutex_;
  std::unique_ptr<Poco::Data::Session> session_;
  bool broken_ = false;  ///< after a failed write or sync nothing in memory may be believed until the file is reopened
};

}  // namespace quaywatt::agent
