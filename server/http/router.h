#pragma once
// The table of everything a port answers. What is not in it does not exist; who is not named in it may not.

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "server/http/call.h"

namespace quaywatt::server {

/// Who may call a route. The port's gate knows how to tell.
enum class Access {
  anyone,      ///< says nothing about the port's affairs
  monitoring,  ///< loopback and the configured addresses
  agent        ///< a berth agent, by certificate
};

struct Route {
  std::string method;   ///< "GET" also answers HEAD
  std::string pattern;  ///< "/agents/{agent}/head": a name in braces matches one segment
  Access access = Access::anyone;
  HttpHandler handler;
  std::size_t max_body_bytes = 0;                 ///< 0: a body is refused
  std::vector<std::string> content_types = {};    ///< of a body; the first is named when another came
  HttpHandler too_large = {};                     ///< answers a body beyond the limit; else a problem with 413
};

class Router {
 public:
  explicit Router(std::vector<Route> routes) : routes_(std::move(routes)) {}

  struct Found {
    const Route* route = nullptr;
    std::map<std::string, std::string> parameters;
  };
  struct NotFound {};
  struct OtherMethods {
    std::string allowed;  ///< "GET, POST"
  };

  std::variant<Found, NotFound, OtherMethods> find(std::string_view method, std::string_view path) const;

 private:
  std::vector<Route> routes_;
};

}  // namespace quaywatt::server
