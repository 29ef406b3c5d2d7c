#pragma once
// What an agent and a berth may be called.

#include <string_view>

namespace quaywatt::server {

/// Lower-case letters, digits and hyphens, 1 to 63, not beginning or ending with a hyphen: fits a certificate's
/// subject, a file name and a host name.
bool is_agent_name(std::string_view name);

/// 1 to 128 bytes without control characters.
bool is_berth_name(std::string_view name);

}  // namespace quaywatt::server
