#include "berth-agent/local/door.h"

#include <algorithm>

namespace quaywatt::agent {

namespace {

constexpr std::string_view kScheme = "http://";

std::string lower(std::string text) {
  std::ranges::transform(text, text.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return text;
}

bool among(const std::vector<std::string>& names, const std::string& name) {
  return std::ranges::find(names, lower(name)) != names.end();
}

}  // namespace

std::vector<std::string> loopback_names(const std::string& host, std::uint16_t tcp_port) {
  const std::string port = ":" + std::to_string(tcp_port);
  const bool v6 = host.find(':') != std::string::npos;
  std::vector<std::string> names{"localhost" + port, (v6 ? "[" + host + "]" : lower(host)) + port};
  if (tcp_port == 80) names.insert(names.end(), {"localhost", v6 ? "[" + host + "]" : lower(host)});
  return names;
}

std::optional<Answer> stopped_at_door(const Arrival& arrival, const std::vector<std::string>& names) {
  if (!among(names, arrival.host)) {
    return problem(403, "foreign_host", "请在本机以 http://" + names.front() + " 访问。",
                   "Open http://" + names.front() + " on this device.");
  }
  const bool own_origin = arrival.origin.starts_with(kScheme) && among(names, arrival.origin.substr(kScheme.size()));
  const bool cross_site = arrival.fetch_site == "cross-site" || arrival.fetch_site == "same-site";
  if ((!arrival.origin.empty() && !own_origin) || cross_site) {
    return problem(403, "foreign_origin", "不接受其他网页发来的请求。请使用本机终端页面。",
                   "Requests from other pages are not taken. Use this device's own page.");
  }
  return std::nullopt;
}

bool is_json(const std::string& content_type) {
  std::string media_type = lower(content_type.substr(0, content_type.find(';')));
  while (!media_type.empty() && media_type.back() == ' ') media_type.pop_back();
  return media_type == "application/json";
}

std::string bearer_token(const std::string& authorization) {
  constexpr std::string_view kBearer = "bearer ";
  if (lower(authorization.substr(0, kBearer.size())) != kBearer) return {};
  return authorization.substr(kBearer.size());
}

}  // namespace quaywatt::agent
