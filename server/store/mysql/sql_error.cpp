#include "server/store/mysql/sql_error.h"

#include <algorithm>
#include <array>

#include "server/store/mysql/connection_error.h"

namespace quaywatt::server::mysql {

namespace {

bool means_conflict(int code) {
  constexpr std::array kCodes = {1205 /* lock wait time-out */, 1213 /* deadlock, or a Galera conflict */,
                                 1020 /* record has changed since last read */, 8002, 8022, 9007 /* TiDB conflicts */};
  return std::find(kCodes.begin(), kCodes.end(), code) != kCodes.end();
}

bool means_unavailable(int code) {
  constexpr std::array kCodes = {1040 /* too many connections */, 1203, 1021 /* disk full */, 1114 /* table full */,
                                 1030 /* from the storage engine */, 1290 /* read only */, 1836, 3024, 1969 /* time */};
  return std::find(kCodes.begin(), kCodes.end(), code) != kCodes.end();
}

}  // namespace

bool means_lost(int code) {
  constexpr std::array kCodes = {2002, 2003, 2005, 2006, 2012, 2013, 2026, 2055 /* client: no connection any more */,
                                 1053 /* server shutting down */, 1927 /* killed */, 1158, 1159, 1160, 1161};
  return std::find(kCodes.begin(), kCodes.end(), code) != kCodes.end();
}

std::string described(const sql::SQLException& error) {
  return std::string(error.what()) + " (" + std::to_string(error.getErrorCode()) + ")";
}

[[noreturn]] void throw_translated(const sql::SQLException& error) {
  const int code = error.getErrorCode();
  if (means_conflict(code)) throw TransactionConflict(described(error));
  if (means_lost(code)) throw ConnectionLost(described(error));
  if (means_unavailable(code)) throw StoreUnavailable(described(error));
  if (code == 1062) throw DuplicateKey(described(error));
  throw StoreFault(described(error));
}

}  // namespace quaywatt::server::mysql
