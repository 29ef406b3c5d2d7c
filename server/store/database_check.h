#pragma once
// Settings of the database without which the promises do not hold (faults D1, D2, D3), each with the statement that
// mends it.

#include <string>
#include <vector>

#include "domain/time/instant.h"

namespace quaywatt::server {

struct DatabaseDefect {
  std::string name;         ///< "time_zone", "character_set", "durability"
  std::string zh;
  std::string en;
  std::string remedy_sql;   ///< exact; for a user with the rights
  bool risk_may_be_accepted = false;  ///< only by --accept-durability-risk (fault D3)
};

class DatabaseCheck {
 public:
  virtual ~DatabaseCheck() = default;
  virtual std::vector<DatabaseDefect> defects() = 0;
  virtual domain::Instant database_now() = 0;
};

}  // namespace quaywatt::server
