#include "server/cli/migrate_command.h"

#include <iomanip>
#include <ostream>

#include "server/cli/command_line.h"

namespace quaywatt::server {

namespace {

constexpr std::string_view kUsage =
    "用法 / usage: quaywatt migrate --config FILE [--dry-run]\n"
    "  按编号升级数据库结构;--dry-run 只列出将要执行的步骤 / applies pending schema changes in order;\n"
    "  --dry-run lists them and changes nothing\n";

std::ostream& number_and_name(std::ostream& out, const MigrationState& state) {
  return out << std::setw(4) << std::setfill('0') << state.number << " " << state.name;
}

bool waits(const MigrationState& state) {
  return state.place == MigrationState::Place::pending || state.place == MigrationState::Place::interrupted;
}

int list_waiting(SchemaStore& schema, std::ostream& out, std::ostream& err) {
  std::size_t waiting = 0;
  bool changed = false;
  for (const MigrationState& state : schema.states()) {
    changed = changed || state.place == MigrationState::Place::changed;
    if (!waits(state)) continue;
    ++waiting;
    number_and_name(out, state) << "\n";
  }
  err << "待执行 / pending: " << waiting << "\n";
  if (!changed) return 0;
  err << "已执行的步骤内容被改动,不能继续 / an applied step has another text now; nothing can be applied\n";
  return 1;
}

int apply_waiting(SchemaStore& schema, std::ostream& out, std::ostream& err) {
  std::size_t applied = 0;
  schema.apply_pending([&](const MigrationState& state) {
    ++applied;
    number_and_name(out, state) << std::endl;
  });
  err << "已执行 / applied: " << applied << "\n";
  return 0;
}

}  // namespace

int run_migrate(const DatabaseSurroundings& surroundings, std::span<const std::string> arguments, std::ostream& out,
                std::ostream& err) {
  return run_shaped({kUsage, {"--config"}, {"--dry-run"}}, arguments, out, err, [&](const CommandLine& line) {
    refuse_words(line);
    const auto config = load_server_config(line.required("--config"));
    const auto stores = surroundings.open_stores(config.database);
    return line.has("--dry-run") ? list_waiting(stores->schema(), out, err) : apply_waiting(stores->schema(), out, err);
  });
}

}  // namespace quaywatt::server
