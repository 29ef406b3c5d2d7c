#pragma once
// Names for requests, so that a person's complaint, a log line and an answer are found to be one.

#include <cstdint>
#include <string>

namespace quaywatt::server {

/// 16 lower-case hex digits; never taken from the request.
std::string new_request_id();

/// Not for secrets.
std::uint64_t random_number();

}  // namespace quaywatt::server
