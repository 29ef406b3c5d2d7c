#include "berth-agent/cli/enrol_command.h"

#include <filesystem>
#include <ostream>

#include "berth-agent/cli/flags.h"
#include "berth-agent/config/agent_config.h"
#include "berth-agent/enrol/enrolment.h"
#include "berth-agent/ledger/write_lock.h"

namespace quaywatt::agent {

int run_enrol_command(std::span<const std::string> arguments, std::istream& /*in*/, std::ostream& out,
                      std::ostream& err) {
  const auto flags = read_flags(arguments, {"--config", "--code", "--server", "--ca"}, err);
  if (!flags || flags->size() != 4) {
    err << "用法 / usage: quaywatt-agent enrol --config FILE --code CODE --server https://HOST:8443 --ca FILE\n";
    return 2;
  }
  const AgentConfig config = load_agent_config(flags->at("--config"));
  std::filesystem::create_directories(config.state_dir);
  // A running agent would go on with the old keys; one at a time.
  const WriteLock lock(config.state_dir / "ledger");
  const auto post = https_enrolment_post(flags->at("--server"), flags->at("--ca"));
  const auto outcome = enrol(config.state_dir, config.berth, flags->at("--code"), post);
  if (const auto* refusal = std::get_if<EnrolmentRefused>(&outcome)) {
    err << "注册未成功:" << refusal->zh << "\nnot enrolled: " << refusal->en << '\n';
    return 1;
  }
  const auto& grant = std::get<wire::EnrolmentGrant>(outcome);
  std::string one_word = grant.ledger_key_fingerprint;
  std::erase(one_word, ' ');
  out << "agent " << grant.agent << "\nberth " << grant.berth << "\nfingerprint " << one_word << '\n';
  err << "已注册。请管理员核对指纹 " << grant.ledger_key_fingerprint << " 后批准,批准前数据只存本机。\n"
      << "Enrolled. An administrator compares the fingerprint and approves; until then lines stay here.\n";
  return 0;
}

}  // namespace quaywatt::agent
