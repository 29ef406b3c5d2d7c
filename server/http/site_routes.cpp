#include "server/http/site_routes.h"

#include <memory>
#include <nlohmann/json.hpp>

#include "server/http/landing_page.h"

namespace quaywatt::server {

namespace {

HttpAnswer not_stored(HttpAnswer answer) {
  answer.headers.emplace_back("Cache-Control", "no-store");
  return answer;
}

HttpAnswer readiness(const SiteState& state, ServerMetrics& metrics) {
  const auto reasons = state.unready();
  metrics.ready(reasons.empty());
  HttpAnswer answer;
  answer.code = reasons.empty() ? 200 : 503;
  nlohmann::ordered_json body{{"ready", reasons.empty()}, {"reasons", reasons}};
  if (state.durability_risk_accepted) body["warning"] = "durability_risk_accepted";
  answer.body = body.dump();
  return not_stored(std::move(answer));
}

HttpAnswer landing(const SiteState& state) {
  HttpAnswer answer;
  answer.content_type = "text/html; charset=utf-8";
  answer.body = landing_page(state, state.unready());
  return not_stored(std::move(answer));
}

HttpAnswer style() {
  HttpAnswer answer;
  answer.content_type = "text/css; charset=utf-8";
  answer.body = landing_style();
  answer.headers.emplace_back("Cache-Control", "max-age=3600");
  return answer;
}

}  // namespace

std::vector<Route> site_routes(SiteState given, ServerMetrics& metrics, std::function<void()> refresh_metrics) {
  const auto state = std::make_shared<const SiteState>(std::move(given));
  const auto healthy = [](const HttpCall&) {
    HttpAnswer answer;
    answer.body = R"({"status":"ok"})";
    return not_stored(std::move(answer));
  };
  const auto measured = [&metrics, refresh = std::move(refresh_metrics)](const HttpCall&) {
    refresh();
    HttpAnswer answer;
    answer.content_type = kMetricsContentType;
    answer.body = metrics.text();
    return not_stored(std::move(answer));
  };
  return {
      {"GET", "/", Access::anyone, [state](const HttpCall&) { return landing(*state); }},
      {"GET", "/site.css", Access::anyone, [](const HttpCall&) { return style(); }},
      {"GET", "/healthz", Access::anyone, healthy},
      {"GET", "/readyz", Access::anyone, [state, &metrics](const HttpCall&) { return readiness(*state, metrics); }},
      {"GET", "/metrics", Access::monitoring, measured},
  };
}

}  // namespace quaywatt::server
