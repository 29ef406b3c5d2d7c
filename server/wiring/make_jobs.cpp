#include "server/wiring/make_jobs.h"

namespace quaywatt::server {

std::vector<std::unique_ptr<Job>> make_jobs(MysqlStores&, const ServerConfig&) { return {}; }

}  // namespace quaywatt::server
