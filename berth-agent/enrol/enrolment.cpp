#include "berth-agent/enrol/enrolment.h"

#include <algorithm>
#include <stdexcept>

#include "Poco/Exception.h"
#include "Poco/URI.h"
#include "berth-agent/enrol/key_material.h"
#include "berth-agent/uplink/https_exchange.h"

namespace quaywatt::agent {

namespace {

/// The server's words on one line, without letters that could play with a terminal.
std::string quoted(const std::string& body) {
  constexpr std::size_t kShown = 300;
  std::string text = body.substr(0, kShown);
  std::replace_if(text.begin(), text.end(), [](unsigned char c) { return c < 0x20 || c == 0x7f; }, ' ');
  return text;
}

EnrolmentRefused server_refused(const ServerReply& reply) {
  const std::string code = std::to_string(reply.http_code);
  return {"服务器拒绝注册(HTTP " + code + "):" + quoted(reply.body) + ";注册码 24 小时有效、仅用一次,请向管理员索取新码",
          "the server refused (HTTP " + code + "): " + quoted(reply.body) +
              "; a code is good for 24 h and one use, ask the administrator for a new one"};
}

/// What a grant must be for us to live by it; empty when it is.
std::string defect_of(const wire::EnrolmentGrant& grant, const PendingKeys& keys) {
  const auto ledger_key = wire::SigningKey::from_pem(keys.ledger_key_pem).public_key();
  if (!certificate_fits_key(grant.certificate_pem, keys.tls_key_pem)) return "certificate";
  if (grant.ledger_key_fingerprint != ledger_key.fingerprint()) return "ledger_key_fingerprint";
  if (grant.receipt_keys.empty()) return "receipt_keys";
  for (const auto& key : grant.receipt_keys) {
    if (!wire::PublicKey::from_base64(key.public_key)) return "receipt_keys";
  }
  if (grant.next_epoch > 1 && !grant.previous_head) return "previous_head";
  return {};
}

}  // namespace

std::variant<wire::EnrolmentGrant, EnrolmentRefused> enrol(const std::filesystem::path& state_dir,
                                                           const std::string& berth, const std::string& code,
                                                           const EnrolmentPost& post) {
  const PendingKeys keys = pending_keys(state_dir);
  const auto ledger_key = wire::SigningKey::from_pem(keys.ledger_key_pem).public_key();
  const LinkAnswer answer = post(wire::encode_request(
      {code, certificate_request_pem(keys.tls_key_pem), ledger_key.base64(), QUAYWATT_VERSION}));
  if (const auto* failure = std::get_if<LinkFailure>(&answer)) return EnrolmentRefused{failure->zh, failure->en};
  const auto& reply = std::get<ServerReply>(answer);
  if (reply.http_code != 200) return server_refused(reply);
  const auto grant = wire::decode_grant(reply.body);
  if (!grant) {
    return EnrolmentRefused{"收到的不是注册答复:网络被劫持或版本不符",
                            "what came back is no grant: hijacked, or another version"};
  }
  if (const std::string defect = defect_of(*grant, keys); !defect.empty()) {
    return EnrolmentRefused{"服务器的注册答复与本机密钥不符:" + defect, "the grant does not fit this machine's keys: " + defect};
  }
  if (grant->berth != berth) {
    return EnrolmentRefused{"注册码属于泊位 " + grant->berth + ",而配置写的是 " + berth + ";请改配置后重新索取注册码",
                            "the code belongs to berth " + grant->berth + ", the settings say " + berth +
                                "; mend the settings and ask for a new code"};
  }
  adopt_grant(state_dir, *grant);
  return *grant;
}

EnrolmentPost https_enrolment_post(const std::string& server_url, const std::filesystem::path& ca_file) {
  constexpr std::uint16_t kDefaultPort = 8443;
  Poco::URI url;
  try {
    url = Poco::URI(server_url);
  } catch (const Poco::Exception&) {
    throw std::runtime_error("服务器地址无效 / bad server address: " + server_url);
  }
  if (url.getScheme() != "https" || url.getHost().empty()) {
    throw std::runtime_error("服务器地址须为 https://主机[:端口] / the server's address must be https://host[:port]");
  }
  constexpr std::uint16_t kHttpsPort = 443;  // what Poco says when the address names none
  const bool says_port = url.getPort() != kHttpsPort || server_url.find(":443") != std::string::npos;
  const HttpsPlace place{url.getHost(), says_port ? url.getPort() : kDefaultPort};
  const auto context = tls_context({ca_file, {}, {}});
  return [place, context](const std::string& body) {
    return https_exchange(place, context, {"POST", "/enrol/v1", "application/json", {}, body, kUsualPatience});
  };
}

}  // namespace quaywatt::agent
