// What an agent takes from a server, and what the server takes at enrolment: answers, grants, requests. A captive
// portal, a proxy or a forger may be at the other end (fault N6).

#include <string>
#include <variant>

#include "berth-agent/uplink/answer_check.h"
#include "schema/wire/enrolment.h"
#include "tests/fuzz/fuzz_input.h"

namespace {

using namespace quaywatt;
using fuzz::demand;

const std::vector<agent::PinnedKey>& pinned_keys() {
  static const std::vector<agent::PinnedKey> keys{{"r1", wire::SigningKey::generate().public_key()}};
  return keys;
}

void check_answer_text(std::string_view body) {
  const auto answer = wire::decode_answer(body);
  if (!answer) return;
  const auto encoded = wire::encode_answer(*answer);
  const auto again = wire::decode_answer(encoded);
  demand(again.has_value() && wire::encode_answer(*again) == encoded, "an answer comes back equal");
  demand(wire::http_status_of(answer->verdict) >= 200, "every verdict has its HTTP code");
}

void check_trust(std::string_view body, int http_code) {
  const auto checked = agent::check_answer({http_code, std::string(body), std::nullopt}, "jy-shili-01", pinned_keys());
  if (const auto* trusted = std::get_if<agent::TrustedAnswer>(&checked)) {
    demand(!trusted->holds, "nobody but the server says what it holds");
  } else {
    const auto& failure = std::get<agent::LinkFailure>(checked);
    fuzz::demand_bilingual(failure.zh + failure.en, "a refused answer is explained");
  }
}

void check_enrolment(std::string_view body) {
  if (const auto grant = wire::decode_grant(body)) {
    const auto encoded = wire::encode_grant(*grant);
    const auto again = wire::decode_grant(encoded);
    demand(again.has_value() && wire::encode_grant(*again) == encoded, "a grant comes back equal");
  }
  if (const auto request = wire::decode_request(body)) {
    const auto encoded = wire::encode_request(*request);
    const auto again = wire::decode_request(encoded);
    demand(again.has_value() && wire::encode_request(*again) == encoded, "a request comes back equal");
  }
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto body = fuzz::Input(data, size).text();
  check_answer_text(body);
  for (const int http_code : {200, 302, 403, 409, 503}) check_trust(body, http_code);
  check_enrolment(body);
  return 0;
}
