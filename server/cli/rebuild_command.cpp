#include "server/cli/rebuild_command.h"

#include <ostream>

#include "domain/rules/cn_wuxi.h"
#include "server/cli/command_line.h"
#include "server/usecases/rebuild.h"

namespace quaywatt::server {

namespace {

constexpr std::string_view kUsage =
    "用法 / usage: quaywatt rebuild --config FILE\n"
    "  由台账重新推导读数、靠泊、用电和研判;台账与研判历史不动,服务可以照常运行\n"
    "  derives readings, stays, sessions and verdicts from the ledgers again; ledgers and the history of verdicts\n"
    "  stay, the server may go on running\n";

void print_progress(const Rebuilt& done, std::ostream& err) {
  err << "终端 agents " << done.agents << ", 批 batches " << done.batches << ", 靠泊 stays " << done.stays << "\r"
      << std::flush;
}

}  // namespace

int run_rebuild(const DatabaseSurroundings& surroundings, std::span<const std::string> arguments, std::ostream& out,
                std::ostream& err) {
  return run_shaped({kUsage, {"--config"}, {}}, arguments, out, err, [&](const CommandLine& line) {
    refuse_words(line);
    const auto config = load_server_config(line.required("--config"));
    const auto stores = surroundings.open_stores(config.database);
    const domain::EvidenceSettings evidence{std::chrono::minutes{config.jobs.evidence_lag_min}};
    JudgeStays judge(stores->derived(), domain::cn_wuxi_rules(), evidence, surroundings.clock);
    const Rebuilt done = rebuild(stores->job_ledgers(), stores->derived(), judge,
                                 [&](const Rebuilt& so_far) { print_progress(so_far, err); });
    err << "\n";
    for (const auto& failure : done.failures) err << "未能处理 / failed: " << failure << "\n";
    out << "已重建 / rebuilt: " << done.agents << " agents, " << done.batches << " batches, " << done.stays
        << " stays\n";
    return done.failures.empty() ? 0 : 1;
  });
}

}  // namespace quaywatt::server
