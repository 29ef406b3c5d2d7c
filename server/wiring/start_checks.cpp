#include "server/wiring/start_checks.h"

#include <algorithm>

namespace quaywatt::server {

namespace {

std::string described(const DatabaseDefect& defect) {
  return defect.zh + "\n  " + defect.en + "\n    " + defect.remedy_sql + "\n";
}

void check_migrations(SchemaStore& schema, const std::string& config_file) {
  const auto states = schema.states();
  const auto at = [&](MigrationState::Place place) {
    return std::ranges::count(states, place, &MigrationState::place);
  };
  if (at(MigrationState::Place::changed) > 0) {
    throw StartRefused("数据库结构由内容不同的升级步骤建立,请使用与数据库相符的程序版本\n"
                       "  the schema was made by changes with another text; use the version that fits the database");
  }
  const auto waiting = at(MigrationState::Place::pending) + at(MigrationState::Place::interrupted);
  if (waiting == 0) return;
  throw StartRefused("数据库结构有 " + std::to_string(waiting) + " 步未升级\n  " + std::to_string(waiting) +
                     " schema changes are not applied\n    quaywatt migrate --config " + config_file);
}

}  // namespace

bool check_database_before_start(ServerStores& stores, const StartOptions& options, Log& log) {
  std::string refusal;
  bool at_risk = false;
  for (const DatabaseDefect& defect : stores.check().defects()) {
    if (defect.risk_may_be_accepted && options.accept_durability_risk) {
      at_risk = true;
      log.warning("durability_risk_accepted", {{"what", defect.en}, {"remedy", defect.remedy_sql}});
    } else {
      refusal += described(defect);
      if (defect.risk_may_be_accepted) {
        refusal += "    (--accept-durability-risk 可冒险启动 / starts in spite of it)\n";
      }
    }
  }
  if (!refusal.empty()) throw StartRefused(refusal);
  check_migrations(stores.schema(), options.config_file);
  return at_risk;
}

void announce_receipt_key(ReceiptKeyStore& keys, const ReceiptSigner& signer, domain::Instant now) {
  if (keys.announce(signer.public_key(), now)) return;
  throw StartRefused("回执密钥编号 " + signer.public_key().key_id + " 已属于另一把密钥\n  receipt key id " +
                     signer.public_key().key_id + " already stands for another key");
}

}  // namespace quaywatt::server
