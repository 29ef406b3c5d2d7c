#include "server/wiring/database_commands.h"

#include "server/cli/ca_command.h"
#include "server/cli/doctor_command.h"
#include "server/cli/enrol_command.h"
#include "server/cli/figures_command.h"
#include "server/cli/live_command.h"
#include "server/cli/migrate_command.h"
#include "server/cli/rebuild_command.h"
#include "server/cli/register_command.h"
#include "server/cli/verify_command.h"
#include "server/wiring/mysql_stores.h"
#include "server/wiring/system_clock.h"

namespace quaywatt::server {

namespace {

using Arguments = std::span<const std::string>;
using DatabaseCommand = int (*)(const DatabaseSurroundings&, Arguments, std::ostream&, std::ostream&);

DatabaseSurroundings surroundings() {
  return {[](const DatabaseConfig& database) { return std::make_unique<MysqlStores>(database, system_now); },
          system_now};
}

Command command(std::string name, std::string summary, DatabaseCommand run) {
  return {std::move(name), std::move(summary),
          [run](Arguments arguments, std::istream&, std::ostream& out, std::ostream& err) {
            return run(surroundings(), arguments, out, err);
          }};
}

}  // namespace

std::vector<Command> database_commands() {
  return {
      command("migrate", "升级数据库结构 / bring the database's schema forward", run_migrate),
      command("doctor", "检查设置并给出处理办法 / name wrong settings and their remedies", run_doctor),
      command("enrol", "终端注册、批准与吊销 / enrol, approve and revoke berth agents", run_enrol),
      command("register", "导入泊位与船舶登记 / load registers of places and vessels", run_register),
      command("figures", "靠泊、使用率与台账 / stays, usage rates and ledgers", run_figures),
      command("live", "在泊船舶与岸电预警 / vessels alongside now, shore power and warnings", run_live),
      command("rebuild", "由台账重新推导 / derive everything from the ledgers again", run_rebuild),
      command("verify", "核验留存的台账 / read the held ledgers back and verify them", run_verify),
      {"ca", "生成开发用证书 / make a development certificate authority",
       [](Arguments arguments, std::istream&, std::ostream& out, std::ostream& err) {
         return run_ca(system_now, arguments, out, err);
       }},
  };
}

}  // namespace quaywatt::server
