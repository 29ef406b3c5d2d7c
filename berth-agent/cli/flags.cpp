#include "berth-agent/cli/flags.h"

#include <algorithm>
#include <ostream>

namespace quaywatt::agent {

std::optional<Flags> read_flags(std::span<const std::string> arguments, const std::vector<std::string>& known,
                                std::ostream& err) {
  Flags flags;
  for (std::size_t i = 0; i < arguments.size(); i += 2) {
    const std::string& name = arguments[i];
    if (std::find(known.begin(), known.end(), name) == known.end()) {
      err << "不认识的参数 / unknown argument: " << name << '\n';
      return std::nullopt;
    }
    if (i + 1 == arguments.size()) {
      err << name << " 缺少值 / needs a value\n";
      return std::nullopt;
    }
    if (!flags.emplace(name, arguments[i + 1]).second) {
      err << name << " 重复 / given twice\n";
      return std::nullopt;
    }
  }
  return flags;
}

}  // namespace quaywatt::agent
