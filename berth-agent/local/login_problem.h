#pragma once

#include "berth-agent/local/answer.h"
#include "berth-agent/local/logins.h"

namespace quaywatt::agent {

/// 401 for a wrong name or PIN, which of both is not told; 429 with Retry-After while the name must wait.
Answer login_problem(const LoginRefused& refused);

}  // namespace quaywatt::agent
