#pragma once
// Errors as application/problem+json (RFC 9457): what, in Chinese and English, and the request's id to ask for.

#include <string>
#include <string_view>

#include "server/http/call.h"

namespace quaywatt::server {

struct Problem {
  int code = 500;
  std::string_view kind;  ///< stable word: "too_large"
  std::string zh;
  std::string en;
};

HttpAnswer problem_answer(const Problem& problem, const HttpCall& call);

/// 503 with Retry-After: sending again later is harmless and right.
HttpAnswer try_later(const HttpCall& call, int after_s, const std::string& zh, const std::string& en);

/// What an exception of a handler turns into; the one table of it. Called inside a catch block (fault S5). Words for
/// the log only go to `why`.
HttpAnswer answer_of_exception(const HttpCall& call, std::string& why);

inline constexpr int kRetryAfterStore_s = 5;  ///< the database is away or busy

}  // namespace quaywatt::server
