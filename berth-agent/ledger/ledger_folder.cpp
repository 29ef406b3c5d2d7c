#include "berth-agent/ledger/ledger_folder.h"

#include <fcntl.h>
#include <stdio.h>

#include <algorithm>
#include <charconv>
#include <optional>

#include "berth-agent/ledger/ledger.h"
#include "berth-agent/ledger/verification.h"

namespace quaywatt::agent {

namespace {

namespace fs = std::filesystem;

constexpr char kFolder[] = "ledger";
constexpr char kFile[] = "ledger.sqlite";
constexpr char kRescue[] = "ledger.rescue";
constexpr char kLostNote[] = "lost";  // highest epoch ever seen, while no new epoch has said so; empty: all is well
constexpr std::size_t kCopyLines = 500;
constexpr std::size_t kCopyBytes = 1 << 20;

/// Notes a damaged file may still give; those it does not are done without.
void copy_note(LedgerStore& from, LedgerStore& to, const char* name) {
  try {
    if (const auto text = from.note(name)) to.put_note(name, *text);
  } catch (const StorageFailure&) {
    return;
  }
}

std::uint32_t highest_epoch_in(LedgerStore& store) {
  try {
    const auto last = store.last();
    return last ? last->position.epoch : 0;
  } catch (const StorageFailure&) {
    return 0;
  }
}

/// Copies the lines up to `sound`, which were verified a moment ago.
void copy_lines(LedgerStore& from, LedgerStore& to, const domain::LedgerPosition& sound) {
  for (const std::uint32_t epoch : from.epochs()) {
    if (epoch > sound.epoch) return;
    const std::uint64_t end = epoch == sound.epoch ? sound.seq : from.last_seq_of_epoch(epoch).value_or(0);
    for (std::uint64_t seq = 0; seq < end;) {
      const std::size_t wanted = static_cast<std::size_t>(std::min<std::uint64_t>(kCopyLines, end - seq));
      auto lines = from.read({epoch, seq + 1}, wanted, kCopyBytes);
      if (lines.empty()) throw StorageFailure("台账抢救时读取失败 / cannot read the damaged ledger's sound lines");
      to.append(lines);
      seq += lines.size();
    }
  }
}

std::unique_ptr<SqliteLedgerStore> open_writing(const fs::path& folder) {
  return std::make_unique<SqliteLedgerStore>(folder / kFile, SqliteLedgerStore::Access::write);
}

/// Builds the rescued ledger beside the damaged one. `damaged` may be null: then nothing is readable at all.
void build_rescue(const fs::path& rescue, LedgerStore* damaged, const domain::LedgerPosition& sound,
                  std::uint32_t highest_epoch) {
  fs::remove_all(rescue);
  fs::create_directories(rescue);
  const auto store = open_writing(rescue);
  if (damaged != nullptr && sound.epoch != 0) copy_lines(*damaged, *store, sound);
  if (damaged != nullptr) {
    for (const char* name : {kAgentNote, "receipt"}) copy_note(*damaged, *store, name);
  }
  store->put_note(kLostNote, std::to_string(highest_epoch));
}

/// One step: a power cut leaves the damaged ledger or the rescued one in place.
void exchange(const fs::path& rescue, const fs::path& folder, const fs::path& evidence) {
  if (renameat2(AT_FDCWD, rescue.c_str(), AT_FDCWD, folder.c_str(), RENAME_EXCHANGE) != 0) {
    throw StorageFailure("无法隔离损坏的台账 / cannot set the damaged ledger aside: " + folder.string());
  }
  fs::rename(rescue, evidence);
}

std::string evidence_name(const AgentClock& clock) {
  std::string when = domain::format_instant(clock.now().wall);
  std::erase_if(when, [](char c) { return c == ':' || c == '-' || c == '.'; });
  return "ledger.damaged-" + when;
}

/// What is wrong with the ledger in `folder`, if anything.
struct Finding {
  std::string text;
  domain::LedgerPosition sound;
  std::uint32_t highest_epoch = 0;
};

std::optional<Finding> examine(SqliteLedgerStore& store, const std::string& agent, const AgentClock& clock) {
  try {
    Ledger(agent, store, clock).recover();
    return std::nullopt;
  } catch (const LedgerBroken&) {
    // From the checkpoint on it is broken; only a full reading says how far it is sound.
    const auto check = verify_ledger(store, agent, std::nullopt);
    if (!check.first_break) throw;
    const auto& found = *check.first_break;
    return Finding{found.zh + " / " + found.en, found.sound, std::max(highest_epoch_in(store), found.at.epoch)};
  }
}

void check_owner(LedgerStore& store, const std::string& agent) {
  const auto owner = store.note(kAgentNote);
  if (!owner) return store.put_note(kAgentNote, agent);
  if (*owner == agent) return;
  throw StorageFailure("台账属于 " + *owner + ",而本机注册为 " + agent + ";请移走旧台账 / the ledger is of " + *owner +
                       ", this cabinet is enrolled as " + agent + "; move the old ledger away");
}

}  // namespace

fs::path ledger_file(const fs::path& state_dir) { return state_dir / kFolder / kFile; }

OpenedLedger open_ledger_folder(const fs::path& state_dir, const std::string& agent, const AgentClock& clock) {
  const fs::path folder = state_dir / kFolder;
  fs::create_directories(folder);
  OpenedLedger opened;
  std::optional<Finding> finding;
  try {
    opened.store = open_writing(folder);
    check_owner(*opened.store, agent);
    finding = examine(*opened.store, agent, clock);
  } catch (const DamagedFile& damage) {
    finding = Finding{damage.what(), {}, 0};
  }
  if (finding) {
    const fs::path evidence = state_dir / evidence_name(clock);
    build_rescue(state_dir / kRescue, opened.store.get(), finding->sound, finding->highest_epoch);
    opened.store.reset();
    exchange(state_dir / kRescue, folder, evidence);
    opened.store = open_writing(folder);
    check_owner(*opened.store, agent);
    opened.said = "台账损坏,已隔离到 " + evidence.string() +
                  ",完好部分继续使用,缺失将告知服务器。请联系维护人员检查磁盘,并保全该文件夹作为证据 / the ledger was damaged and set "
                  "aside as " + evidence.string() +
                  ", its sound part goes on, the server is told of the gap. Have the disk checked and keep that folder "
                  "as evidence: " + finding->text;
  }
  const std::string lost = opened.store->note(kLostNote).value_or("");
  opened.lost = !lost.empty();
  // A note that a failing disk has garbled says at least that something was lost.
  std::from_chars(lost.data(), lost.data() + lost.size(), opened.highest_epoch);
  return opened;
}

void ledger_went_on(LedgerStore& store) { store.put_note(kLostNote, ""); }

}  // namespace quaywatt::agent
