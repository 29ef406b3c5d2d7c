#include "berth-agent/cli/rekey_command.h"

#include <ostream>

#include "berth-agent/cli/flags.h"
#include "berth-agent/clock/system_agent_clock.h"
#include "berth-agent/config/agent_config.h"
#include "berth-agent/enrol/key_change.h"
#include "berth-agent/enrol/identity.h"
#include "berth-agent/ledger/ledger_folder.h"
#include "berth-agent/ledger/write_lock.h"

namespace quaywatt::agent {

namespace {

int refuse(std::ostream& err, const char* why) {
  err << why << '\n';
  return 1;
}

}  // namespace

int run_rekey_command(std::span<const std::string> arguments, std::istream& /*in*/, std::ostream& out,
                      std::ostream& err) {
  const auto flags = read_flags(arguments, {"--config"}, err);
  if (!flags || flags->size() != 1) {
    err << "用法 / usage: quaywatt-agent rekey --config FILE\n";
    return 2;
  }
  const AgentConfig config = load_agent_config(flags->at("--config"));
  if (config.clock_scale != 1) {
    return refuse(err, "演示时钟下不能更换密钥 / no change of keys under a demonstration clock");
  }
  // A running agent would go on signing with the old key.
  const WriteLock lock(config.state_dir / "ledger");
  const auto identity = load_identity(config.state_dir);
  if (!identity) return refuse(err, "本机尚未注册,请先运行 quaywatt-agent enrol / not enrolled yet, run quaywatt-agent enrol");
  const SystemAgentClock clock;
  const OpenedLedger opened = open_ledger_folder(config.state_dir, identity->grant.agent, clock);
  settle_key_change(config.state_dir, *opened.store);
  Ledger ledger(identity->grant.agent, *opened.store, clock);
  ledger.recover();
  if (!ledger.is_open() || opened.lost || !epoch_was_opened(config.state_dir)) {
    return refuse(err, "台账尚未开启新纪元,请先启动一次 quaywatt-agent run / the ledger's epoch is not open, start quaywatt-agent "
                       "run once first");
  }
  const auto fresh = change_signing_key(config.state_dir, ledger);
  out << "fingerprint " << fresh.fingerprint() << '\n';
  err << "新签名密钥已启用,旧密钥签署的公告将随下一批上传。请重新启动 quaywatt-agent run。\n"
      << "The new signing key is in force; its announcement, signed with the old one, goes out with the next batch. "
         "Start quaywatt-agent run again.\n";
  return 0;
}

}  // namespace quaywatt::agent
