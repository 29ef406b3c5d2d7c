#pragma once
// The reason codes of screen T7, why a vessel does not use shore power, and what they mean to the rules.

#include <span>
#include <string_view>

#include "domain/ledger/ledger_line.h"

namespace quaywatt::agent {

struct ReasonCode {
  std::string_view code;  ///< "01" … "14"
  std::string_view zh;
  std::string_view en;

  domain::Declared::Category category() const;
  /// In the rules' words; empty with Category::none, and with "09", where the measure is declared beside it.
  std::string_view cause() const;
};

/// In the order of their numbers.
std::span<const ReasonCode> reason_codes();

/// nullptr: there is no such code.
const ReasonCode* reason_code(std::string_view code);

}  // namespace quaywatt::agent
