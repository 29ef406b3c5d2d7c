#pragma once
// One element of the case array as JSON, read within limits: nesting, no member twice, valid UTF-8, numbers that a
// double can hold (fault S6).

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "server/cli/case_stream.h"

namespace quaywatt::server {

inline constexpr std::size_t kCaseMaxDepth = 32;

/// What is wrong with an input, for the person who wrote it.
struct InputFault {
  std::string pointer;  ///< JSON Pointer (RFC 6901) into the whole document
  std::string message;  ///< Chinese / English
};

/// `value` is good when there is no `fault`; with one, `id` is still the case's own where it was read before.
struct CaseJson {
  nlohmann::json value;
  nlohmann::json id;
  std::optional<InputFault> fault;
};

/// `pointer` and `place` are those of the element in its document.
CaseJson read_case_json(std::string_view text, const std::string& pointer, TextPlace place);

/// `pointer` with one more step.
std::string step_into(const std::string& pointer, std::string_view step);

}  // namespace quaywatt::server
