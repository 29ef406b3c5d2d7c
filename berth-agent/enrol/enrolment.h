#pragma once
// Makes this machine a known cabinet: keys made here, a one-time code, a certificate and pinned receipt keys back.
// An administrator compares the fingerprint shown on both sides before the server takes a line (fault X4).

#include <filesystem>
#include <functional>
#include <string>
#include <variant>

#include "berth-agent/enrol/identity.h"
#include "berth-agent/uplink/server_link.h"
#include "schema/wire/enrolment.h"

namespace quaywatt::agent {

/// Carries one request body to POST /enrol/v1 and brings the answer.
using EnrolmentPost = std::function<LinkAnswer(const std::string& body)>;

struct EnrolmentRefused {
  std::string zh;
  std::string en;
};

/// The grant as stored. A refused grant leaves the earlier identity in place.
/// Throws std::runtime_error on disk trouble.
std::variant<wire::EnrolmentGrant, EnrolmentRefused> enrol(const std::filesystem::path& state_dir,
                                                           const std::string& berth, const std::string& code,
                                                           const EnrolmentPost& post);

/// Posts over TLS to "https://host[:port]", trusting only `ca_file`. Throws std::runtime_error for a bad URL or file.
EnrolmentPost https_enrolment_post(const std::string& server_url, const std::filesystem::path& ca_file);

}  // namespace quaywatt::agent
