#include "server/cli/enrol_command.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <ostream>

#include "domain/time/shanghai.h"
#include "server/cli/command_line.h"
#include "server/enrolment/enrol_agent.h"
#include "server/enrolment/enrolment_code.h"
#include "server/enrolment/names.h"
#include "server/store/agent_standing.h"

namespace quaywatt::server {

namespace {

constexpr std::size_t kListedCodes = 100;

constexpr std::string_view kUsage =
    "用法 / usage: quaywatt enrol create --config FILE --berth BERTH --agent NAME\n"
    "              quaywatt enrol list --config FILE\n"
    "              quaywatt enrol approve --config FILE AGENT FINGERPRINT\n"
    "              quaywatt enrol revoke --config FILE AGENT\n"
    "  create  生成一次性注册码(24 小时内有效) / makes a one-time code, good for 24 h\n"
    "  list    列出终端与注册码 / lists agents and codes, a JSON object a line\n"
    "  approve 核对两端显示的指纹后批准 / lets an agent in whose fingerprint is the one shown at the berth\n"
    "  revoke  吊销终端及其证书 / shuts an agent and its certificates out\n";

int create(EnrolmentStore& enrolments, const CommandLine& line, domain::Instant now, std::ostream& out,
           std::ostream& err) {
  EnrolmentCode code;
  code.agent = line.required("--agent");
  code.berth = line.required("--berth");
  if (!is_agent_name(code.agent)) {
    throw UsageError("终端名只能含小写字母、数字和连字符,最多 63 个 / an agent's name has lower-case letters, digits and "
                     "hyphens, at most 63: " + code.agent);
  }
  if (!is_berth_name(code.berth)) throw UsageError("泊位名无效 / no berth name: " + code.berth);
  code.created_at = now;
  code.expires_at = now + kCodeLife;
  const std::string text = new_enrolment_code();
  code.code_hash = enrolment_code_hash(text);
  if (enrolments.create_code(code) == CodeCreation::other_berth) {
    err << "终端 " << code.agent << " 属于其他泊位,请换一个名称 / agent " << code.agent
        << " belongs to another berth, choose another name\n";
    return 1;
  }
  out << text << "\n";
  err << "终端 / agent " << code.agent << ",泊位 / berth " << code.berth << ",有效至 / good until "
      << domain::format_shanghai(code.expires_at) << "(北京时间)\n";
  return 0;
}

std::string time_text(const std::optional<domain::Instant>& instant) {
  return instant ? domain::format_instant(*instant) : std::string();
}

int list(ServerStores& stores, domain::Instant now, std::ostream& out) {
  for (const AgentSummary& agent : stores.agents().agents()) {
    out << nlohmann::ordered_json{{"agent", agent.agent},
                                  {"berth", agent.berth},
                                  {"standing", standing_name(agent.standing)},
                                  {"fingerprint", agent.ledger_key_fingerprint},
                                  {"program_version", agent.program_version},
                                  {"enrolled_at", domain::format_instant(agent.enrolled_at)},
                                  {"last_contact_at", time_text(agent.last_contact_at)},
                                  {"held_epoch", agent.held.epoch},
                                  {"held_seq", agent.held.seq},
                                  {"replayed_lines", agent.replayed_lines}}
               .dump()
        << "\n";
  }
  for (const EnrolmentCode& code : stores.enrolments().codes(kListedCodes)) {
    const std::string state = code.used_at ? "used" : now >= code.expires_at ? "expired" : "open";
    out << nlohmann::ordered_json{{"code_for", code.agent},
                                  {"berth", code.berth},
                                  {"state", state},
                                  {"expires_at", domain::format_instant(code.expires_at)},
                                  {"used_at", time_text(code.used_at)},
                                  {"used_from", code.used_from},
                                  {"attempts", code.attempts}}
               .dump()
        << "\n";
  }
  return 0;
}

int approve(AgentStore& agents, const std::vector<std::string>& words, domain::Instant now, std::ostream& err) {
  // A fingerprint is shown in groups of four; typed without quotes it comes as several words.
  if (words.size() < 3) throw UsageError("缺少终端名或指纹 / agent and fingerprint are needed");
  std::string fingerprint;
  for (std::size_t at = 2; at < words.size(); ++at) fingerprint += words[at];
  switch (agents.approve(words[1], fingerprint, now)) {
    case Approval::approved: err << "已批准 / approved: " << words[1] << "\n"; return 0;
    case Approval::no_such_agent: err << "没有这个终端 / no such agent: " << words[1] << "\n"; return 1;
    case Approval::not_waiting:
      err << "该终端不在待批准状态 / the agent does not wait for approval: " << words[1] << "\n";
      return 1;
    case Approval::wrong_fingerprint:
      err << "指纹不符,未批准;可能有人冒用注册码,请吊销后重新注册 / the fingerprint differs, not approved; somebody else "
             "may have used the code: revoke and enrol again\n";
      return 1;
  }
  return 1;
}

int revoke(AgentStore& agents, const std::vector<std::string>& words, domain::Instant now, std::ostream& err) {
  if (words.size() != 2) throw UsageError("缺少终端名 / an agent is needed");
  const bool found = agents.revoke(words[1], now);
  err << (found ? "已吊销 / revoked: " : "没有这个终端 / no such agent: ") << words[1] << "\n";
  return found ? 0 : 1;
}

}  // namespace

int run_enrol(const DatabaseSurroundings& surroundings, std::span<const std::string> arguments, std::ostream& out,
              std::ostream& err) {
  const CommandShape shape{kUsage, {"--config", "--berth", "--agent"}, {}};
  return run_shaped(shape, arguments, out, err, [&](const CommandLine& line) {
    if (line.words.empty()) throw UsageError("缺少子命令 / a sub-command is needed");
    const std::string& verb = line.words.front();
    const auto stores = surroundings.open_stores(load_server_config(line.required("--config")).database);
    const auto now = surroundings.clock();
    if (verb == "create") return create(stores->enrolments(), line, now, out, err);
    if (verb == "list") return list(*stores, now, out);
    if (verb == "approve") return approve(stores->agents(), line.words, now, err);
    if (verb == "revoke") return revoke(stores->agents(), line.words, now, err);
    throw UsageError("未知子命令 / unknown sub-command: " + verb);
  });
}

}  // namespace quaywatt::server
