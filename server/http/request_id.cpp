#include "server/http/request_id.h"

#include <cstdio>
#include <random>

namespace quaywatt::server {

std::uint64_t random_number() {
  thread_local std::mt19937_64 random(std::random_device{}());
  return random();
}

std::string new_request_id() {
  char text[17];
  std::snprintf(text, sizeof text, "%016llx", static_cast<unsigned long long>(random_number()));
  return text;
}

}  // namespace quaywatt::server
