#pragma once
// Assessments and refusals as JSON lines.

#include <nlohmann/json.hpp>
#include <string>

#include "domain/rules/assessment.h"
#include "server/cli/case_json.h"

namespace quaywatt::server {

/// `id` as the case gave it.
std::string assessment_line(const nlohmann::json& id, const domain::Assessment& assessment);

/// `id` is null where the case's own could not be read.
std::string refusal_line(const nlohmann::json& id, const InputFault& fault);

}  // namespace quaywatt::server
