#include "domain/rules/reason_code.h"

#include <algorithm>
#include <array>

namespace quaywatt::domain {

std::optional<ImpedimentCause> impediment_of_reason_code(std::string_view code) {
  using enum ImpedimentCause;
  struct Row {
    std::string_view code;
    ImpedimentCause cause;
  };
  static constexpr std::array<Row, 8> kRows{{{"05", terminal_fault},
                                             {"06", vessel_fault},
                                             {"07", severe_weather},
                                             {"08", emergency},
                                             {"11", crew_refusal},
                                             {"12", unattended},
                                             {"13", queue},
                                             {"14", other}}};
  const auto found = std::ranges::find(kRows, code, &Row::code);
  if (found == kRows.end()) return std::nullopt;
  return found->cause;
}

}  // namespace quaywatt::domain
