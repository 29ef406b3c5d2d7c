#include "berth-agent/cli/ledger_export.h"

#include <algorithm>
#include <filesystem>
#include <ostream>
#include <stdexcept>

#include "berth-agent/cli/flags.h"
#include "berth-agent/clock/system_agent_clock.h"
#include "berth-agent/config/agent_config.h"
#include "berth-agent/enrol/durable_file.h"
#include "berth-agent/enrol/identity.h"
#include "berth-agent/ledger/ledger_folder.h"
#include "berth-agent/ledger/verification.h"
#include "berth-agent/uplink/receipt_comparison.h"
#include "schema/wire/chain.h"
#include "schema/wire/export.h"

namespace quaywatt::agent {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t kChunkLines = 1000;
constexpr std::size_t kChunkBytes = 4 << 20;

/// Lines 1 … `last` as they stood when they were verified: a running agent appends meanwhile.
wire::ExportedEpoch exported_epoch(LedgerStore& store, const std::string& agent, const LedgerCheck::Epoch& checked) {
  wire::ExportedEpoch epoch{checked.epoch, 1, wire::epoch_start_head(agent, checked.epoch), {}};
  while (epoch.lines.size() < checked.last_seq) {
    const std::size_t missing = static_cast<std::size_t>(checked.last_seq) - epoch.lines.size();
    const auto lines = store.read({checked.epoch, epoch.lines.size() + 1}, std::min(kChunkLines, missing), kChunkBytes);
    if (lines.empty()) throw StorageFailure("台账读取失败 / cannot read the ledger");
    for (const auto& line : lines) epoch.lines.push_back(line.line);
  }
  return epoch;
}

wire::LedgerExport gather(LedgerStore& store, const Identity& identity, const LedgerCheck& check) {
  wire::LedgerExport ledger;
  ledger.agent = identity.grant.agent;
  ledger.program_version = QUAYWATT_VERSION;
  ledger.exported_at = SystemAgentClock().now().wall;
  for (const auto& epoch : check.epochs) ledger.epochs.push_back(exported_epoch(store, ledger.agent, epoch));
  const auto receipt = kept_receipt(store, ledger.agent, pinned_keys(identity.grant.receipt_keys));
  if (receipt && receipt->held.epoch != 0) ledger.receipts.push_back(*receipt);
  ledger.receipt_keys = identity.grant.receipt_keys;
  return ledger;
}

/// All of it or nothing: written beside and renamed.
void write_folder(const wire::ExportFiles& files, const fs::path& folder) {
  if (fs::exists(folder) && !fs::is_empty(folder)) {
    throw std::runtime_error("目标文件夹非空 / the folder is not empty: " + folder.string());
  }
  const fs::path beside = folder.string() + ".part";
  fs::remove_all(beside);
  for (const auto& [name, bytes] : files) {
    const fs::path file = beside / name;
    fs::create_directories(file.parent_path());
    write_durably(file, bytes, kReadable);
  }
  fs::remove_all(folder);
  fs::rename(beside, folder);
}

}  // namespace

int run_ledger_export(std::span<const std::string> arguments, std::ostream& out, std::ostream& err) {
  const auto flags = read_flags(arguments, {"--config", "--out"}, err);
  if (!flags || flags->size() != 2) {
    err << "用法 / usage: quaywatt-agent ledger export --config FILE --out DIR\n";
    return 2;
  }
  const AgentConfig config = load_agent_config(flags->at("--config"));
  const auto identity = load_identity(config.state_dir);
  if (!identity) throw std::runtime_error("本机尚未注册,没有签名密钥 / not enrolled, there is no key to sign with");
  SqliteLedgerStore store(ledger_file(config.state_dir), SqliteLedgerStore::Access::read_only);
  const LedgerCheck check = verify_ledger(store, identity->grant.agent, std::nullopt);
  if (check.first_break) {
    err << "不予导出 / not exported: " << check.first_break->zh << " / " << check.first_break->en << '\n';
    return 1;
  }
  const auto files = wire::export_ledger(gather(store, *identity, check), identity->ledger_key);
  // A trailing slash would make the folder beside lie inside.
  fs::path folder = fs::absolute(flags->at("--out")).lexically_normal();
  if (folder.filename().empty()) folder = folder.parent_path();
  write_folder(files, folder);
  out << "lines " << check.lines << " files " << files.size() << " folder " << folder.string() << '\n';
  return 0;
}

}  // namespace quaywatt::agent
