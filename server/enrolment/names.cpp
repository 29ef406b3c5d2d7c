#include "server/enrolment/names.h"

#include <algorithm>

namespace quaywatt::server {

namespace {

constexpr std::size_t kAgentNameMax = 63;
constexpr std::size_t kBerthNameMax = 128;

}  // namespace

bool is_agent_name(std::string_view name) {
  constexpr std::string_view kLetters = "abcdefghijklmnopqrstuvwxyz0123456789-";
  return !name.empty() && name.size() <= kAgentNameMax && name.find_first_not_of(kLetters) == name.npos &&
         name.front() != '-' && name.back() != '-';
}

bool is_berth_name(std::string_view name) {
  const auto control = [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; };
  return !name.empty() && name.size() <= kBerthNameMax && std::ranges::none_of(name, control);
}

}  // namespace quaywatt::server
