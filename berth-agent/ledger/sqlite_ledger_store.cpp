#include "berth-agent/ledger/sqlite_ledger_store.h"

#include <fcntl.h>
#include <unistd.h>

#include "Poco/Data/SQLite/Connector.h"
#include "Poco/Data/SQLite/SQLiteException.h"
#include "Poco/Data/Session.h"

namespace quaywatt::agent {

using namespace Poco::Data::Keywords;
using Poco::Data::Statement;

namespace {

constexpr int kFormat = 1;  // PRAGMA user_version; a newer program's file is not touched (fault A14)
constexpr int kSynchronousFull = 2;
constexpr std::size_t kBusyTimeoutMs = 5'000;

std::string open_text(const std::filesystem::path& file, SqliteLedgerStore::Access access) {
  std::string escaped;
  for (const char c : std::filesystem::absolute(file).string()) {
    if (c == '?' || c == '#' || c == '%') {
      escaped += c == '?' ? "%3f" : c == '#' ? "%23" : "%25";
    } else {
      escaped += c;
    }
  }
  return "file:" + escaped + (access == SqliteLedgerStore::Access::write ? "?mode=rwc" : "?mode=ro");
}

/// The new file's directory entry must survive the power cut as well.
void sync_directory(const std::filesystem::path& directory) {
  const int descriptor = ::open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  const bool done = descriptor >= 0 && fsync(descriptor) == 0;
  if (descriptor >= 0) close(descriptor);
  if (!done) throw StorageFailure("目录无法落盘 / cannot sync directory " + directory.string());
}

StoredLine stored_line(std::int64_t epoch, std::int64_t seq, std::string line, std::string head) {
  return {{static_cast<std::uint32_t>(epoch), static_cast<std::uint64_t>(seq)}, std::move(line), std::move(head)};
}

}  // namespace

/// Runs `work` alone on the session and turns the library's exceptions into ours. After a failed write or sync the
/// file is not believed again (no retry-and-pretend, fault A4); a full disk alone may be tried again (fault A3).
/// A failed read says nothing of the rest of the file.
template <typename Work>
auto SqliteLedgerStore::guarded(Touch touch, Work work) {
  const std::lock_guard lock(mutex_);
  if (broken_) throw StorageFailure("台账磁盘先前读写失败,不再写入;请检查或更换磁盘后重启程序 / the ledger's disk failed earlier and "
                                     "is not written any more; have the disk checked or replaced, then restart");
  try {
    return work();
  } catch (const Poco::Data::SQLite::IOErrorException& failure) {
    broken_ = touch == Touch::writes;
    throw StorageFailure("台账磁盘读写错误,记录未保存 / ledger disk I/O error, not recorded: " + failure.displayText());
  } catch (const Poco::Data::SQLite::DatabaseFullException& failure) {
    throw DiskFull("台账磁盘已满,记录未保存;请清理磁盘 / ledger disk full, not recorded; make room on the disk: " +
                   failure.displayText());
  } catch (const Poco::Data::SQLite::CorruptImageException& failure) {
    broken_ = touch == Touch::writes;
    throw DamagedFile("台账文件损坏 / the ledger file is damaged: " + failure.displayText());
  } catch (const Poco::Data::SQLite::SQLiteException& failure) {
    // "file is not a database" has no class of its own in Poco.
    const bool no_database = failure.message().find("not a database") != std::string::npos;
    if (no_database) throw DamagedFile("台账文件损坏 / the ledger file is damaged: " + failure.displayText());
    throw StorageFailure("台账文件错误 / ledger file error: " + failure.displayText());
  } catch (const Poco::Exception& failure) {
    throw StorageFailure("台账文件错误 / ledger file error: " + failure.displayText());
  }
}

SqliteLedgerStore::SqliteLedgerStore(const std::filesystem::path& file, Access access) : file_(file) {
  Poco::Data::SQLite::Connector::registerConnector();
  const bool writes = access == Access::write;
  if (writes) lock_.emplace(file_);
  if (!writes && !std::filesystem::exists(file_)) {
    throw StorageFailure("台账文件不存在 / no such ledger: " + file_.string());
  }
  guarded(Touch::writes, [&] {
    session_ = std::make_unique<Poco::Data::Session>("SQLite", open_text(file_, access), kBusyTimeoutMs / 1000);
    if (writes) prepare();
  });
  if (writes) sync_directory(std::filesystem::absolute(file_).parent_path());
}

SqliteLedgerStore::~SqliteLedgerStore() = default;

/// Asks for the durability that was promised and checks that SQLite took it.
void SqliteLedgerStore::prepare() {
  std::string mode;
  int synchronous = -1;
  int format = -1;
  *session_ << "PRAGMA journal_mode=WAL", into(mode), now;
  *session_ << "PRAGMA synchronous=FULL", now;
  *session_ << "PRAGMA synchronous", into(synchronous), now;
  *session_ << "PRAGMA user_version", into(format), now;
  if (mode != "wal" || synchronous != kSynchronousFull) {
    throw StorageFailure("台账所在磁盘不支持 WAL 与 FULL 同步 / this disk does not take journal_mode=WAL with synchronous=FULL");
  }
  if (format > kFormat) {
    throw StorageFailure("台账由更新版本的程序写成 / the ledger was written by a newer program, format " +
                         std::to_string(format));
  }
  *session_ << "CREATE TABLE IF NOT EXISTS lines (epoch INTEGER NOT NULL, seq INTEGER NOT NULL, line TEXT NOT NULL, "
               "head TEXT NOT NULL, PRIMARY KEY (epoch, seq))",
      now;
  *session_ << "CREATE TABLE IF NOT EXISTS notes (name TEXT PRIMARY KEY, text TEXT NOT NULL)", now;
  *session_ << "PRAGMA user_version=" + std::to_string(kFormat), now;
  // A sync that failed before this start may have left what the system still shows and the disk never got (fault A4):
  // written once more and synced, or refused.
  *session_ << "PRAGMA wal_checkpoint(TRUNCATE)", now;
}

void SqliteLedgerStore::write_lines(const std::vector<StoredLine>& lines) {
  std::vector<Poco::Int64> epochs;
  std::vector<Poco::Int64> seqs;
  std::vector<std::string> texts;
  std::vector<std::string> heads;
  for (const auto& stored : lines) {
    epochs.push_back(stored.position.epoch);
    seqs.push_back(static_cast<Poco::Int64>(stored.position.seq));
    texts.push_back(stored.line);
    heads.push_back(stored.head);
  }
  *session_ << "INSERT INTO lines (epoch, seq, line, head) VALUES (?, ?, ?, ?)", use(epochs), use(seqs), use(texts),
      use(heads), now;
}

void SqliteLedgerStore::append(const std::vector<StoredLine>& lines) {
  if (lines.empty()) return;
  guarded(Touch::writes, [&] {
    session_->begin();
    try {
      write_lines(lines);
      session_->commit();
    } catch (...) {
      // What was meant to be one step must not linger as half a step in the open transaction.
      try {
        if (session_->isTransaction()) session_->rollback();
      } catch (const Poco::Exception& failure) {
        // On a full disk SQLite may have taken it back by itself.
        broken_ = failure.displayText().find("no transaction is active") == std::string::npos;
      }
      throw;
    }
  });
}

std::optional<StoredLine> SqliteLedgerStore::last() {
  return guarded(Touch::reads, [&]() -> std::optional<StoredLine> {
    Poco::Int64 epoch = 0;
    Poco::Int64 seq = 0;
    std::string line;
    std::string head;
    Statement select(*session_);
    select << "SELECT epoch, seq, line, head FROM lines ORDER BY epoch DESC, seq DESC LIMIT 1", into(epoch), into(seq),
        into(line), into(head);
    if (select.execute() == 0) return std::nullopt;
    return stored_line(epoch, seq, std::move(line), std::move(head));
  });
}

std::optional<StoredLine> SqliteLedgerStore::at(const domain::LedgerPosition& position) {
  auto lines = read(position, 1, 0);
  if (lines.empty()) return std::nullopt;
  return std::move(lines.front());
}

std::vector<StoredLine> SqliteLedgerStore::read(const domain::LedgerPosition& first, std::size_t max_lines,
                                                std::size_t max_bytes) {
  return guarded(Touch::reads, [&] {
    auto epoch = static_cast<Poco::Int64>(first.epoch);
    auto from = static_cast<Poco::Int64>(first.seq);
    Poco::Int64 seq = 0;
    std::string line;
    std::string head;
    Statement select(*session_);
    select << "SELECT seq, line, head FROM lines WHERE epoch = ? AND seq >= ? ORDER BY seq", use(epoch), use(from),
        into(seq), into(line), into(head), range(0, 1);
    std::vector<StoredLine> out;
    std::size_t bytes = 0;
    while (!select.done() && select.execute() == 1) {
      bytes += line.size() + 1;
      const bool consecutive = static_cast<std::uint64_t>(seq) == first.seq + out.size();
      if (!consecutive || (!out.empty() && (out.size() >= max_lines || bytes > max_bytes))) break;
      out.push_back(stored_line(epoch, seq, line, head));
      if (out.size() == max_lines) break;
    }
    return out;
  });
}

std::optional<std::uint64_t> SqliteLedgerStore::last_seq_of_epoch(std::uint32_t epoch) {
  return guarded(Touch::reads, [&]() -> std::optional<std::uint64_t> {
    auto wanted = static_cast<Poco::Int64>(epoch);
    Poco::Int64 seq = 0;
    Statement select(*session_);
    select << "SELECT seq FROM lines WHERE epoch = ? ORDER BY seq DESC LIMIT 1", use(wanted), into(seq);
    if (select.execute() == 0) return std::nullopt;
    return static_cast<std::uint64_t>(seq);
  });
}

std::vector<std::uint32_t> SqliteLedgerStore::epochs() {
  return guarded(Touch::reads, [&] {
    // One step into the index an epoch; DISTINCT would read every row's entry.
    std::vector<std::uint32_t> found;
    for (Poco::Int64 after = -1;;) {
      Poco::Int64 epoch = 0;
      Statement select(*session_);
      select << "SELECT epoch FROM lines WHERE epoch > ? ORDER BY epoch LIMIT 1", use(after), into(epoch);
      if (select.execute() == 0) return found;
      found.push_back(static_cast<std::uint32_t>(epoch));
      after = epoch;
    }
  });
}

std::optional<std::string> SqliteLedgerStore::note(const std::string& name) {
  return guarded(Touch::reads, [&]() -> std::optional<std::string> {
    std::string wanted = name;
    std::string text;
    Statement select(*session_);
    select << "SELECT text FROM notes WHERE name = ?", use(wanted), into(text);
    if (select.execute() == 0) return std::nullopt;
    return text;
  });
}

void SqliteLedgerStore::put_note(const std::string& name, const std::string& text) {
  guarded(Touch::writes, [&] {
    std::string note_name = name;
    std::string note_text = text;
    *session_ << "INSERT INTO notes (name, text) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET text = excluded.text",
        use(note_name), use(note_text), now;
  });
}

}  // namespace quaywatt::agent
