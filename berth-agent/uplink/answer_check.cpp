#include "berth-agent/uplink/answer_check.h"

#include <algorithm>

namespace quaywatt::agent {

namespace {

constexpr int kTooManyRequests = 429;
constexpr int kUnavailable = 503;

/// A server that does not know or trust us has nothing to vouch for; TLS alone says it is the server.
bool needs_no_receipt(const std::optional<domain::BatchVerdict>& verdict) {
  return verdict == domain::BatchVerdict::unknown_agent || verdict == domain::BatchVerdict::awaiting_approval ||
         verdict == domain::BatchVerdict::suspended;
}

LinkFailure not_our_answer(const ServerReply& reply) {
  const std::string code = std::to_string(reply.http_code);
  if (reply.http_code == kUnavailable || reply.http_code == kTooManyRequests) {
    return {LinkFailure::Kind::busy, "服务器繁忙,稍后自动重试(HTTP " + code + ")",
            "the server is busy, retrying later (HTTP " + code + ")", reply.retry_after};
  }
  if (reply.http_code >= 200 && reply.http_code < 300) {
    return {LinkFailure::Kind::hijacked, "网络被劫持或需登录:收到的不是服务器回执,数据保留待传",
            "network hijacked or login needed: what came back is no receipt; everything is kept", reply.retry_after};
  }
  return {LinkFailure::Kind::refused, "服务器返回错误 HTTP " + code + ",数据保留待传",
          "the server answered HTTP " + code + "; everything is kept", reply.retry_after};
}

}  // namespace

bool receipt_valid(const wire::Receipt& receipt, const std::string& agent, const std::vector<PinnedKey>& keys) {
  if (receipt.agent != agent) return false;
  const auto pinned =
      std::find_if(keys.begin(), keys.end(), [&](const PinnedKey& key) { return key.key_id == receipt.key_id; });
  return pinned != keys.end() && pinned->key.verify(wire::signed_text(receipt), receipt.signature);
}

std::variant<TrustedAnswer, LinkFailure> check_answer(const ServerReply& reply, const std::string& agent,
                                                      const std::vector<PinnedKey>& keys) {
  const auto answer = wire::decode_answer(reply.body);
  if (!answer) return not_our_answer(reply);
  TrustedAnswer trusted{answer->verdict, wire::verdict_from_name(answer->verdict), answer->text, std::nullopt, {},
                        answer->set_aside, *answer};
  if (receipt_valid(answer->receipt, agent, keys)) {
    trusted.holds = ServerHolds{answer->receipt.held, answer->receipt.head};
    trusted.server_time = answer->receipt.server_time;
  } else if (!needs_no_receipt(trusted.batch_verdict)) {
    return LinkFailure{LinkFailure::Kind::hijacked,
                       "回执签名无效(密钥 " + answer->receipt.key_id + "):网络被劫持或服务器密钥已更换,数据保留待传",
                       "the receipt's signature is not valid (key " + answer->receipt.key_id +
                           "): network hijacked, or the server's key was changed; everything is kept",
                       reply.retry_after};
  }
  return trusted;
}

}  // namespace quaywatt::agent
