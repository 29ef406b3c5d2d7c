#include "berth-agent/cli/ledger_verify.h"

#include <filesystem>
#include <optional>
#include <ostream>
#include <vector>

#include "berth-agent/cli/flags.h"
#include "berth-agent/config/agent_config.h"
#include "berth-agent/enrol/identity.h"
#include "berth-agent/ledger/ledger_folder.h"
#include "berth-agent/ledger/verification.h"
#include "berth-agent/uplink/receipt_comparison.h"
#include "schema/wire/line_codec.h"

namespace quaywatt::agent {

namespace {

struct Subject {
  std::filesystem::path file;
  std::string agent;             ///< empty: as noted in the file
  std::vector<PinnedKey> keys;   ///< empty: receipts cannot be judged
};

std::optional<Subject> subject_of(const Flags& flags) {
  const bool by_config = flags.contains("--config");
  if (by_config == flags.contains("--ledger") || (by_config && flags.contains("--agent"))) return std::nullopt;
  if (!by_config) return Subject{flags.at("--ledger"), flags.contains("--agent") ? flags.at("--agent") : "", {}};
  const AgentConfig config = load_agent_config(flags.at("--config"));
  Subject subject{ledger_file(config.state_dir), "", {}};
  if (const auto identity = load_identity(config.state_dir)) {
    subject.agent = identity->grant.agent;
    subject.keys = pinned_keys(identity->grant.receipt_keys);
  }
  return subject;
}

void print_check(const LedgerCheck& check, std::ostream& out) {
  for (const auto& epoch : check.epochs) {
    out << "epoch " << epoch.epoch << " lines " << epoch.last_seq << " head " << epoch.head << '\n';
  }
  for (const auto& strange : check.strange) {
    out << "unreadable " << wire::format_ref(strange.at) << ' ' << strange.reason << '\n';
  }
  out << "lines " << check.lines << " unreadable " << check.strange_count << '\n';
  if (check.first_break) {
    const LedgerBreak& found = *check.first_break;
    out << "break " << wire::format_ref(found.at) << ' ' << found.zh << " / " << found.en << '\n';
  }
}

bool print_receipt(LedgerStore& store, const Subject& subject, std::ostream& out) {
  const auto comparison = compare_with_receipt(store, subject.agent, subject.keys);
  if (!comparison) return true;
  out << "receipt " << wire::format_ref(comparison->held) << ' ' << comparison->zh << " / " << comparison->en << '\n';
  return comparison->agrees;
}

}  // namespace

int run_ledger_verify(std::span<const std::string> arguments, std::ostream& out, std::ostream& err) {
  const auto flags = read_flags(arguments, {"--config", "--ledger", "--agent"}, err);
  auto subject = flags ? subject_of(*flags) : std::nullopt;
  if (!subject) {
    err << "用法 / usage: quaywatt-agent ledger verify --config FILE | --ledger FILE [--agent NAME]\n";
    return 2;
  }
  SqliteLedgerStore store(subject->file, SqliteLedgerStore::Access::read_only);
  if (subject->agent.empty()) subject->agent = store.note(kAgentNote).value_or("");
  if (subject->agent.empty()) {
    err << "台账未注明代理名称,请用 --agent NAME / the ledger does not say whose it is, use --agent NAME\n";
    return 2;
  }
  out << "agent " << subject->agent << '\n';
  const LedgerCheck check = verify_ledger(store, subject->agent, std::nullopt);
  print_check(check, out);
  if (check.first_break) return 1;
  const bool receipt_agrees = subject->keys.empty() || print_receipt(store, *subject, out);
  if (!receipt_agrees) return 1;
  if (check.strange_count == 0) {
    out << "台账完整 / the ledger is whole\n";
  } else {
    // A newer program may have written them: chained and kept, their meaning is for others to judge (fault A10).
    out << "链完整,但有无法解读的行 / the chain is whole, but some lines cannot be read here\n";
  }
  return 0;
}

}  // namespace quaywatt::agent
