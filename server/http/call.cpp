#include "server/http/call.h"

#include <algorithm>
#include <cctype>

namespace quaywatt::server {

bool HeaderOrder::operator()(std::string_view one, std::string_view other) const {
  const auto lower = [](char c) { return std::tolower(static_cast<unsigned char>(c)); };
  return std::ranges::lexicographical_compare(one, other, {}, lower, lower);
}

std::string HttpCall::header(std::string_view name) const {
  const auto found = headers.find(name);
  return found == headers.end() ? std::string() : found->second;
}

}  // namespace quaywatt::server
